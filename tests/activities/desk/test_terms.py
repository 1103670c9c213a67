"""Weekly sessions over a term, with days off and make-up workdays; and lists that were kept on paper."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from activities import actions as activities
from activities.desk import actions, queries
from activities.desk.models import Mark, SpecialDay, Term
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
AREA = "安和区"


@pytest.fixture
def hall():
    hall = make.hall(children=2)
    hall.office.area = AREA
    hall.office.save()
    hall.activity.refresh_from_db()
    return hall


@pytest.fixture
def boss(hall):
    return make.adult(hall.office, role=Role.SUPERVISOR)


def special(day, follows=None):
    return SpecialDay(area=AREA, day=day, follows=follows, name="调休")


def test_a_holiday_is_left_out_and_a_make_up_saturday_is_the_friday_it_follows():
    # National Day 2026: off from 1 to 7 October; Saturday the 10th works as a Thursday.
    days = [special(date(2026, 10, number)) for number in range(1, 8)] + [special(date(2026, 10, 10), follows=3)]
    first, last = date(2026, 9, 24), date(2026, 10, 17)
    assert queries.weekly(3, first, last, days) == [date(2026, 9, 24), *(date(2026, 10, n) for n in (8, 10, 15))]
    assert queries.weekly(5, first, last, days) == [date(2026, 9, 26), date(2026, 10, 17)]


@given(
    first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    length=st.integers(0, 200),
    days=st.dictionaries(st.integers(0, 200), st.one_of(st.none(), st.integers(0, 6)), max_size=20),
)
def test_every_day_is_of_one_weekday_or_off(first, length, days):
    last = first + timedelta(days=length)
    rows = [special(first + timedelta(days=shift), follows) for shift, follows in days.items()]
    laid = [day for weekday in range(7) for day in queries.weekly(weekday, first, last, rows)]
    off = {row.day for row in rows if row.follows is None and row.day <= last}
    assert sorted(laid) == sorted({first + timedelta(days=n) for n in range(length + 1)} - off)


def term(boss, **over):
    start = timezone.localdate() + timedelta(days=1)
    facts = {"area": AREA, "name": "春季学期", "starts_on": start, "ends_on": start + timedelta(days=27)}
    return actions.set_term(by=boss, at=timezone.now(), **(facts | over))


def lay(hall, term, **over):
    facts = {"by": hall.adults[0], "weekday": term.starts_on.weekday(), "begins": time(16, 30), "minutes": 90}
    return actions.lay_weekly(activity=hall.activity, term=term, at=timezone.now(), **(facts | over))


def test_a_terms_sessions_are_laid_once(hall, boss):
    spring = term(boss)
    second = spring.starts_on + timedelta(days=7)
    actions.set_special_day(by=boss, area=AREA, day=second, name="清明", follows=None, at=timezone.now())
    made = lay(hall, spring)
    assert [timezone.localdate(each.starts_at) for each in made] == [
        spring.starts_on + timedelta(days=shift) for shift in (0, 14, 21)
    ]
    assert [timezone.localtime(each.starts_at).time() for each in made] == [time(16, 30)] * 3
    assert [each.number for each in made] == [2, 3, 4]
    with pytest.raises(actions.NotReady):
        lay(hall, spring)


@pytest.mark.parametrize(("first", "last", "goes"), [
    ("2026-09-01", "2027-09-01", True), ("2026-09-01", "2027-09-03", False), ("0001-01-01", "9999-12-31", False),
    ("9999-01-01", "9999-12-31", False), ("0001-01-01", "0001-02-01", False),
])  # fmt: skip
def test_a_term_lies_in_our_years_and_takes_one_at_the_most(client, boss, first, last, goes):
    """All its weekly sessions are laid in one step, and reports reckon from its last day."""
    accounts.sign_in(client, boss)
    sent = {"what": "term", "term-area": AREA, "term-name": "学期", "term-starts_on": first, "term-ends_on": last}
    assert client.post(reverse("desk_day:terms"), sent).status_code == (302 if goes else 400)
    assert Term.objects.exists() is goes


def test_terms_are_the_areas_and_its_supervisors(hall, boss):
    with pytest.raises(actions.NotYours):
        term(hall.adults[0])
    with pytest.raises(actions.NotYours):
        term(boss, area="别的区")
    for by, area in ((hall.adults[0], AREA), (boss, "别的区")):
        with pytest.raises(actions.NotYours):
            actions.set_special_day(
                by=by, area=area, day=date(2026, 5, 1), name="五一", follows=None, at=timezone.now()
            )
    with pytest.raises(actions.NotReady):
        term(boss, ends_on=timezone.localdate())
    spring = term(boss)
    assert term(boss, name="春天").pk == spring.pk
    with pytest.raises(actions.NotReady):
        actions.lay_weekly(
            by=(other := make.hall()).adults[0], activity=other.activity, term=spring, weekday=1, begins=time(9),
            minutes=60, at=timezone.now(),
        )  # fmt: skip
    stranger = make.adult(make_activities.office())
    with pytest.raises(activities.NotYours):
        lay(hall, spring, by=stranger)
    assert hall.activity.sessions.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(area=AREA, name="x", starts_on=date(2026, 2, 2), ends_on=date(2026, 2, 1))


def test_terms_by_the_page(client, hall, boss):
    accounts.sign_in(client, boss)
    address = reverse("desk_day:terms")
    start = timezone.localdate() + timedelta(days=2)
    sent = {"what": "term", "term-area": AREA, "term-name": "春季", "term-starts_on": start}
    assert client.post(address, sent | {"term-ends_on": start}).status_code == 400
    client.post(address, sent | {"term-ends_on": start + timedelta(days=20)})
    day = {"what": "day", "day-area": AREA, "day-name": "端午", "day-day": start + timedelta(days=7), "day-follows": ""}
    client.post(address, day)
    html = client.get(address).content.decode()
    assert "春季" in html
    assert "端午" in html
    accounts.sign_in(client, hall.adults[0])
    weekly = reverse("desk_day:weekly", args=[hall.activity.pk])
    assert "端午" in client.get(weekly).content.decode()
    sent = {"term": Term.objects.get().pk, "weekday": start.weekday(), "begins": "16:00", "minutes": 60}
    client.post(weekly, sent)
    assert hall.activity.sessions.count() == 3
    assert client.post(weekly, sent).status_code == 400
    assert 'name="term-name"' not in client.get(address).content.decode()


@pytest.mark.parametrize(
    "over",
    [
        {"term-starts_on": "0001-01-01"},
        {"term-ends_on": "9999-12-31"},
        {"what": "day", "day-area": AREA, "day-name": "端午", "day-day": "9999-12-31", "day-follows": ""},
    ],
)
def test_no_year_makes_a_term(client, boss, over):
    """A slip of the finger would lay a weekly session for thousands of years."""
    accounts.sign_in(client, boss)
    start = timezone.localdate()
    sent = {"what": "term", "term-area": AREA, "term-name": "春季", "term-starts_on": start}
    sent |= {"term-ends_on": start + timedelta(days=20)}
    answer = client.post(reverse("desk_day:terms"), sent | over)
    assert answer.status_code == 400
    assert "field__error" in answer.content.decode()
    assert not Term.objects.exists()


def lines(hall, **over):
    start = hall.session.starts_at
    return [
        actions.Line(hall.children[0].pk, "arrived", start, start + timedelta(minutes=20)),
        actions.Line(over.get("child", hall.children[1].pk), "excused", start),
    ]


def test_a_sheet_is_written_down_whole_and_once(hall):
    sheet = uuid4()
    for _ in range(2):
        actions.note_paper(by=hall.adults[0], session=hall.session, sheet=sheet, lines=lines(hall), at=timezone.now())
    assert Mark.objects.count() == 3
    assert [row.says for row in queries.day(hall.session).rows] == ["left", "excused"]


def test_a_wrong_line_keeps_the_whole_sheet_out(hall):
    with pytest.raises(actions.NotThatDay):
        actions.note_paper(
            by=hall.adults[0], session=hall.session, sheet=uuid4(), at=timezone.now(),
            lines=lines(hall, child=make_activities.child().pk),
        )  # fmt: skip
    assert not Mark.objects.exists()


def test_a_sheet_writes_over_nothing_that_was_noted_meanwhile(hall):
    make.mark(hall.session, hall.children[1])
    with pytest.raises(actions.AlreadySaid) as no:
        actions.note_paper(by=hall.adults[0], session=hall.session, sheet=uuid4(), lines=lines(hall), at=timezone.now())
    assert hall.children[1].pseudonym in str(no.value.message)
    assert Mark.objects.count() == 1


def test_a_child_whose_line_was_taken_back_is_on_the_sheet(hall):
    wrong = make.mark(hall.session, hall.children[1], at=hall.session.starts_at)
    make.mark(hall.session, hall.children[1], "nothing", replaces=wrong.key)
    actions.note_paper(by=hall.adults[0], session=hall.session, sheet=uuid4(), lines=lines(hall), at=timezone.now())
    assert [row.says for row in queries.day(hall.session).rows] == ["left", "excused"]


def sheet_page(client, children=1):
    """Of a session two days ago, from two o'clock to four; its address and the prefixes of its rows."""
    hall = make.hall(children=children)
    starts = (timezone.localtime() - timedelta(days=2)).replace(hour=14, minute=0, second=0, microsecond=0)
    hall.session.starts_at, hall.session.ends_at = starts, starts + timedelta(hours=2)
    hall.session.save()
    accounts.sign_in(client, hall.adults[0])
    return hall, reverse("desk_day:paper", args=[hall.session.pk]), [child.pk.hex for child in hall.children]


