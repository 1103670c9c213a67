"""The rules of a room: who may do what, when, and that a reader's picture is always the right one."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.protocol import Audience, Face
from activities.live.room import (
    FAR,
    Circumstances,
    Cover,
    Member,
    Refused,
    Room,
    apply,
    closing,
    decide,
    readable,
    weigh,
)

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ENOUGH = Cover(adults=2, children=10)
ID = "client-0001"


def member(number: int, *, adult=False) -> Member:
    return Member(Face(id=UUID(int=number), name=f"檐{number}", avatar="kite", adult=adult))


KITE, BELL, MING, NING = member(1), member(2), member(3, adult=True), member(4, adult=True)
EVERYBODY = (KITE, BELL, MING, NING)


class Log:
    """A room and everything that was sent in it."""

    def __init__(self, **opened):
        self.room, self.sent = Room(), []
        self.add([p.RoomOpened(**({"chat": "held"} | opened))])

    def add(self, events):
        for each in events:
            self.sent.append(each if hasattr(each, "event") else weighless(each))
            self.room = apply(self.room, self.room.seq + 1, self.sent[-1].event)
        return self.sent[-1] if self.sent else None

    def do(self, who, command, *, cover=ENOUGH, kinds=(), target=None, harm=FAR):
        events = decide(self.room, who, command, Circumstances(AT, cover, kinds, target, harm))
        self.add(events)
        return events

    def seen_by(self, who, since=0, start=None):
        room = start or Room().seen_by(who)
        for seq, sent in enumerate(self.sent[since:], since + 1):
            room = apply(room, seq, sent.event if sent.readable_by(who) else None)
        return room


def weighless(event):
    from activities.live.room import Sent

    return Sent(event)


def say(text="我们走北门吧"):
    return p.Say(client_id=ID, text=text)


def refusal(log, who, command, **now) -> str:
    before = log.room
    with pytest.raises(Refused) as caught:
        log.do(who, command, **now)
    assert log.room is before
    return caught.value.code


def busy() -> Log:
    """Something of everything: a held message 2, a posted one 3, a hand, an open poll 5."""
    log = Log()
    log.do(KITE, say())
    log.do(MING, say("大家好"))
    log.do(BELL, p.RaiseHand(client_id=ID))
    log.do(MING, p.OpenPoll(client_id=ID, question="走哪边？", choices=("北", "南")))
    return log


COMMANDS = {
    p.Say: say(),
    p.RaiseHand: p.RaiseHand(client_id=ID),
    p.LowerHand: p.LowerHand(client_id=ID, who=BELL.id),
    p.CallOn: p.CallOn(client_id=ID, who=BELL.id),
    p.AnswerPoll: p.AnswerPoll(client_id=ID, poll=5, choice=1),
    p.OpenPoll: p.OpenPoll(client_id=ID, question="几点？", choices=("三点", "四点")),
    p.ClosePoll: p.ClosePoll(client_id=ID, poll=5),
    p.Release: p.Release(client_id=ID, message=2),
    p.Refuse: p.Refuse(client_id=ID, message=2),
    p.Remove: p.Remove(client_id=ID, message=3),
    p.Pause: p.Pause(client_id=ID),
    p.Resume: p.Resume(client_id=ID),
    p.SetChat: p.SetChat(client_id=ID, mode="open"),
    p.SetAgenda: p.SetAgenda(client_id=ID, text="先走路，再画图"),
    p.Expel: p.Expel(client_id=ID, who=BELL.id),
    p.Readmit: p.Readmit(client_id=ID, who=BELL.id),
    p.CloseRoom: p.CloseRoom(client_id=ID),
}
A_CHILD_MAY = {p.Say, p.RaiseHand, p.AnswerPoll}
AN_ADULT_MAY = set(COMMANDS) - {p.RaiseHand, p.AnswerPoll}
TAKES_AWAY = {p.Refuse, p.Remove, p.Pause, p.Expel, p.CloseRoom}


def test_the_table_knows_every_command():
    assert set(COMMANDS) == set(p.COMMANDS)


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("who", "cover", "paused", "allowed"),
    [
        (KITE, ENOUGH, False, A_CHILD_MAY),
        (KITE, ENOUGH, True, set()),
        (KITE, Cover(1, 10), False, set()),
        (MING, ENOUGH, False, AN_ADULT_MAY - {p.OpenPoll}),  # one poll is running
        (MING, ENOUGH, True, AN_ADULT_MAY - {p.OpenPoll}),
        (MING, Cover(1, 10), False, TAKES_AWAY),
        (MING, Cover(0, 10), True, TAKES_AWAY),
    ],
    ids=["child", "child-paused", "child-uncovered", "adult", "adult-paused", "adult-uncovered", "adult-nobody"],
)
def test_who_may_do_what(kind, who, cover, paused, allowed):  # SEC-32, MOD-25; the guard Claper lacks
    log = busy()
    if paused:
        log.do(MING, p.Pause(client_id=ID))
    if kind in allowed:
        log.do(who, COMMANDS[kind], cover=cover, target=BELL.face)
    else:
        expected = {"not_for_you", "uncovered", "paused", "poll_running"}
        assert refusal(log, who, COMMANDS[kind], cover=cover, target=BELL.face) in expected


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("who", [KITE, MING], ids=["child", "adult"])
def test_nothing_happens_before_opening_and_after_closing(kind, who):
    log = Log()
    log.room = Room()
    assert refusal(log, who, COMMANDS[kind], target=BELL.face) == "closed"
    log = busy()
    log.do(NING, p.CloseRoom(client_id=ID))
    assert refusal(log, who, COMMANDS[kind], target=BELL.face) == "closed"


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("who", [KITE, MING], ids=["child", "adult"])
def test_somebody_expelled_can_do_nothing_until_let_in_again(kind, who):  # ClassQuiz #427, BBB #21207
    log = busy()
    log.do(NING, p.Expel(client_id=ID, who=who.id), target=who.face)
    assert refusal(log, who, COMMANDS[kind], target=BELL.face) == "out"
    log.do(NING, p.Readmit(client_id=ID, who=who.id))
    assert who.id not in log.room.out


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
    assert (log.room.hands, log.room.called) == ((BELL.face,), None)
    log.do(MING, p.CallOn(client_id=ID, who=BELL.id))
    log.do(KITE, p.RaiseHand(client_id=ID))
    log.do(MING, p.LowerHand(client_id=ID, who=KITE.id))
    assert log.room.called == BELL.id
    assert log.do(KITE, p.LowerHand(client_id=ID)) == []


def test_a_poll_is_answered_by_one_person_once_and_read_by_nobody_else():
    log = busy()
    assert refusal(log, KITE, p.AnswerPoll(client_id=ID, poll=5, choice=2)) == "no_choice"
    assert refusal(log, KITE, p.AnswerPoll(client_id=ID, poll=4, choice=0)) == "poll_over"
    (answer,) = log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=0))
    assert [answer.readable_by(who) for who in EVERYBODY] == [True, False, False, False]
    assert log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=0)) == []
    log.do(KITE, p.AnswerPoll(client_id=ID, poll=5, choice=1))
    assert log.room.poll.answers == {KITE.id: 1}
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
    assert [sent.event.type for sent in log.do(MING, p.CloseRoom(client_id=ID))] == ["poll_closed", "room_closed"]
    assert (log.room.hands, log.room.closed) == ((), True)
    log = Log()
    assert [sent.event.type for sent in log.do(MING, p.CloseRoom(client_id=ID))] == ["room_closed"]


def test_expelling_lowers_the_hand_for_all_and_tells_only_adults_who_it_was():
    log = busy()
    lowered, expelled = log.do(MING, p.Expel(client_id=ID, who=BELL.id), target=BELL.face)
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


choices = st.sampled_from(EVERYBODY)
numbers = st.integers(1, 12)
steps = st.tuples(
    choices,
    st.one_of(
        st.builds(p.Say, client_id=st.just(ID), text=st.sampled_from(["走北门", "好", "我家在…"])),
        st.sampled_from([p.RaiseHand(client_id=ID), p.LowerHand(client_id=ID), p.Pause(client_id=ID)]),
        st.sampled_from([p.Resume(client_id=ID), COMMANDS[p.OpenPoll], COMMANDS[p.SetAgenda]]),
        st.sampled_from([p.SetChat(client_id=ID, mode=mode) for mode in ("held", "open")]),
        st.builds(p.AnswerPoll, client_id=st.just(ID), poll=numbers, choice=st.integers(0, 2)),
        st.builds(p.ClosePoll, client_id=st.just(ID), poll=numbers),
        *[st.builds(kind, client_id=st.just(ID), message=numbers) for kind in (p.Release, p.Refuse, p.Remove)],
        *[
            st.builds(kind, client_id=st.just(ID), who=st.sampled_from([who.id for who in EVERYBODY]))
            for kind in (p.CallOn, p.Expel, p.Readmit, p.LowerHand)
        ],
    ),
    st.sampled_from([((), FAR), ((), FAR), (("phone",), FAR), (("harm",), FAR), (("harm",), 1), (("harm",), 0)]),
    st.sampled_from([ENOUGH, ENOUGH, Cover(1, 3), Cover(2, 31)]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(steps, max_size=25), st.integers(0, 25))
def test_a_snapshot_and_what_followed_equal_a_fresh_snapshot(script, cut):  # Zulip's test
    log = Log(chat="open")
    snapshots = {}
    for number, (who, command, (kinds, harm), cover) in enumerate(script):
        if number == cut:
            snapshots = {each: (log.room.seq, log.room.seen_by(each)) for each in EVERYBODY}
        target = next((each.face for each in EVERYBODY if each.id == getattr(command, "who", None)), None)
        log.add(weigh(log.room, cover))
        try:
            log.do(who, command, kinds=kinds, cover=cover, target=target, harm=harm)
        except Refused:
            continue
    log.add(closing(log.room, AT))
    for who in EVERYBODY:
        fresh = log.room.seen_by(who)
        assert log.seen_by(who) == fresh
        assert list(log.seen_by(who).notes) == list(fresh.notes)
        seq, then = snapshots.get(who, (0, None))
        assert log.seen_by(who, since=seq, start=then) == fresh
        # Nobody's held words are with another child.
        if not who.adult:
            assert all(note.state == "posted" or note.by.id == who.id for note in fresh.notes.values())
        # Nor is a sign of harm with anybody in the room; each of which the lead was told stays so (SAF-6).
        assert all(note.state != "care" or note.by.id == who.id for note in fresh.notes.values())
        assert set(fresh.with_lead) == (set(log.room.with_lead) if who.adult else set())
    told = log.room.with_lead
    assert all(number in told for number, note in log.room.notes.items() if note.state == "care")
    left = [number for number, note in log.room.notes.items() if "harm" in note.kinds and note.state != "posted"]
    assert set(left) <= set(told), "nothing that may be harm is left lying when everybody has gone"
