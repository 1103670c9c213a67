"""Every component is shown in the gallery, by day and by night."""

from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.ROOT) / "templates"


def components() -> set[str]:
    return {path.stem for path in (TEMPLATES / "components").glob("*.html")}


def test_each_component_has_its_specimen():
    shown = {path.stem for path in (TEMPLATES / "pages" / "gallery").glob("*.html")}
    assert components() - shown == set(), "add templates/pages/gallery/NAME.html"


def test_the_gallery_shows_them_all_in_both_lights(client):
    page = client.get("/dev/gallery/").content.decode()
    for name in components():
        section = page[page.index(f'<section class="specimen" id="{name}"') :].split("</section>")[0]
        day, night = section.split('data-theme="night"')[:2]
        for side in (day.split('data-theme="day"')[1], night):
            words = side.split(">", 1)[1].strip()
            assert "<" in words.removesuffix("</div>").strip(), name


def test_only_the_embedded_site_has_a_gallery():
    source = (Path(settings.ROOT) / "portal" / "pages" / "urls.py").read_text()
    assert 'if settings.EMBEDDED:\n    plain.append(path("dev/gallery/"' in source
