"""A school year as a calendar, and how much work an office does, with small numbers of children hidden."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.desk import queries
from activities.desk.models import Mark, SpecialDay, Term
from activities.desk.queries.year import came_to, months_of
from activities.models import Session
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
YEAR = 2024
AT = timezone.make_aware(datetime.combine(date(2025, 3, 20), time(12)))


@pytest.fixture(autouse=True)
def _language():
    translation.activate("zh-hans")


@pytest.fixture
def hall():
    return in_year(make.hall(children=1))


def in_year(hall):
    hall.office.area = "槐安"
    hall.office.save()
    hall.session.duties.all().delete()
    Session.objects.filter(activity=hall.activity).delete()
    return hall


def on(hall, day, *, hour=15, off=""):
    starts = timezone.make_aware(datetime.combine(day, time(hour)))
    made = make_activities.session(hall.activity, starts_at=starts)
    if off:
        Session.objects.filter(pk=made.pk).update(cancelled_at=starts, why=off)
        made.refresh_from_db()
    return made


def crowd(hall, session, count):
    for child in [make_activities.child() for _ in range(count)]:
        make.mark(session, child, at=session.starts_at, by=hall.adults[0])


@pytest.mark.parametrize(("day", "year"), [
    (date(2024, 8, 31), 2023), (date(2024, 9, 1), 2024), (date(2025, 1, 1), 2024), (date(2025, 8, 31), 2024),
])  # fmt: skip
def test_a_school_year_begins_in_september(day, year):
    assert queries.school_year(day) == year
    assert day.replace(day=1) in months_of(year)
    assert len(set(months_of(year))) == 12


def test_every_day_stands_once_with_its_sessions_terms_and_special_days(hall):
    held, off = on(hall, date(2024, 9, 2)), on(hall, date(2025, 8, 31), hour=23, off="下雨")
    on(hall, date(2024, 8, 31))
    on(hall, date(2025, 9, 1))
    Term.objects.create(area="槐安", name="秋", starts_on=date(2024, 9, 2), ends_on=date(2025, 1, 17))
    Term.objects.create(area="别处", name="外地", starts_on=date(2024, 9, 2), ends_on=date(2025, 1, 17))
    SpecialDay.objects.create(area="槐安", day=date(2024, 10, 1), name="国庆", follows=None)
    months = queries.year_of(hall.office, YEAR)
    days = [day for month in months for day in month.days]
    assert [day.date for day in days] == [date(2024, 9, 1) + timedelta(days=number) for number in range(365)]
    found = {day.date: day for day in days if day}
    assert set(found) == {date(2024, 9, 2), date(2024, 10, 1), date(2025, 1, 17), date(2025, 8, 31)}
    assert found[date(2024, 9, 2)].sessions == [held]
    assert (found[date(2024, 9, 2)].begins, found[date(2025, 1, 17)].ends) == (["秋"], ["秋"])
    assert found[date(2024, 10, 1)].special.name == "国庆"
    assert found[date(2025, 8, 31)].sessions == [off]
    assert [months[0].held, months[11].held] == [1, 0]


def test_the_page_shows_one_office_of_ones_own_and_as_many_questions_for_more(client, hall):
    other = in_year(make.hall(children=0))
    other.activity.name = "别的站的小组"
    other.activity.save()
    on(other, date(2024, 9, 3))
    on(hall, date(2024, 9, 3))
    Term.objects.create(area="槐安", name="秋季学期", starts_on=date(2024, 9, 2), ends_on=date(2025, 1, 17))
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:year")
    counts = []
    for more in ((), (date(2024, 9, 4), date(2024, 10, 9))):
        for day in more:
            on(hall, day)
            SpecialDay.objects.create(area="槐安", day=day, name="运动会", follows=4)
        client.get(address, {"year": YEAR})
        with CaptureQueriesContext(connection) as asked:
            html = client.get(address, {"year": YEAR, "office": other.office.pk}).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert "秋季学期" in html
    assert "运动会" in html
    assert hall.activity.name in html
    assert "别的站的小组" not in html


@pytest.mark.parametrize("sent", [
    {"year": "9" * 40}, {"year": "-1"}, {"year": "0000"}, {"year": "９９９９"}, {"year": "x\x00"},
    {"office": "nonsense"},
    {"office": str(uuid4()), "year": "2100"}, {"year": "²²²²"},
])  # fmt: skip
def test_senseless_addresses_show_a_year_all_the_same(client, hall, sent):
    accounts.sign_in(client, make.adult(hall.office, role=Role.SUPERVISOR))
    for name in ("year", "figures"):
        assert client.get(reverse(f"desk_day:{name}"), sent).status_code == 200


def test_load_counts_sessions_people_and_hours(hall):
    first, second = on(hall, date(2024, 9, 2)), on(hall, date(2024, 9, 9))
    on(hall, date(2024, 9, 11), off="停电")
    on(hall, date(2025, 3, 22))  # to come
    crowd(hall, first, 12)
    crowd(hall, second, 15)
    one, two = hall.adults
    for session in (first, second):
        make.duty(session, one, minutes=90)
    make.duty(second, two)
    make.duty(second, make.adult(hall.office), off_at=AT, off_by=one, minutes=60)
    load = queries.load_of(hall.office, YEAR, at=AT)
    september = load.months[0]
    assert (september.held, september.off, september.came, september.hours) == (2, 1, 27, 3.0)
    assert (load.held, load.off, load.came) == (2, 1, 27)
    assert {each.person: (each.times, each.hours) for each in load.people} == {one: (2, 3.0), two: (1, 0)}
    assert load.weeks == 29
    assert load.a_week == 0.1


@pytest.mark.parametrize(("counts", "told", "total"), [
    ([12, 15], [12, 15], 27), ([12, 3], [None, None], None), ([5, 4], [None, None], None),
    ([20, 6, 6], [20, None, None], None), ([], [], None),
])  # fmt: skip
def test_small_numbers_of_children_hide_by_month(hall, counts, told, total):
    for month, count in zip((9, 10, 11), counts, strict=False):
        crowd(hall, on(hall, date(2024, month, 5)), count)
    load = queries.load_of(hall.office, YEAR, at=AT)
    assert [month.came for month in load.months[: len(counts)]] == told
    assert load.came == total


def test_a_total_that_rises_tells_no_hidden_month(hall):
    """Who looked in October, when September stood alone, does not learn October's few from the sum in November."""
    crowd(hall, on(hall, date(2024, 9, 5)), 20)
    crowd(hall, on(hall, date(2024, 10, 8)), 3)
    totals = [queries.load_of(hall.office, YEAR, at=AT.replace(year=2024, month=month)).came for month in (10, 11)]
    assert totals == [20, None]