@pytest.mark.parametrize(("says", "came", "went", "words"), [
    ("arrived", "14:05", "14:00", "来之前"), ("arrived", "14:05", "14:05", "来之前"),
    ("arrived", "", "13:59", "来之前"),
    ("", "14:00", "15:55", "怎么说"), ("", "14:10", "", "怎么说"), ("excused", "14:00", "15:00", "清空"),
    ("missing", "14:00", "15:00", "清空"), ("left", "14:00", "15:00", "left"), ("arrived", "99:99", "", "99:99"),
    ("arrived", "14:00", "\x00", ""),
])  # fmt: skip
def test_no_line_of_a_sheet_is_dropped_or_guessed(client, says, came, went, words):
    _hall, address, (row,) = sheet_page(client)
    answer = client.post(address, {"sheet": uuid4(), f"{row}-says": says, f"{row}-came": came, f"{row}-went": went})
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Mark.objects.exists()


def test_a_sheet_says_nothing_of_going_home_by_itself(client):
    hall, address, (row,) = sheet_page(client)
    form = client.get(address).context["rows"][0].form
    assert form["came"].value().strftime("%H:%M") == "14:00"
    assert form["went"].value() is None
    client.post(address, {"sheet": uuid4(), f"{row}-says": "arrived", f"{row}-came": "14:00", f"{row}-went": ""})
    assert [row.says for row in queries.day(hall.session).rows] == ["arrived"]


