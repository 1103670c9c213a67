"""A phone asks for one sheet: imports are set into it, addresses still lead to their files."""

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage

from portal.ui.hashed import HashedStatic, flat

SHEETS = {
    "css/site.css": '/* one */ @import url("tokens.css");\n@import url("components/card.css");\n.b{}',
    "css/tokens.css": ":root{--a:1}",
    "css/components/card.css": '.c{background:url("../../img/eave.svg")} .d{background:url(data:x)}',
}


def test_imports_are_set_in_and_addresses_follow():
    out = flat("css/site.css", SHEETS.__getitem__)
    assert "@import" not in out
    assert "/*" not in out
    assert out.index("--a") < out.index(".c{") < out.index(".b{")
    assert 'url("../img/eave.svg")' in out
    assert "url(data:x)" in out


@pytest.fixture
def collected(tmp_path):
    storage = HashedStatic(location=tmp_path, base_url="/static/")
    paths = {}
    for finder in get_finders():
        for path, source in finder.list([]):
            if path.startswith(("css/", "img/", "js/")) and str(getattr(source, "location", "")).startswith(
                str(settings.ROOT / "static")
            ):
                paths[path] = (source, path)
                with source.open(path) as file:
                    FileSystemStorage(tmp_path).save(path, file)
    problems = [done for _name, _hashed, done in storage.post_process(paths) if isinstance(done, Exception)]
    assert problems == []
    return storage, tmp_path


def test_our_own_sheet_is_one_file_with_hashed_pictures(collected):
    storage, folder = collected
    sheet = (folder / storage.stored_name("css/site.css")).read_text()
    assert "@import" not in sheet
    assert f"img/{storage.stored_name('img/tiles.svg').split('/')[-1]}" in sheet
    assert ".card--eave" in sheet
