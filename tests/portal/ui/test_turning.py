"""Lists are turned without being counted, and no address makes them stumble."""

import pytest
from django.test import RequestFactory

from portal.ui.turning import LAST, number_in, turn


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("7", 7), ("0", 1), ("-2", 1), ("", 1), ("x", 1), ("２", 1), ("9" * 30, LAST), ("1e3", 1)],
)
def test_whatever_is_no_page_is_the_first(asked, number):
    assert number_in(RequestFactory().get("/", {"page": asked})) == number


@pytest.mark.parametrize(
    ("have", "number", "rows", "before", "after"),
    [
        (0, 1, [], 0, 0),
        (3, 1, [0, 1, 2], 0, 0),
        (4, 1, [0, 1, 2], 0, 2),
        (4, 2, [3], 1, 0),
        (7, 2, [3, 4, 5], 1, 3),
        (2, 9, [], 8, 0),
    ],
)
def test_turning(have, number, rows, before, after):
    found = turn(number, 3, lambda start, n: list(range(have))[start : start + n])
    assert (found.rows, found.before, found.after) == (rows, before, after)
