"""What a report and an evaluation of one activity say: no number less another tells of a few (promise 8, ETH-10)."""

import re
from datetime import timedelta
from itertools import combinations

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from activities.desk import queries
from activities.desk.models import Evaluation, TermReport
from activities.desk.queries import evaluations
from activities.models import Session
from tests.making import activities as make_activities
from tests.making import desk as make

COLUMN = st.lists(st.integers(0, 30), min_size=3, max_size=3)
MOMENT = st.fixed_dictionaries({"here": COLUMN, "paper": COLUMN})
MEASURE = st.one_of(
    st.fixed_dictionaries({"before": MOMENT}), st.fixed_dictionaries({"before": MOMENT, "after": MOMENT})
)


class Asked:
    """A measure with three levels, as far as counting asks of it."""

    def __init__(self, number):
        self.number, self.choices = number, "一\n二\n三"


def figures_of(measures, beside=()) -> Evaluation:
    rows = []
    for number, moments in enumerate(measures, 1):
        row = {"number": number, "words": "问", "words_en": "", "levels": ["一", "二", "三"], "levels_en": []}
        for moment, parts in moments.items():
            row[moment] = {
                part: evaluations._hidden(Asked(number), {(number, n): c for n, c in enumerate(column)}, beside)
                for part, column in parts.items()
            }
        rows.append(row)
    return Evaluation(figures=rows)


@given(st.lists(MEASURE, min_size=1, max_size=4), st.sets(st.integers(11, 80), max_size=2))
def test_what_the_shown_columns_sum_to_is_equal_or_far_apart(measures, came):
    """Every total that a reader finds, said or summed, of one kind of answer."""
    with translation.override("zh-hans"):
        told = evaluations.measured(figures_of(measures, came))
    for part in (slice(0, 2), slice(2, 4)):
        totals = set()
        for one in told:
            rows = [counts[part] for _words, counts in one.rows]
            for column in zip(*rows, strict=True):
                if column[-1] is not None and one.rows:
                    totals.add(column[-1])
                levels = [count for (words, _counts), count in zip(one.rows, column, strict=True) if words in "一二三"]
                if len(levels) == 3 and None not in levels:
                    totals.add(sum(levels))
        for one, other in combinations(totals | came, 2):
            assert {one, other} <= came or abs(one - other) >= 11


def test_first_told_stays_when_the_end_comes():
    before = {"here": [15, 12, 0], "paper": [0, 0, 0]}
    alone = evaluations.measured(figures_of([{"before": before}]))
    later = evaluations.measured(figures_of([{"before": before, "after": {"here": [12, 14, 0], "paper": [0, 0, 0]}}]))
    assert [counts[0] for _words, counts in alone[0].rows] == [counts[0] for _words, counts in later[0].rows]
    assert all(counts[1] is None for _words, counts in later[0].rows)  # one child fewer


@pytest.fixture
def hall(db):
    translation.activate("zh-hans")
    hall, begun = make.hall(children=0), timezone.now() - timedelta(days=10)
    hall.activity.starts_at = begun
    hall.activity.save()
    Session.objects.filter(pk=hall.session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    hall.session.refresh_from_db()
    return hall


def come(session, children):
    for child in children:
        make.mark(session, child, at=session.starts_at, by=session.activity.made_by)


def attendance(hall) -> str:
    [period] = queries.periods(hall.activity)
    return queries.draft(hall.activity, period.first, period.last, at=timezone.now())["attendance"]


@pytest.mark.parametrize(("away", "told"), [(0, True), (1, False), (10, False), (11, True)])
def test_how_many_came_hides_where_a_day_would_tell_who_was_away(hall, away, told):
    children = [make_activities.child() for _ in range(25)]
    begins = hall.session.starts_at + timedelta(days=1)
    second = make_activities.session(hall.activity, starts_at=begins)
    come(hall.session, children)
    come(second, children[away:])
    said = attendance(hall)
    line = said.splitlines()[1]
    assert ("25" in line) is told
    assert re.search(r"50|49|40|39", said.splitlines()[0])  # person-times stand


def test_how_many_came_hides_beside_how_many_answered_in_either_order(hall, monkeypatch):
    come(hall.session, [make_activities.child() for _ in range(25)])
    made = make.evaluation(hall)
    column = {"levels": [None] * 5, "halves": [12, 12], "all": 24}
    nobody = {"levels": [None] * 5, "halves": [None, None], "all": None}
    made.figures = [
        {"number": 1, "words": "问", "words_en": "", "levels": list("一二三四五"), "levels_en": []}
        | {"before": {"here": column, "paper": nobody}}
    ]
    made.save()
    assert "25" not in attendance(hall).splitlines()[1]
    [period] = queries.periods(hall.activity)
    TermReport.objects.create(
        activity=hall.activity, name="全程", first=period.first, last=period.last, made_by=hall.adults[0],
        made_at=timezone.now(),
    )  # fmt: skip
    assert queries.reported(hall.activity) == {25}
    assert evaluations._hidden(Asked(1), {(1, 0): 12, (1, 1): 12}, {25})["all"] is None
    assert evaluations._hidden(Asked(1), {(1, 0): 13, (1, 1): 12}, {25})["all"] == 25
