"""The writers of a room: opening, carrying out under a lock, presence, tickets, closing what was forgotten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from activities.live import actions, log, queries
from activities.live.actions import NotHere, NotNow, tickets
from activities.live.actions.rooms import Begun, NotItsTime, NotYours
from activities.live.models import Entry, Presence, Room
from portal.accounts.roles import Role
from portal.audit import queries as audit
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import live as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


def session_of(house, *, starts=0, ends=2):
    at = timezone.now()
    hours = {"starts_at": at + timedelta(hours=starts), "ends_at": at + timedelta(hours=ends)}
    return make_activities.session(house.activity, **hours)


def test_a_room_is_opened_once_by_those_who_lead(commits):
    house = make.house()
    assert house.room.log.get(seq=1).event["chat"] == "held"
    with pytest.raises(Begun):
        actions.open_room(by=house.adults[0], session=house.room.session, at=timezone.now())
    other = make.house()
    moderator = make_accounts.staff(Role.MODERATOR, office=house.office, at=timezone.now())
    for stranger in (other.adults[0], house.children[0], house.homes[0].guardian, moderator):
        with pytest.raises(NotYours):
            actions.open_room(by=stranger, session=session_of(house), at=timezone.now())
    assert [line.act for line in audit.lines(subject=f"room:{house.room.pk}")] == ["live.opened"]


@pytest.mark.parametrize(("starts", "ends"), [(1.1, 3), (-2, -0.1)])
def test_a_room_opens_at_its_time(starts, ends):
    house = make.house()
    with pytest.raises(NotItsTime):
        actions.open_room(by=house.adults[0], session=session_of(house, starts=starts, ends=ends), at=timezone.now())


def test_a_room_of_a_session_that_was_cancelled_stays_shut():
    house = make.house()
    session = session_of(house)
    type(session).objects.filter(pk=session.pk).update(cancelled_at=timezone.now(), why="下雨")
    with pytest.raises(NotItsTime):
        actions.open_room(by=house.adults[0], session=session, at=timezone.now())


@pytest.mark.parametrize(("age", "chat"), [(13, "held"), (14, "open")])
def test_words_of_the_young_wait_for_an_adult_from_the_start(age, chat):  # MOD-25
    house = make.house(child_age=age)
    session = session_of(house)
    room = actions.open_room(by=house.adults[0], session=session, at=timezone.now())
    assert log.current(room.pk).chat == chat


def test_the_log_cannot_be_changed():
    house = make.house()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(room=house.room).update(seq=9)
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(room=house.room).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.create(room=house.room, seq=1, audience="all", event={}, at=timezone.now())


def test_a_refused_command_leaves_no_trace():
    house = make.house()
    with pytest.raises(NotNow) as no:
        house.do(house.children[0], "raise_hand")
    assert no.value.code == "uncovered"
    with pytest.raises(NotHere):
        house.do(make.house().children[0], "raise_hand")
    assert Entry.objects.filter(room=house.room).count() == 1


def test_a_command_costs_the_same_in_a_long_log(django_assert_max_num_queries):
    house = make.house(child_age=15)
    house.sit()
    for number in range(30):
        house.do(house.adults[0], "say", text=f"第{number}句")
    with django_assert_max_num_queries(9):
        house.do(house.adults[0], "say", text="再一句")
    assert list(house.room.log.order_by("seq").values_list("seq", flat=True)) == list(range(1, 34))


def test_another_process_catches_up_by_reading_the_tail():
    house = make.house(child_age=15)
    house.sit()
    house.do(house.adults[0], "say", text="一")
    before = log.current(house.room.pk)
    log._rooms.clear()
    assert log.current(house.room.pk) == before


def test_a_sending_is_known_by_its_author_and_mark():
    house = make.house(child_age=15)
    house.sit()
    mark = make.new_id()
    first = house.do(house.children[0], "raise_hand", client_id=mark)
    assert house.do(house.children[0], "raise_hand", client_id=mark) == first
    assert house.do(house.children[1], "raise_hand", client_id=mark).seq == first.seq + 1


def test_presence_runs_out_by_itself_and_the_room_pauses(settings):  # MOD-25
    house, at = make.house(), timezone.now()
    for person in house.adults:
        assert actions.be_here(by=person.pk, room=house.room.pk, at=at)
    assert not log.current(house.room.pk).uncovered
    later = at + timedelta(seconds=10)
    assert queries.cover(house.room.pk, at=later).uncovered
    assert actions.weigh(room=house.room.pk, at=later)
    assert not actions.weigh(room=house.room.pk, at=later)
    assert log.current(house.room.pk).uncovered
    with pytest.raises(NotNow):
        house.do(house.children[0], "raise_hand", at=later)
    actions.clear(at=at + timedelta(hours=1))
    assert not Presence.objects.exists()


def test_coming_page_by_page_needs_the_same_permission():
    house, at = make.house(), timezone.now()
    assert actions.be_here(by=make.house().children[0].pk, room=house.room.pk, at=at) is None
    house.sit()
    house.do(house.adults[0], "expel", who=house.children[0].pk)
    assert actions.be_here(by=house.children[0].pk, room=house.room.pk, at=at) is None
    assert [line.act for line in audit.lines(subject=f"room:{house.room.pk}")] == ["live.opened", "live.expelled"]
    house.do(house.adults[0], "readmit", who=house.children[0].pk)
    assert actions.be_here(by=house.children[0].pk, room=house.room.pk, at=at).room.seq > 1


def test_who_was_sent_out_does_not_come_back_in_by_a_window():  # MOD-25
    house, at = make.house(), timezone.now()
    house.sit()
    kite, door = house.children[0], {"room": house.room.pk, "place": house.room.pk, "epoch": 0, "since": 0, "at": at}
    assert make.enter(by=kite.pk, **door)
    house.do(house.adults[0], "expel", who=kite.pk)
    assert make.enter(by=kite.pk, **door) is None


def test_one_adult_in_two_processes_is_one_adult():  # MOD-25
    house, at = make.house(), timezone.now()
    ming = house.adults[0]
    house.sit(ming)
    row = {"adult": True, "since": at, "until": at + timedelta(hours=1)}
    Presence.objects.create(room=house.room, person=ming, place=house.activity.pk, **row)
    assert queries.cover(house.room.pk, at=at) == queries.Cover(adults=1, children=0)
    assert queries.cover(house.room.pk, at=at).uncovered


def test_who_comes_back_hears_no_words_that_were_taken_away():  # MOD-24
    house = make.house(child_age=15)
    house.sit()
    said = house.do(house.children[0], "say", text="说漏了嘴")
    more = {"room": house.room.pk, "epoch": house.room.epoch, "since": said.seq - 1, "at": timezone.now()}

    def heard():
        return "".join(news.text for news in actions.be_here(by=house.children[1].pk, **more).tail)

    assert "说漏了嘴" in heard()
    house.do(house.adults[0], "remove", message=said.seq)
    assert "message_removed" in heard()
    assert "说漏了嘴" not in heard()


def test_a_ticket_is_good_for_seconds(monkeypatch):  # SEC-31
    house = make.house()
    kept = {"by": house.children[0], "room": house.room.pk, "login": "x", "language": "en"}
    assert tickets.SECONDS <= 30
    assert make.use_ticket(actions.issue_ticket(**kept), room=house.room.pk)
    monkeypatch.setattr(tickets, "SECONDS", 0)
    assert make.use_ticket(actions.issue_ticket(**kept), room=house.room.pk) is None


def test_chairs_are_renewed_taken_away_and_given_back():
    house, at = make.house(), timezone.now()
    place, (ming, ning), kite = house.room.pk, house.adults, house.children[0]
    house.sit(ming, ning, kite)
    Presence.objects.update(until=at)
    actions.refresh(place=place, here={house.room.pk: {ming.pk, kite.pk}}, at=at)
    assert queries.cover(house.room.pk, at=at) == queries.Cover(adults=1, children=1)
    assert actions.stand_up(place=place, here={house.room.pk: {ming.pk, ning.pk}}) == {}
    assert not Presence.objects.filter(person=kite).exists()
    missing = actions.stand_up(place=place, here={house.room.pk: {ming.pk, kite.pk}})
    assert missing == {house.room.pk: {kite.pk}}
    actions.sit_again(room=house.room.pk, people=[kite.pk, make.house().children[0].pk], place=place, at=at)
    assert queries.cover(house.room.pk, at=at) == queries.Cover(adults=1, children=1)
    actions.leave(by=ming.pk, room=house.room.pk, place=place, sockets=2)
    actions.leave(by=kite.pk, room=house.room.pk, place=place, sockets=0)
    assert list(Presence.objects.values_list("person", "sockets")) == [(ming.pk, 2)]


def test_a_forgotten_room_closes_by_itself():
    house, at = make.house(), timezone.now()
    actions.close_overdue(at=at)
    assert Room.objects.get(pk=house.room.pk).state == "open"
    actions.close_overdue(at=house.room.session.ends_at + timedelta(hours=1))
    assert Room.objects.get(pk=house.room.pk).state == "closed"
    assert log.current(house.room.pk).closed
    assert audit.lines(act="live.closed", subject=f"room:{house.room.pk}").get().actor is None
    late = house.room.session.ends_at + timedelta(hours=1)
    assert make.enter(by=house.adults[0].pk, room=house.room.pk, place=house.room.pk, epoch=0, since=0, at=late) is None


def test_who_loses_a_permission_is_not_shown_as_here_any_longer():  # CON-11
    at = timezone.now()
    house = make.house()
    child = house.children[0]
    assert actions.be_here(by=child.pk, room=house.room.pk, at=at)
    assert Presence.objects.filter(person=child).exists()
    actions.let_go(person=child.pk, at=at)
    assert not Presence.objects.filter(person=child).exists()
