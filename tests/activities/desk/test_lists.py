"""A list leaves the house by a reason and a fresh proof, on record; it holds names used here and no formula (SEC-9)."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.kinds import ListKind, Taking
from activities.states import PlaceState
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import queries as audit
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
HOW = {"reason": "record"}


@pytest.fixture
def hall():
    return make.hall()


def address(hall, what):
    about = {"take_day": [hall.session.pk], "take_on": []}.get(what, [hall.activity.pk])
    return reverse(f"desk_day:{what}", args=about)


def sheet(answer):
    assert answer.status_code == 200, answer.content.decode()
    return [list(row) for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values]


def taken(hall, what=ListKind.ROSTER, *, by=None, about=None):
    about = about or hall.activity
    return actions.take_list(by=by or hall.adults[0], what=what, about=about, reason="report", at=timezone.now())


ALL = ["take_roster", "take_attendance", "take_day", "take_on"]


@pytest.mark.parametrize("what", ALL)
def test_a_list_wants_a_reason_a_proof_and_is_on_record(client, hall, what):  # SEC-9
    accounts.sign_in(client, hall.adults[0])
    make.mark(hall.session, hall.child)
    where = address(hall, what)
    page = client.get(where).content.decode()
    assert re.findall(r'name="reason"[^>]*', page)
    assert not re.findall(r'name="reason"[^>]*checked', page)
    assert client.post(where).status_code == 400
    assert client.post(where, {"reason": "curiosity"}).status_code == 400
    assert not audit.lines(act="list.taken").exists()
    answer = client.post(where, HOW)
    rows = sheet(answer)
    assert answer["Cache-Control"].count("no-store")
    assert hall.activity.name not in answer["Content-Disposition"]
    line = audit.lines(act="list.taken").get()
    assert (line.actor, line.detail["reason"], line.detail["rows"]) == (hall.adults[0].pk, "record", len(rows) - 1)
    assert hall.child.pseudonym not in str(line.detail)


@pytest.mark.parametrize("what", ALL)
def test_without_a_fresh_proof_nothing_leaves(client, hall, what):  # SEC-9
    accounts.sign_in(client, hall.adults[0])
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    answer = client.post(address(hall, what), HOW)
    assert answer.status_code in {302, 401, 403}
    assert not audit.lines(act="list.taken").exists()


@pytest.mark.parametrize("what", ALL[:3])
def test_nobody_else_takes_it(client, hall, what):
    others = [make.adult(make_activities.office()), accounts.staff(Role.WORKER, office=hall.office), hall.child]
    for person in others:
        accounts.sign_in(client, person)
        answer = client.post(address(hall, what), HOW, follow=True)
        assert answer.status_code in {403, 404} or "spreadsheet" not in answer.get("Content-Type", "")
    assert not audit.lines(act="list.taken").exists()


@pytest.mark.parametrize(("what", "session"), [("roster", False), ("attendance", False), ("day", True), ("on", None)])
def test_who_is_out_of_date_takes_nothing(hall, what, session):
    late = accounts.staff(Role.FACILITATOR, office=hall.office, vetted=False)
    about = None if session is None else hall.session if session else hall.activity
    with pytest.raises(actions.NotYours):
        actions.take_list(by=late, what=what, about=about, reason=Taking.RECORD, at=timezone.now())


def test_a_roster_names_by_the_name_here(client, hall):
    make_activities.place(hall.activity, state=PlaceState.ASKED, words="因为我喜欢伞")
    User.objects.filter(pk=hall.child.pk).update(pseudonym="=1+1")
    accounts.sign_in(client, hall.adults[0])
    data = client.post(address(hall, "take_roster"), HOW)
    rows = sheet(data)
    assert [row[1] for row in rows[1:3]] == ["=1+1", hall.children[1].pseudonym]
    cell = openpyxl.load_workbook(io.BytesIO(data.content)).active["B2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)  # SEC-18
    everything = str(rows)
    assert rows[3][3] == "等家里回话"
    assert "因为我喜欢伞" not in everything
    assert "真名" not in everything
    assert hall.child.username not in everything


def test_attendance_says_when_somebody_came_and_went(hall):
    at = timezone.now()
    came = make.mark(hall.session, hall.child, at=at - timedelta(minutes=20))
    wrong = make.mark(hall.session, hall.child, "left", at=at - timedelta(minutes=10))
    make.mark(hall.session, hall.child, "nothing", at=wrong.at, replaces=wrong.key)
    make.mark(hall.session, hall.children[1], "excused", at=at)
    rows = {row[2]: row for row in taken(hall, ListKind.ATTENDANCE).rows}
    assert rows[hall.child.pseudonym][4:] == [came.at, None]
    assert rows[hall.children[1].pseudonym][4:] == [None, None]
    make.mark(hall.session, hall.child, "left", at=at)
    rows = {row[2]: row for row in taken(hall, ListKind.ATTENDANCE).rows}
    assert rows[hall.child.pseudonym][4:] == [came.at, at]


def test_a_day_lists_who_is_still_to_come(hall):
    make.mark(hall.session, hall.child)
    assert [bool(row[2]) for row in taken(hall, ListKind.DAY, about=hall.session).rows] == [True, False]


def test_what_is_on_is_ones_own_and_names_nobody(hall):
    make_activities.activity()
    rows = actions.take_list(
        by=hall.adults[0], what="on", about=None, reason="report", at=timezone.now()
    ).rows  # fmt: skip
    assert [row[0] for row in rows] == [hall.activity.name]
    assert hall.child.pseudonym not in str(rows)


def test_a_list_costs_the_same_for_one_and_for_three(hall):
    make.mark(hall.session, hall.child)
    costs = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as count:
            for what, about in (("roster", hall.activity), ("attendance", hall.activity), ("day", hall.session)):
                taken(hall, what, about=about)
        costs.append(len(count))
        place = make_activities.place(hall.activity)
        make.mark(make_activities.session(hall.activity), place.child, by=hall.adults[0])
    assert len(set(costs)) == 1


def test_nothing_of_a_sheet_is_printed(hall):
    assert hall.child.pseudonym not in repr(taken(hall))
    assert isinstance(taken(hall), queries.Sheet)


def test_lists_are_not_asked_for_without_end(client, hall, monkeypatch):  # SEC-6
    from portal.accounts.views import limits

    monkeypatch.setitem(limits.KNOCKS, "list", 2)
    accounts.sign_in(client, hall.adults[0])
    ways = [address(hall, "take_on"), address(hall, "take_roster"), reverse("desk_day:invite", args=[hall.activity.pk])]
    assert [client.post(way, HOW).status_code for way in ways] == [200, 200, 429]
