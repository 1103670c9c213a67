"""Templates carry neither style nor script of their own, so the strict policy never has to bend (SEC-14)."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
BANNED = {
    "style=": r"\sstyle\s*=",
    "<style>": r"<style\b",
    "handler": r"<[^>]*\son[a-z]+\s*=\s*[\"']",
    "javascript:": r"javascript:",
    "inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>",
    "safe": r"\|\s*safe\b|{%\s*autoescape\s+off",
    "foreign file": r"(src|href)=[\"']https?://",
}


def test_no_template_carries_style_or_script():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        for name, pattern in BANNED.items():
            found = re.search(pattern, text)
            assert not found, f"{path.relative_to(ROOT)}: {name}: {found[0]!r}"


def test_every_sheet_of_a_component_is_imported_and_every_import_exists():
    css = ROOT / "static" / "css"
    named = set(re.findall(r'@import url\("([^"]+)"\)', (css / "site.css").read_text()))
    sheets = {path.relative_to(css).as_posix() for path in (css / "components").glob("*.css")}
    assert {name for name in sheets if "/desk-" not in name} <= named  # the admin's own are not for phones
    assert all((css / name).exists() for name in named)
