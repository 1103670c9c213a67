"""Static files named by their content: module imports followed, and a sheet's @imports set into the one file."""

import posixpath
import re

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

IMPORT = re.compile(r"""@import\s+url\(["']([^"')]+)["']\)\s*;""")
ADDRESS = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)


def moved(css: str, old: str, new: str) -> str:
    """The same sheet, read from another folder: its relative addresses follow."""

    def follow(match):
        address = match[1]
        if address.startswith(("data:", "/", "#")) or "://" in address:
            return match[0]
        return f'url("{posixpath.relpath(posixpath.join(old, address), new)}")'

    return ADDRESS.sub(follow, css)


def flat(name: str, read, folder: str | None = None) -> str:
    """The sheet `name` with every sheet it imports in its place, and no comments. `read` gives a sheet's text."""
    here = posixpath.dirname(name)
    folder = here if folder is None else folder
    css = COMMENT.sub("", read(name))
    pieces = IMPORT.split(css)  # own words and imported names in turn
    for place, piece in enumerate(pieces):
        if place % 2:
            pieces[place] = flat(posixpath.normpath(posixpath.join(here, piece)), read, folder)
        else:
            pieces[place] = moved(piece, here, folder)
    return "".join(pieces)


class Flattened:
    """Stands in for the storage of one sheet while names are hashed."""

    def __init__(self, paths, name):
        self.paths = paths
        self.name = name

    def read(self, name: str) -> str:
        storage, path = self.paths[name]
        with storage.open(path) as file:
            return file.read().decode()

    def open(self, path):
        return ContentFile(flat(self.name, self.read).encode())


class HashedStatic(ManifestStaticFilesStorage):
    """A phone on a weak network asks for one sheet, not for thirty."""

    support_js_module_import_aggregation = True
    flattened = ("css/site.css",)

    def post_process(self, paths, dry_run=False, **options):
        stand_ins = {name: (Flattened(dict(paths), name), paths[name][1]) for name in self.flattened if name in paths}
        yield from super().post_process({**paths, **stand_ins}, dry_run=dry_run, **options)
