"""Templates hold no inline script or style, and nothing is marked safe past the one cleaner (SEC-12, SEC-16)."""

import re

import pytest

from tests.house import tree

INLINE = [
    re.compile(r"<style", re.IGNORECASE),
    re.compile(r"\sstyle\s*=", re.IGNORECASE),
    re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    re.compile(r"javascript:", re.IGNORECASE),
    re.compile(r"<script(?![^>]*\b(src|type=\"application/json\"))", re.IGNORECASE),
    re.compile(r"(src|href)=\"(https?:)?//(?!www\.w3\.org)", re.IGNORECASE),
]
# A link that leads outside is written by editors into pages, never into a template.
ALLOWED_INLINE: dict[str, str] = {}
RAW = re.compile(
    r"\bmark_safe\b|\|\s*safe\b|autoescape\s+off|RawHTMLBlock|\bSafeString\(|\.raw\(|\beval\(|pickle|yaml\.load\("
)
ALLOWED_RAW = {
    "portal/ui/drawings.py": "reads our own SVG files, nothing from outside",
    "portal/text/templatetags/cleaning.py": "the one filter that shows what the cleaner let through",
}


@pytest.mark.parametrize("path", tree.templates(), ids=tree.name)
def test_nothing_inline(path):
    text = re.sub(r"{#.*?#}", "", path.read_text())
    found = [pattern.pattern for pattern in INLINE if pattern.search(text)]
    assert found == [] or tree.name(path) in ALLOWED_INLINE


@pytest.mark.parametrize("path", tree.python() + tree.templates(), ids=tree.name)
def test_nothing_is_marked_safe(path):
    text = path.read_text(errors="replace")
    if path.suffix == ".txt":  # a letter in plain text, where an entity would be shown as such
        text = re.sub(r"autoescape\s+off", "", text)
    found = RAW.findall(text)
    assert found == [] or tree.name(path) in ALLOWED_RAW


def test_the_list_of_exceptions_is_not_longer_than_needed():
    for name in ALLOWED_RAW:
        assert RAW.search((tree.ROOT / name).read_text()), f"{name} needs no exception any more"


def test_a_name_of_style_belongs_to_one_file():
    """All files are one sheet: a screen once called `wall` dressed the children's wall in its big letters."""
    homes: dict[str, set[str]] = {}
    for path in sorted((tree.ROOT / "static" / "css").rglob("*.css")):
        for name in re.findall(r"^\.([a-z][a-z0-9-]*) {", path.read_text(), re.MULTILINE):
            homes.setdefault(name, set()).add(path.name)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
