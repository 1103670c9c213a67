"""Colours by day and by night: enough contrast everywhere, and the same night however it is chosen."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.ROOT) / "static" / "css"
DECLARATION = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})\s*;")
TEXT, SHAPE = 4.5, 3.0  # WCAG 1.4.3 and 1.4.11

# What stands on what, as the components use it.
PAIRS = [
    *((text, page, TEXT) for text in ("ink", "ink-2", "link", "brick", "moss") for page in ("paper", "card")),
    *((text, "paper-2", TEXT) for text in ("ink", "ink-2", "link", "brick")),
    *((f"{tone}", f"{tone}-t", TEXT) for tone in ("sky", "plum", "moss", "indigo")),
    ("persimmon-d", "persimmon-t", TEXT),
    ("rose-d", "rose-t", TEXT),
    ("ink-2", "ink-t", TEXT),
    *(("ink", f"{tint}-t", TEXT) for tint in ("persimmon", "rose", "moss", "sky", "plum", "indigo")),
    ("on-persimmon", "persimmon", TEXT),
    ("on-indigo", "indigo", TEXT),
    ("on-brick", "brick", TEXT),
    ("rose-d", "card", TEXT),
    ("on-indigo-2", "eave", TEXT),
    ("lamp", "eave", TEXT),
    *((edge, page, SHAPE) for edge in ("line", "focus") for page in ("paper", "card")),
    ("focus", "sky-t", SHAPE),
]


def blocks() -> dict[str, dict[str, str]]:
    text = (CSS / "tokens.css").read_text()
    found = re.findall(
        r'(:root, \[data-theme="day"\]|\[data-theme="night"\]|\[data-theme="auto"\])\s*\{(.*?)\}', text, re.S
    )
    return {name.split('"')[1]: dict(DECLARATION.findall(body)) for name, body in found}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["day", "night"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(theme, front, back, least):
    tokens = blocks()[theme]
    assert contrast(tokens[front], tokens[back]) >= least, (front, back)


def test_night_is_the_same_whether_chosen_or_the_phones_own():
    assert blocks()["night"] == blocks()["auto"]


def test_night_has_every_colour_of_the_day():
    assert set(blocks()["day"]) == set(blocks()["night"])


def test_every_colour_named_in_a_sheet_exists():
    known = set(re.findall(r"--([a-z0-9-]+):", "".join(path.read_text() for path in CSS.rglob("*.css"))))
    for path in CSS.rglob("*.css"):
        for name in re.findall(r"var\(--([a-z0-9-]+)", path.read_text()):
            assert name in known or name.startswith("w-"), f"{path.name}: --{name}"  # w- is Wagtail's
