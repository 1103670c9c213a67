"""Public pages run on Chrome 70 (ES2017): an old phone in WeChat gets the whole site."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT) / "static"
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
NOT_FOR_OLD_PHONES = {"admin.css", "gallery.css"}

CSS = {
    ":has(": r":has\(",
    ":is( and :where(": r":(is|where)\(",
    "@layer": r"@layer",
    "@container": r"@container",
    "nesting": r"(^|[{;}\s])&[\s:.\[>+~]",
    "clamp(), min(), max()": r"[\s:(,](clamp|min|max)\(",
    "color-mix()": r"color-mix\(",
    "inset": r"(?<![\w-])inset\s*:",
    "aspect-ratio": r"(?<![\w-])aspect-ratio\s*:",
    "margin-inline and friends": r"(?<![\w-])(margin|padding)-(inline|block)\s*:",
    "gap of a flex box": r"(?<![\w-])(gap|row-gap)\s*:",
    "dynamic viewport units": r"\d(dvh|svh|lvh)\b",
}
JS = {
    "?.": r"\?\.(?!\d)",
    "??": r"\?\?",
    "??=, ||=, &&=": r"(\|\||&&)=(?!=)",
    "object rest and spread": r"\{\s*\.\.\.",
    "catch without a name": r"catch\s*\{",
    "private fields": r"[{;\s.]#[a-z]\w*\s*[=;(]",
    "flat, at, replaceAll, fromEntries": r"\.(flat|flatMap|at|replaceAll|fromEntries|allSettled|matchAll)\(",
    "import.meta and import()": r"import\.meta|[^\w.]import\(",
    "numbers with _ or n": r"\b\d+(_\d+|n\b)",
    "randomUUID": r"randomUUID",
    "structuredClone": r"structuredClone",
    "for await": r"for\s+await",
    "globalThis": r"globalThis",
    "eval": r"\beval\(|new Function\(",
    "markup from strings": r"\.(innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write",
}


def sheets():
    return [path for path in ROOT.rglob("*.css") if path.name not in NOT_FOR_OLD_PHONES]


def bare(path: Path) -> str:
    return STRING.sub('""', COMMENT.sub("", path.read_text()))


@pytest.mark.parametrize("what", CSS)
def test_sheets_use_nothing_newer(what):
    for path in sheets():
        found = re.search(CSS[what], bare(path))
        assert not found, f"{path.name}: {what} at {found[0]!r}"


@pytest.mark.parametrize("what", JS)
def test_scripts_use_nothing_newer(what):
    for path in ROOT.rglob("*.js"):
        found = re.search(JS[what], bare(path))
        assert not found, f"{path.name}: {what} at {found[0]!r}"


def test_the_patterns_find_what_they_are_for():
    assert re.search(CSS["gap of a flex box"], ".a { gap: 8px }")
    assert not re.search(CSS["gap of a flex box"], ".a { grid-gap: 8px; column-gap: 3px }")
    assert re.search(JS["?."], "a?.b")
    assert not re.search(JS["?."], "a ?.5 : 1")
    assert re.search(JS["object rest and spread"], "x = { ...a }")
