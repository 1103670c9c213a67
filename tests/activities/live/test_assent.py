"""A child is asked at the start of each session; without their own yes no door opens (CON-10)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities.live import actions, queries
from activities.live.models import Assent
from activities.purposes import scope
from portal.consent import queries as consent
from portal.consent.kinds import Audience
from portal.consent.purposes import Purpose
from portal.privacy.queries import rows_of, shown_to
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import live as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(children=2, asked=False)
    made.sit()
    return made


@pytest.fixture
def phone(house):
    return visit(house.children[0])


def visit(person) -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    return client


def words(child, language="zh-hans", purpose=Purpose.LIVE):
    at = timezone.now()
    return consent.notice(purpose, consent.audience_for(child, child, at=at), language, at=at)


def way(name, room):
    return reverse(f"live:{name}", args=[room.pk])


def is_let_in(house, phone) -> set[bool]:
    """What every door says: page by page, ticket, news, a command, a socket, and the check of who may stay."""
    child, room, at = house.children[0], house.room, timezone.now()
    page = phone.get(way("room", room))
    said = phone.post(way("do", room), {"type": "raise_hand"}, headers={"accept": "application/json"})
    return {
        "data-live" in page.content.decode(),
        phone.post(way("ticket", room)).status_code == 200,
        phone.get(way("since", room)).status_code == 200,
        said.status_code == 200,
        make.enter(by=child.pk, room=room.pk, place=room.pk, epoch=0, since=0, at=at) is not None,
        actions.be_here(by=child.pk, room=room.pk, at=at) is not None,
        child.pk in queries.members(room, [child.pk], at=at),
    }


@pytest.mark.parametrize(
    ("answers", "let_in"),
    [([], False), (["no"], False), (["yes"], True), (["yes", "no"], False), (["no", "yes"], True), (["yes"] * 2, True)],
)
def test_every_door_asks_for_the_last_answer(house, phone, answers, let_in):  # CON-10
    assert is_let_in(house, phone) == {False}
    for answer in answers:
        told = phone.post(way("assent", house.room), {"answer": answer, "notice": words(house.children[0]).pk})
        assert told.status_code == 302
    assert is_let_in(house, phone) == {let_in}
    # Nobody is asked through somebody else's answer.
    assert house.children[1].pk not in queries.members(house.room, [house.children[1].pk], at=timezone.now())


def test_yes_and_no_are_one_tap_each_and_alike(house, phone):  # CON-4, CON-10
    page = phone.get(way("room", house.room))
    body = page.content.decode()
    assert page.status_code == 200
    assert body.count('class="answer__button" name="answer"') == 2
    assert words(house.children[0]).sections[0][1] in body
    assert house.adults[0].pseudonym in body  # who is there is known before one answers


def test_the_same_answer_twice_is_one_and_each_stands_for_good(house):  # CON-2
    child = house.children[0]
    for yes in (True, True, False, False, True):
        make.says(child, house.room, yes=yes)
    rows = Assent.objects.filter(child=child).order_by("number")
    assert list(rows.values_list("number", "yes")) == [(1, True), (2, False), (3, True)]
    assert {row.notice for row in rows} == {words(child)}  # CON-3
    for change in (lambda: rows.update(yes=True), lambda: rows.first().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_next_session_asks_anew(house):  # CON-10
    child, at = house.children[0], timezone.now()
    make.says(child, house.room)
    later = make_activities.session(house.activity, starts_at=at, ends_at=at + timedelta(hours=1))
    second = actions.open_room(by=house.adults[0], session=later, at=at)
    assert child.pk in queries.members(house.room, [child.pk], at=at)
    assert child.pk not in queries.members(second, [child.pk], at=at)


def test_a_yes_without_home_opens_nothing_and_is_not_asked_for(house, phone):  # CON-5, CON-10
    home, at = house.homes[0], timezone.now()
    make.says(home.child, house.room)
    make_consent.says(home.guardian, home.child, Purpose.LIVE, scope(house.activity), yes=False, at=at)
    assert is_let_in(house, phone) == {False}
    assert phone.get(way("room", house.room)).status_code == 404
    told = phone.post(way("assent", house.room), {"answer": "yes", "notice": words(home.child).pk})
    assert told.status_code == 404


def test_who_was_taken_out_is_not_asked_back_in(house, phone):
    child = house.children[0]
    make.says(child, house.room)
    house.do(house.adults[0], "expel", who=child.pk)
    assert phone.get(way("room", house.room)).status_code == 404


def test_a_room_that_is_over_takes_no_answer(house, phone):
    house.do(house.adults[0], "close_room")
    told = phone.post(way("assent", house.room), {"answer": "yes", "notice": words(house.children[0]).pk}, follow=True)
    assert told.redirect_chain[-1][0] == "/zh-hans/rooms/"
    assert not Assent.objects.exists()


def test_only_the_words_meant_for_the_child_count_as_read(house, phone):  # CON-3
    child, at = house.children[0], timezone.now()
    other = consent.notice(Purpose.LIVE, Audience.GUARDIAN, "zh-hans", at=at)
    for notice in (other.pk, words(child, purpose=Purpose.PUBLISH).pk, house.room.pk, "nothing", ""):
        assert phone.post(way("assent", house.room), {"answer": "yes", "notice": notice}).status_code == 302
    for answer in ("maybe", ""):
        phone.post(way("assent", house.room), {"answer": answer, "notice": words(child).pk})
    assert not Assent.objects.exists()


def test_nobody_else_answers_for_the_child(house):  # CON-10, SEC-32
    stranger = make_consent.family(child_age=9).child
    for person in (house.homes[0].guardian, house.adults[0], stranger):
        client = visit(person)
        told = client.post(way("assent", house.room), {"answer": "yes", "notice": words(house.children[0]).pk})
        assert told.status_code in {302, 403, 404}
    assert Client().post(way("assent", house.room), {"answer": "yes"}).status_code in {302, 404}
    assert not Assent.objects.exists()


def test_enough_for_today_leaves_at_once_and_stays_out(house, phone):  # CON-10, CON-11
    child = house.children[0]
    make.says(child, house.room)
    body = phone.get(way("room", house.room)).content.decode()
    assert f'action="{way("assent", house.room)}"' in body
    phone.post(way("assent", house.room), {"answer": "no", "notice": words(child).pk})
    assert child.pk not in {seat.person for seat in queries.present([house.room.pk], at=timezone.now())[house.room.pk]}
    assert is_let_in(house, phone) == {False}


def test_home_does_not_see_what_the_child_said_to_a_session(house):  # CON-19
    home = house.homes[0]
    make.says(home.child, house.room, yes=False)
    found = {reader: [t for _p, t in shown_to(home.child.pk, reader) if t.model == "live.Assent"] for reader in
             (home.child.pk, home.guardian.pk)}  # fmt: skip
    assert rows_of(found[home.child.pk][0], home.child.pk, home.child.pk).count() == 1
    assert found[home.guardian.pk] == []
