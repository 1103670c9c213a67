"""Random rooms: whatever is sent, each reader's picture is the right one and the promises hold."""

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.room import FAR, Cover, Refused, closing, weigh
from tests.making.rules import AT, COMMANDS, ENOUGH, EVERYBODY, ID, Log

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
