"""The rules of a room: who may do what, when, and that a reader's picture is always the right one."""

from dataclasses import replace
from uuid import UUID

import pytest

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room import Answer, Cover, Room, apply, readable, weigh
from tests.making.rules import (
    BELL,
    EVERYBODY,
    ID,
    KITE,
    MING,
    NING,
    Log,
    busy,
    member,
    refusal,
    say,
)


def test_a_childs_words_wait_for_an_adult_until_the_chat_is_open():
    log = Log()
    (held,) = log.do(KITE, say())
    assert (held.event.type, held.audience, held.to) == ("message_held", Audience.ONE, KITE.id)
    log.do(MING, p.SetChat(client_id=ID, mode="open"))
    (posted,) = log.do(KITE, say())
    assert (posted.event.type, posted.audience) == ("message_posted", Audience.ALL)
    assert log.do(MING, p.SetChat(client_id=ID, mode="open")) == []


@pytest.mark.parametrize("chat", ["held", "open"])
@pytest.mark.parametrize("who", [KITE, MING], ids=["child", "adult"])
def test_words_with_a_finding_are_held_in_both_modes(chat, who):  # PII-9, PII-16
    log = Log(chat=chat)
    (held,) = log.do(who, say("13912345678"), kinds=("phone",))
    assert held.event.kinds == ("phone",)
    assert not held.readable_by(BELL)
    assert "13912345678" not in repr(log.room.seen_by(BELL))
    assert "13912345678" in repr(log.room.seen_by(NING))


def test_what_an_adult_sets_up_is_screened_too():
    log = Log()
    ask = p.OpenPoll(client_id=ID, question="加我微信？", choices=("好", "不"))
    assert refusal(log, MING, ask, kinds=("contact",)) == "screened"
    assert refusal(log, MING, p.SetAgenda(client_id=ID, text="加我微信"), kinds=("contact",)) == "screened"


def test_with_too_few_adults_a_child_cannot_write_and_an_adult_can():
    log, thin = Log(chat="open"), Cover(adults=2, children=31)
    assert refusal(log, KITE, say(), cover=thin) == "text_off"
    assert log.do(MING, say("等一位大人"), cover=thin)
    assert log.do(KITE, say(), cover=Cover(adults=2, children=30))


def test_held_words_are_passed_by_another_adult_and_only_once():
    log = Log()
    log.do(KITE, say())
    assert refusal(log, MING, p.Release(client_id=ID, message=9)) == "gone"
    (released,) = log.do(MING, p.Release(client_id=ID, message=2))
    assert (released.audience, released.event.by) == (Audience.ALL, KITE.face)
    assert refusal(log, NING, p.Release(client_id=ID, message=2)) == "gone"
    log.do(MING, say("打给我"), kinds=("contact",))
    assert refusal(log, MING, p.Release(client_id=ID, message=4)) == "own"
    assert log.do(NING, p.Release(client_id=ID, message=4))


def test_kept_words_are_for_their_author_and_the_adults_and_may_still_be_passed():
    log = Log()
    log.do(KITE, say())
    (kept,) = log.do(MING, p.Refuse(client_id=ID, message=2))
    assert (kept.audience, kept.to) == (Audience.ONE, KITE.id)
    assert [2 in log.room.seen_by(who).notes for who in EVERYBODY] == [True, False, True, True]
    assert refusal(log, MING, p.Refuse(client_id=ID, message=2)) == "gone"
    assert log.do(NING, p.Release(client_id=ID, message=2))


def test_a_child_takes_back_their_own_words_and_learns_nothing_of_others():
    log = busy()
    for number in (2, 3, 99):  # another child's held words, an adult's, none
        assert refusal(log, BELL, p.Remove(client_id=ID, message=number)) == "not_for_you"
    assert log.do(KITE, p.Remove(client_id=ID, message=2))
    assert refusal(log, MING, p.Remove(client_id=ID, message=2)) == "gone"
    assert 2 not in log.room.notes


def test_hands_stand_in_a_queue():
    log = Log()
    assert refusal(log, MING, p.CallOn(client_id=ID, who=KITE.id)) == "no_hand"
    for who in (BELL, KITE):
        log.do(who, p.RaiseHand(client_id=ID))
    assert log.do(BELL, p.RaiseHand(client_id=ID)) == []
    assert log.room.hands == (BELL.face, KITE.face)
    log.do(MING, p.CallOn(client_id=ID, who=KITE.id))
    assert log.do(MING, p.CallOn(client_id=ID, who=KITE.id)) == []
    assert refusal(log, BELL, p.LowerHand(client_id=ID, who=KITE.id)) == "not_for_you"
    log.do(KITE, p.LowerHand(client_id=ID))
    assert (log.room.hands, log.room.piece) == ((BELL.face,), None)
    log.do(MING, p.CallOn(client_id=ID, who=BELL.id))
    log.do(KITE, p.RaiseHand(client_id=ID))
    log.do(MING, p.LowerHand(client_id=ID, who=KITE.id))
    assert log.room.piece == BELL.face
    assert log.do(KITE, p.LowerHand(client_id=ID)) == []


def test_a_poll_is_answered_by_one_person_once_and_read_by_nobody_else():
    log = busy()
    assert refusal(log, KITE, p.AnswerPoll(client_id=ID, poll=5, choice=2)) == "no_choice"
    assert refusal(log, KITE, p.AnswerPoll(client_id=ID, poll=4, choice=0)) == "poll_over"
    (answer,) = log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=0))
    assert [answer.readable_by(who) for who in EVERYBODY] == [True, False, False, False]
    assert log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=0)) == []
    log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=1))
    assert log.room.poll.answers == {KITE.id: Answer((1,), log.room.seq)}
    assert [len(log.room.seen_by(who).poll.answers) for who in EVERYBODY] == [1, 0, 0, 0]
    log.do(MING, p.ClosePoll(client_id=ID, poll=5))
    assert refusal(log, BELL, p.AnswerPoll(client_id=ID, poll=5, choice=0)) == "poll_over"
    assert refusal(log, MING, p.ClosePoll(client_id=ID, poll=5)) == "poll_over"
    same = p.OpenPoll(client_id=ID, question="？", choices=("北", "北"))
    assert refusal(log, MING, same) == "same_choices"


