"""Every component in all its states, by day and by night; on the embedded site only."""

from pathlib import Path

from django.conf import settings
from django.shortcuts import render

from portal.accounts.routes import Audience, route
from portal.pages import content
from portal.ui import drawings


def folder(name: str) -> Path:
    return Path(settings.TEMPLATES[0]["DIRS"][0]) / name


@route(Audience.PUBLIC, purpose="look at every component while building")
def gallery(request):
    specimens = sorted(path.stem for path in folder("pages/gallery").glob("*.html"))
    return render(
        request,
        "pages/gallery.html",
        {
            "specimens": [(name, f"pages/gallery/{name}.html") for name in specimens],
            "icons": sorted(path.stem for path in drawings.folder().glob("*.svg")),
            "avatars": sorted(path.stem for path in (drawings.folder() / "avatars").glob("*.svg")),
            **content.samples(),
        },
    )
