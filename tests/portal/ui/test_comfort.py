"""How a reader likes to see pages comes from a cookie and can write nothing else into a page."""

import pytest

from portal.ui.comfort import Comfort, chosen, parse


@pytest.mark.parametrize(
    ("cookie", "expected"),
    [
        ("", Comfort()),
        ("night.large.loose.still", Comfort("night", "large", "loose", "still")),
        ("night", Comfort(theme="night")),
        ('"><script>.large', Comfort(size="large")),
        ("night.night.night.night.night", Comfort(theme="night")),
    ],
)
def test_only_known_words_are_read(cookie, expected):
    assert parse(cookie) == expected


def test_what_is_chosen_comes_back_from_the_cookie():
    choice = chosen({"theme": "day", "size": "huge", "lines": "evil"})
    assert choice == Comfort(theme="day", size="huge")
    assert parse(choice.cookie()) == choice
