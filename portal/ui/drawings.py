"""Our drawings: icons and avatars as small SVG files, read once and set into pages."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe


def folder() -> Path:
    return Path(settings.TEMPLATES[0]["DIRS"][0]) / "icons"


@cache
def inside(name: str) -> str:
    """What stands between <svg …> and </svg> of one of our own files; names never come from people."""
    text = (folder() / f"{name}.svg").read_text(encoding="utf-8")
    start, end = text.index(">", text.index("<svg")) + 1, text.rindex("</svg>")
    return mark_safe(" ".join(text[start:end].split()))  # noqa: S308 (our own files, from the repository)


@cache
def icon(name: str, label: str = "", size: str = "") -> str:
    """Beside words an icon is silent; with `label` it speaks for itself."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" {} focusable="false">{}</svg>',
        f" icon--{size}" if size else "",
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        inside(name),
    )


@cache
def avatar(name: str, label: str = "", size: str = "") -> str:
    return format_html(
        '<svg class="avatar avatar--{}{}" viewBox="0 0 72 72" {} focusable="false">{}</svg>',
        name,
        f" avatar--{size}" if size else "",
        format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"'),
        inside(f"avatars/{name}"),
    )
