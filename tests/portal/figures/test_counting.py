"""Small numbers stay hidden, and cannot be computed from what is shown (brief.md promise 8)."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures.counting import kept_apart, shown


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {}),
        ({"a": 11, "b": 40}, {"a": 11, "b": 40}),
        ({"a": 10}, {"a": None}),
        ({"a": 0, "b": 40, "c": 50}, {"a": None, "b": None, "c": 50}),  # alone, 0 is the total less the others
        ({"a": 5, "b": 6, "c": 50}, {"a": None, "b": None, "c": 50}),
        ({"a": 5, "b": 5, "c": 50, "d": 60}, {"a": None, "b": None, "c": None, "d": 60}),  # 10 together is small
        ({"a": 10, "b": 10, "c": 50, "d": 60}, {"a": None, "b": None, "c": None, "d": 60}),  # 20 can only be 10 and 10
        ({"a": 3, "b": 20, "c": 20, "d": 30}, {"a": None, "b": None, "c": None, "d": 30}),  # ties hide together
    ],
)
def test_what_is_shown(counts, expected):
    assert shown(counts) == expected


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 60), max_size=8))
def test_no_small_number_is_ever_shown(counts):
    result = shown(counts)
    assert result.keys() == counts.keys()
    assert all(value is None or value == counts[name] >= 11 for name, value in result.items())


@pytest.mark.parametrize(("k", "cells", "top"), [(3, 2, 14), (3, 3, 14), (3, 4, 10), (4, 3, 16), (5, 3, 16)])
def test_a_hidden_cell_can_never_be_computed(k, cells, top):
    """The reader knows the total, the shown cells and the rule; every hidden cell keeps at least two values."""
    told = defaultdict(list)
    for values in product(range(top + 1), repeat=cells):
        if k <= sum(values) <= top:  # a smaller total is itself not shown
            answer = shown(dict(enumerate(values)), k)
            told[sum(values), tuple(answer.values())].append(values)
    for (_total, answer), possible in told.items():
        for cell, value in enumerate(answer):
            assert value is not None or len({values[cell] for values in possible}) > 1, (answer, possible)


TOTALS = st.dictionaries(st.integers(0, 9), st.integers(0, 60), max_size=8)


@given(TOTALS, st.lists(st.integers(11, 60), max_size=4))
def test_no_two_totals_that_are_told_differ_by_a_small_number(totals, beside):
    kept = [totals[name] for name in kept_apart(totals, beside)]
    assert all(total >= 11 for total in kept)
    for total in kept:
        assert all(other == total or abs(other - total) >= 11 for other in [*kept, *beside])


@given(TOTALS)
def test_a_total_hides_only_where_one_that_is_told_is_near(totals):
    kept = kept_apart(totals)
    for name in set(totals) - kept:
        assert totals[name] < 11 or any(0 < totals[each] - totals[name] < 11 for each in kept)