def test_a_month_that_runs_on_is_not_counted_yet(hall):
    crowd(hall, on(hall, date(2025, 2, 20)), 12)
    crowd(hall, on(hall, date(2025, 3, 5)), 30)
    load = queries.load_of(hall.office, YEAR, at=AT)
    assert [load.months[5].came, load.months[6].came, load.months[6].over, load.came] == [12, None, False, 12]
    later = queries.load_of(hall.office, YEAR, at=AT + timedelta(days=12))
    assert later.months[6].came == 30


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_came_is_counted_as_the_day_itself_counts(data):
    hall = make.hall(children=0)
    children = [make_activities.child() for _ in range(3)]
    keys = [uuid4() for _ in range(6)]
    for number, key in enumerate(keys):
        replaces = data.draw(st.sampled_from([None, None, *keys[:number]]))
        child = data.draw(st.sampled_from(children))
        words = ["arrived", "left", "excused", "missing"] + (["nothing"] if replaces else [])
        Mark.objects.create(
            session=hall.session, child=child, says=data.draw(st.sampled_from(words)), key=key, replaces=replaces,
            at=AT + timedelta(minutes=number), noted_by=hall.adults[0], noted_at=AT,
        )  # fmt: skip
    expected = sum(
        mark.says in ("arrived", "left")
        for mark in queries.standing(Mark.objects.filter(session=hall.session)).values()
    )
    assert dict(came_to(Session.objects.filter(pk=hall.session.pk))).get(hall.session.pk, 0) == expected


@pytest.mark.parametrize(("who", "reads"), [
    ("facilitator", False), ("supervisor", True), ("everywhere", True), ("child", False),
])  # fmt: skip
def test_figures_are_for_supervisors(client, hall, who, reads):
    person = {
        "facilitator": lambda: hall.adults[0], "supervisor": lambda: make.adult(hall.office, role=Role.SUPERVISOR),
        "everywhere": lambda: make.adult(None, role=Role.SUPERVISOR), "child": lambda: hall.child,
    }[who]()  # fmt: skip
    accounts.sign_in(client, person)
    answer = client.get(reverse("desk_day:figures"), {"office": hall.office.pk}, follow=True)
    assert (answer.status_code == 200 and "每周活动" in answer.content.decode()) is reads


def test_a_supervisor_elsewhere_reads_no_figure_of_this_office(client, hall):
    crowd(hall, on(hall, date(2024, 9, 5)), 77)
    accounts.sign_in(client, make.adult(make_activities.office(), role=Role.SUPERVISOR))
    html = client.get(reverse("desk_day:figures"), {"office": hall.office.pk, "year": YEAR}).content.decode()
    assert ">77<" not in html
    assert hall.office.name not in html


def test_figures_ask_as_much_for_three_sessions_as_for_one(hall):
    counts = []
    for day in (date(2024, 9, 2), date(2024, 10, 9)):
        session = on(hall, day)
        crowd(hall, session, 2)
        make.duty(session, hall.adults[0], minutes=60)
        with CaptureQueriesContext(connection) as asked:
            queries.load_of(hall.office, YEAR, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1] == 5
