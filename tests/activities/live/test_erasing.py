"""What was said in a room and waits behind a lead's door goes once they have taken care of it (PRI-6, SAF-6)."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from channels.db import database_sync_to_async as in_db
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.live import actions, log
from activities.live.actions import erasing
from activities.live.models import Entry, HeldForCare
from activities.live.room import Member
from moderation import actions as judging
from moderation.models import Case
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts
from tests.making import live as make
from tests.making import moderation as make_moderation

pytestmark = pytest.mark.django_db
NEAR, PLAIN = "有时候我想自杀", "我们走北门吧"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(child_age=15)
    made.sit()
    return made


def texts(person) -> list[str]:
    said = Entry.objects.filter(author=person.pk).order_by("seq").values_list("event", flat=True)
    return [event["text"] for event in said if "text" in event]


def erased(child):
    at = timezone.now()
    wish = privacy.wish(by=child, person=child.pk, kind="erase", words="", at=at)
    privacy.answer_wish(by=make_accounts.staff(Role.SUPERVISOR), wish=wish, yes=True, at=at)


def erasures() -> list[int]:
    return [line.detail["entries"] for line in audit.lines(act="live.erased").order_by("pk")]


def test_the_rest_goes_when_the_lead_has_done(house):
    child, other = house.children
    for person in (child, other):
        house.do(person, "say", text=NEAR)
    house.do(child, "say", text=PLAIN)
    erased(child)
    assert texts(child) == [NEAR, ""]
    told = erasures()
    for hour in range(2):
        actions.erase_rest(at=timezone.now() + timedelta(hours=hour))
    assert texts(child) == [NEAR, ""]
    assert erasures() == told  # nothing went, and nothing is said of it
    lead, case = (
        make_moderation.lead(office=house.office, at=timezone.now()),
        HeldForCare.objects.get(entry__author=child.pk).case,
    )
    judging.claim(by=lead, case=case, at=timezone.now())
    case.refresh_from_db()
    judging.close(
        by=lead, case=case, revision=case.revision, digest=case.digest, best_interests="已安排", at=timezone.now()
    )
    for _hour in range(2):
        actions.erase_rest(at=timezone.now())
    assert texts(child) == ["", ""]
    assert texts(other) == [NEAR]  # whose data nobody wished away
    assert erasures() == [*told, 1]


def test_nobody_elses_words_are_looked_through(house):
    """Only what this child said for itself is read, however much is kept of others."""
    child, other = house.children
    house.do(other, "say", text=NEAR)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.erase_entries(by=None, person=child.pk, at=timezone.now())
    read = next(each["sql"] for each in asked if "heldforcare" in each["sql"].lower())
    assert child.pk.hex in read.replace("-", "")


def read_by(person, house) -> str:
    entrance = actions.be_here(by=person.pk, room=house.room.pk, at=timezone.now())
    return str(entrance.room.seen_by(Member(entrance.face)))


def test_no_process_still_knows_the_words_of_a_room_that_is_over(house):
    child, other = house.children
    house.do(child, "say", text=PLAIN)
    assert PLAIN in read_by(other, house)
    elsewhere = dict(log._rooms)  # a process that looked last while the room was open
    house.do(house.adults[0], "close_room")
    assert PLAIN in read_by(other, house)
    with patch.object(log, "forget"):  # nobody tells the other process
        erased(child)
    log._rooms.clear()
    log._rooms.update(elsewhere)
    for _time in range(2):
        assert PLAIN not in read_by(other, house)
        assert child.pseudonym not in read_by(other, house)


def test_an_open_room_is_read_anew_at_once_where_it_was_erased(house):
    child, other = house.children
    house.do(child, "say", text=PLAIN)
    assert PLAIN in read_by(other, house)
    erased(child)
    assert PLAIN not in read_by(other, house)


def test_what_an_adult_wrote_when_giving_words_back_goes_with_them(house):
    child = house.children[0]
    number = house.do(child, "say", text="打给我 13912345678").seq
    house.do(house.adults[0], "return", message=number, text="你家门牌留在家里说")
    house.do(house.adults[0], "say", text="大家好")
    erased(child)
    left = str(list(Entry.objects.filter(room=house.room).values_list("event", flat=True)))
    assert "门牌" not in left
    assert "大家好" in left
    house.do(house.adults[0], "close_room")
    assert log.current(house.room.pk).closed, "the room can still be read"


def test_a_call_for_help_behind_the_leads_door_goes_afterwards_and_once(house):
    child = house.children[0]
    house.do(child, "need_help")
    house.do(house.adults[0], "close_room")
    erased(child)
    entry = HeldForCare.objects.get(entry__author=child.pk).entry
    assert entry.event["who"]["name"] == child.pseudonym, "the lead still looks"
    Case.objects.update(state="closed")
    told = erasures()
    for _hour in range(2):
        actions.erase_rest(at=timezone.now())
    entry.refresh_from_db()
    assert entry.event["who"]["name"] == ""
    assert erasures() == [*told, 1]


def test_readers_of_an_open_room_see_the_words_go_at_once(talk):
    """In every process, over the line that is open; nobody has to come in again, and nothing after it is lost."""
    house = make.house(child_age=15)
    child, other = house.children

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        bell = await enter(other)
        kite = await enter(child)
        await kite.moves()
        await kite.does("say", text=PLAIN)
        await bell.hears("message_posted")
        with patch.object(erasing, "log"):  # the process that erases is another one
            await in_db(erased)(child)
        for window in (bell, ming):
            anew = await window.hears("welcome", how="snapshot")
            assert PLAIN not in str(anew["room"])
            assert child.pseudonym not in str(anew["room"])
            assert anew["epoch"] != house.room.epoch, "who is away now must not come back by the tail alone"
        await ming.does("say", text="大家好")
        assert (await bell.hears("message_posted"))["text"] == "大家好"
        back = await enter(other, since=2, epoch=house.room.epoch)
        assert PLAIN not in str(back.frames)

    talk(conversation, house)


def test_what_is_read_while_words_are_erased_is_not_kept(house):
    house.do(house.children[0], "say", text=PLAIN)
    log._rooms.clear()
    read = log._caught_up

    def meanwhile(*args):
        found = read(*args)
        log.forget([house.room.pk])
        return found

    with patch.object(log, "_caught_up", meanwhile):
        log.current(house.room.pk)
    assert house.room.pk not in log._rooms


def _called(house, child):
    house.do(house.adults[0], "call_lead", who=child.pk, text="小名冬冬，我有点担心")
    return HeldForCare.objects.get(entry__event__type="lead_called").entry


def test_a_call_about_a_child_goes_with_the_child_and_waits_for_the_lead(house):
    child, other = house.children
    entry, beside = _called(house, child), house.do(house.adults[0], "call_lead", who=other.pk, text="手上有伤")
    erased(child)
    entry.refresh_from_db()
    assert "冬冬" in entry.event["text"], "the lead still looks"
    Case.objects.update(state="closed")
    for _hour in range(2):
        actions.erase_rest(at=timezone.now())
    entry.refresh_from_db()
    assert entry.event["text"] == ""
    assert "手上有伤" in str(Entry.objects.get(room=house.room, seq=beside.seq).event), (
        "about a child who is still here"
    )


def test_a_call_that_was_taken_care_of_goes_at_once(house):
    entry = _called(house, house.children[0])
    Case.objects.update(state="closed")
    erased(house.children[0])
    entry.refresh_from_db()
    assert entry.event["text"] == ""
    log._rooms.clear()
    assert log.current(house.room.pk).seq == house.room.log.count(), "the room can still be read"