def test_what_was_noted_since_the_page_was_opened_drops_no_line(client):
    hall, address, (first, second) = sheet_page(client, children=2)
    make.mark(hall.session, hall.children[1], "left", at=hall.session.ends_at, company="home")
    sent = {
        f"{first}-says": "arrived",
        f"{second}-says": "arrived",
        f"{first}-came": "14:00",
        f"{second}-came": "14:20",
    }
    answer = client.post(address, sent | {"sheet": uuid4()})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert hall.children[1].pseudonym in html
    assert "14:20" in html
    assert Mark.objects.count() == 1
    sent |= {f"{second}-says": "", "sheet": uuid4()}
    for _ in range(2):  # sent twice it is one, and as welcome the second time
        assert client.post(address, sent).status_code == 302
    assert Mark.objects.count() == 2


def test_a_sheet_by_the_page(client):
    hall, address, _rows = sheet_page(client, children=3)
    here, away, blank = (child.pk.hex for child in hall.children)
    start = timezone.localtime(hall.session.starts_at)
    sent = {"sheet": uuid4(), f"{here}-says": "arrived", f"{away}-says": "missing", f"{blank}-says": ""}
    sent |= {f"{here}-came": f"{start:%H:%M}", f"{here}-went": ""}
    assert client.post(address, sent | {f"{here}-came": "noon"}).status_code == 400
    client.post(address, sent)
    assert [row.says for row in queries.day(hall.session).rows] == ["arrived", "missing", ""]
    page = client.get(address).content.decode()
    assert hall.children[2].pseudonym in page
    assert hall.children[0].pseudonym not in page