@pytest.mark.parametrize(("north", "south", "expected"), [(10, 0, (None, None)), (11, 12, (11, 12)), (30, 4, None)])
def test_no_small_count_is_ever_told(north, south, expected):  # brief 8
    log = Log()
    log.do(MING, p.OpenPoll(client_id=ID, question="走哪边？", choices=("北", "南")))
    for number in range(north + south):
        log.do(member(100 + number), p.AnswerPoll(client_id=ID, poll=2, choice=int(number >= north)))
    log.do(MING, p.ClosePoll(client_id=ID, poll=2))
    counts = log.room.poll.counts
    assert counts == (expected or (None, None))
    assert all(count is None or count >= 11 for count in counts)


def test_the_room_closes_its_poll_and_lowers_its_hands():
    log = busy()
    ended = [sent.event.type for sent in log.do(MING, p.CloseRoom(client_id=ID))]
    assert ended == ["poll_closed", "mood_closed", "lead_told", "room_closed"], "and one child still waits for help"
    assert (log.room.hands, log.room.closed) == ((), True)
    log = Log()
    assert [sent.event.type for sent in log.do(MING, p.CloseRoom(client_id=ID))] == ["room_closed"]


def test_expelling_lowers_the_hand_for_all_and_tells_only_adults_who_it_was():
    log = busy()
    lowered, _unplaced, expelled = log.do(MING, p.Expel(client_id=ID, who=BELL.id), target=BELL.face)
    assert (lowered.audience, expelled.audience) == (Audience.ALL, Audience.ONE)
    assert not expelled.readable_by(KITE)
    assert log.room.seen_by(KITE).out == {}
    assert log.do(MING, p.Expel(client_id=ID, who=BELL.id), target=BELL.face) == []
    assert refusal(log, MING, p.Expel(client_id=ID, who=MING.id), target=MING.face) == "own"
    assert refusal(log, MING, p.Expel(client_id=ID, who=UUID(int=77))) == "nobody"
    assert log.do(MING, p.Readmit(client_id=ID, who=KITE.id)) == []


def test_pausing_and_the_agenda_say_nothing_twice():
    log = Log()
    assert log.do(MING, p.Resume(client_id=ID)) == []
    assert log.do(MING, p.Pause(client_id=ID))
    assert log.do(MING, p.Pause(client_id=ID)) == []
    assert log.do(MING, p.Resume(client_id=ID))
    assert log.room.paused is False
    assert log.do(MING, p.SetAgenda(client_id=ID, text="走路"))
    assert log.do(MING, p.SetAgenda(client_id=ID, text="走路")) == []
    assert log.room.agenda == "走路"


@pytest.mark.parametrize(
    ("adults", "children", "uncovered", "text_off"),
    [(0, 0, True, False), (1, 1, True, False), (2, 30, False, False), (2, 31, False, True), (3, 45, False, False)],
)
def test_cover_is_two_adults_and_one_for_each_fifteen(adults, children, uncovered, text_off):  # MOD-25
    cover = Cover(adults, children)
    assert (cover.uncovered, cover.text_off) == (uncovered, text_off)
    log = Log()
    told = weigh(log.room, cover)
    assert bool(told) == ((uncovered, text_off) != (True, False))
    log.add(told)
    assert weigh(log.room, cover) == []
    assert (log.room.uncovered, log.room.text_off) == (uncovered, text_off)
    assert weigh(replace(log.room, closed=True), Cover(9, 0)) == []


def test_events_come_in_order_or_not_at_all():
    with pytest.raises(ValueError, match="event 3 after 0"):
        apply(Room(), 3, p.RoomPaused())


def test_an_audience_nobody_knows_reads_nothing():
    for who in EVERYBODY:
        assert not readable("everyone", who.id, who.id, who.adult)


def test_how_a_child_feels_and_who_rests_is_in_no_other_childs_picture():
    log = Log(stage="open")
    log.do(MING, p.AskMood(client_id=ID))
    for who, feeling in ((KITE, "bad"), (BELL, "good")):
        log.do(who, p.TellMood(client_id=ID, mood=2, feeling=feeling))
    log.do(MING, p.PauseOne(client_id=ID, who=KITE.id, minutes=5), target=KITE.face)
    log.do(KITE, p.NeedHelp(client_id=ID))
    for who in EVERYBODY:
        seen = log.room.seen_by(who)
        assert set(seen.mood.told) == ({KITE.id, BELL.id} if who.adult else {who.id})
        assert set(seen.resting) == set(seen.help) == ({KITE.id} if who.adult or who is KITE else set())
        assert seen == log.seen_by(who)


def test_an_adult_sent_out_by_mistake_may_be_the_second_one_again():  # MOD-25
    log, alone = Log(), Cover(1, 3)
    for who in (NING, BELL):
        log.do(MING, p.Expel(client_id=ID, who=who.id), target=who.face)
    assert refusal(log, MING, p.Readmit(client_id=ID, who=BELL.id), cover=alone) == "uncovered"
    log.do(MING, p.Readmit(client_id=ID, who=NING.id), cover=alone)
    assert set(log.room.out) == {BELL.id}
