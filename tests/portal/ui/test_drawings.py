"""Every drawing that anything names is there, and no two avatars are the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.accounts.kinds import Avatar
from portal.ui import chips, drawings, menu
from voices.states import Shown

ROOT = Path(settings.ROOT)
NAMED = re.compile(r"""{%\s*icon\s+["']([a-z-]+)["']""")
GIVEN = re.compile(r"""\bicon=["']([a-z-]+)["']""")


@pytest.mark.parametrize("avatar", Avatar.values)
def test_each_object_has_a_drawing_of_its_own(avatar):
    drawing = drawings.avatar(avatar)
    assert drawing.count("<path") + drawing.count("<circle") + drawing.count("<ellipse") >= 3
    assert [
        name for name in Avatar.values if drawings.inside(f"avatars/{name}") == drawings.inside(f"avatars/{avatar}")
    ] == [avatar]


def test_no_drawing_without_an_object():
    assert {path.stem for path in (drawings.folder() / "avatars").glob("*.svg")} == set(Avatar.values)


def test_every_state_a_child_sees_has_icon_and_colour():
    for state in Shown.values:
        icon, tone = chips.STATES[state]
        assert drawings.icon(icon)
        assert tone in chips.TONES


def test_every_icon_named_in_a_template_exists():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        if "wagtailadmin" in text:  # the admin has icons of its own
            continue
        for name in NAMED.findall(text) + GIVEN.findall(text):
            assert (drawings.folder() / f"{name}.svg").exists(), f"{path.name}: {name}"


def test_every_way_has_its_icon():
    for way in (*menu.HEADER, *menu.TABS):
        assert drawings.icon(way.icon)


def test_an_icon_beside_words_is_silent_and_alone_it_speaks():
    assert 'aria-hidden="true"' in drawings.icon("echo")
    alone = drawings.icon("echo", "回音<b>")
    assert 'role="img"' in alone
    assert "回音&lt;b&gt;" in alone


def test_drawings_use_nothing_from_elsewhere():
    for path in drawings.folder().rglob("*.svg"):
        text = path.read_text()
        assert not re.search(r"<(script|style|image|foreignObject|use)\b|style=|href=|url\(", text), path.name
