"""What is on: narrowed by what somebody looks for, month by month, at a fixed price; and times that overlap."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from activities import queries
from activities.queries import Wanted
from activities.states import PlaceState
from tests.making import activities as make

pytestmark = pytest.mark.django_db
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture(autouse=True)
def _tree(db):
    make.tree()
    translation.activate("zh-hans")


def shown(client, name="list", **asked):
    return client.get(reverse(f"activities:{name}"), asked).content.decode()


def activity(name, *, days=3, hours=2, **facts):
    """With one time so many days from now at noon, and pages."""
    made = make.activity(name=name, name_en=name, **facts)
    start = NOON + timedelta(days=days)
    make.session(made, starts_at=start, ends_at=start + timedelta(hours=hours))
    make.pages(made)
    return made


CASES = [
    ({"age": 7}, {"小的", "俱乐部"}),
    ({"age": 9}, {"小的", "大的", "俱乐部"}),
    ({"age": 17}, {"俱乐部"}),
    ({"kind": "open"}, {"俱乐部"}),
    ({"day": 3}, {"小的", "大的"}),
    ({"day": 4}, {"俱乐部"}),
    ({"day": 3, "age": 12}, {"大的"}),
    ({"office": "there"}, {"大的"}),
    ({"age": "old", "day": "someday", "kind": "party", "office": "nowhere"}, {"小的", "大的", "俱乐部"}),
]


@pytest.mark.parametrize("page", ["list", "month"])
@pytest.mark.parametrize(("asked", "names"), CASES)
def test_each_wish_narrows_and_a_senseless_one_does_not(client, asked, names, page):
    there = make.office()
    activity("小的", min_age=6, max_age=9)
    activity("大的", min_age=9, max_age=12, office=there)
    activity("俱乐部", days=4, kind="open")
    asked = dict(asked)
    if page == "month":
        if isinstance(asked.pop("day", None), int):
            pytest.skip("a month shows all its days")
        asked["month"] = f"{NOON + timedelta(days=3):%Y-%m}"
        if (NOON + timedelta(days=4)).month != (NOON + timedelta(days=3)).month:
            pytest.skip("the month ends between the two")
    elif isinstance(asked.get("day"), int):
        asked["day"] = f"{NOON + timedelta(days=asked['day']):%Y-%m-%d}"
    if asked.get("office") == "there":
        asked["office"] = str(there.pk)
    html = shown(client, page, **asked)
    assert {name for name in ("小的", "大的", "俱乐部") if name in html} == names


def test_what_is_looked_for_stays_while_turning_pages(client):
    for number in range(13):
        activity(f"第{number}个", kind="open")
    html = shown(client, kind="open")
    assert 'href="?kind=open&amp;page=2"' in html
    assert f'{reverse("activities:month")}?kind=open&amp;"' in html


def test_a_month_has_its_days_and_its_neighbours(client):
    first = queries.month(date(2026, 2, 1), Wanted())
    assert [day.date.day for day in first] == list(range(1, 29))
    assert len(queries.month(date(2028, 2, 1), Wanted())) == 29
    assert first[0].weekday == 7
    html = shown(client, "month", month=f"{NOON:%Y-%m}")
    assert "month__day--today" in html


@pytest.mark.parametrize("asked", ["2026-13", "never", "1900-01", "9999-12", "2026-1"])
def test_a_month_that_is_none_is_this_one(client, asked):
    answer = client.get(reverse("activities:month"), {"month": asked})
    assert answer.context["first"] == timezone.localdate().replace(day=1)


def test_a_full_day_stays_short_and_leads_to_the_rest(client):
    day = NOON + timedelta(days=3)
    for number in range(9):
        activity(f"活动{number}")
    found = {each.date: each for each in queries.month(day.date().replace(day=1), Wanted())}
    assert (len(found[day.date()].times), found[day.date()].more) == (6, True)
    assert f"day={day:%Y-%m-%d}" in shown(client, "month", month=f"{day:%Y-%m}")


def test_a_month_shows_what_is_open_and_written_and_ones_own(client):
    month = f"{NOON + timedelta(days=3):%Y-%m}"
    mine = activity("檐上诗社")
    activity("已经关了的", state="closed")
    unwritten = make.activity(name="没有页面的")
    make.session(unwritten, starts_at=NOON + timedelta(days=3))
    child = make.child()
    make.place(mine, child)
    assert "month__time--mine" not in shown(client, "month", month=month)
    client.force_login(child)
    html = shown(client, "month", month=month)
    assert html.count("month__time--mine") == 1
    assert not any(name in html for name in ("已经关了的", "没有页面的"))


@pytest.mark.parametrize("page", ["list", "month"])
def test_it_costs_the_same_at_one_at_three_and_at_thirty(client, page):
    client.force_login(make.child())
    asked = {"age": 9, "month": f"{NOON + timedelta(days=3):%Y-%m}"}
    activity("第一个")
    shown(client, page, **asked)
    counts = []
    for more in (0, 2, 27):
        for number in range(more):
            activity(f"又一个{number}")
        with CaptureQueriesContext(connection) as count:
            shown(client, page, **asked)
        counts.append(len(count))
    assert counts == [counts[0]] * 3
    assert counts[0] <= 11


# --- times that overlap


@pytest.mark.parametrize(
    ("state", "days", "hours", "seen"),
    [
        (PlaceState.HELD, 3, 2, True),
        (PlaceState.WAITING, 3, 2, True),
        (PlaceState.ASKED, 3, 2, True),
        (PlaceState.LEFT, 3, 2, False),
        (PlaceState.HELD, 4, 2, False),
        (PlaceState.HELD, 2, 24, False),  # ends as the other begins
        (PlaceState.HELD, 2, 25, True),
    ],
)
def test_a_child_sees_that_two_things_fall_together_and_may_take_both(client, state, days, hours, seen):
    other, wanted = activity("电台", days=days, hours=hours), activity("走读")
    child = make.child()
    make.place(other, child, state=state)
    client.force_login(child)
    for address in (reverse("activities:join", args=[wanted.pk]), queries.page_of(wanted).url):
        html = client.get(address).content.decode()
        assert ("同一个时间，你还有别的" in html) == seen
    assert 'value="yes"' in client.get(reverse("activities:join", args=[wanted.pk])).content.decode()
    assert "同一个时间" not in client.get(queries.page_of(other).url).content.decode() or days == 3 or not seen
