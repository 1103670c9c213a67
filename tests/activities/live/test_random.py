"""Random rooms: whatever is sent, each reader's picture is the right one and the promises hold."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.actions.commands import TOGETHER
from activities.live.actions.groups import OF_ONE, TO_ALL_GROUPS
from activities.live.room import FAR, Cover, Refused, closing, knocking, weigh
from tests.making.rules import AT, COMMANDS, ENOUGH, EVERYBODY, ID, Log

choices = st.sampled_from(EVERYBODY)
numbers = st.integers(1, 12)
people = st.sampled_from([who.id for who in EVERYBODY])
roles = st.sampled_from(["chair", "time_keeper", "note_taker"])
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
            for kind in (p.CallOn, p.Expel, p.Readmit, p.LowerHand, p.Admit, p.PassPiece, p.ResumeOne, p.AnswerHelp)
        ],
        st.sampled_from([p.OpenDoors(client_id=ID, stage=stage) for stage in ("lobby", "open")]),
        st.sampled_from([COMMANDS[kind] for kind in (p.Admit, p.SetSteps, p.StartTimer, p.StopTimer, p.NeedHelp)]),
        st.sampled_from([COMMANDS[kind] for kind in (p.StartRound, p.EndRound, p.PassPiece, p.AskMood, p.TellAdults)]),
        st.builds(p.GoStep, client_id=st.just(ID), step=st.integers(0, 3)),
        st.builds(p.GiveRole, client_id=st.just(ID), role=roles, who=people),
        st.builds(p.TakeRole, client_id=st.just(ID), role=roles),
        st.builds(p.TellMood, client_id=st.just(ID), mood=numbers, feeling=st.sampled_from(["good", "bad", "skip"])),
        st.builds(p.CloseMood, client_id=st.just(ID), mood=numbers),
        st.builds(p.PauseOne, client_id=st.just(ID), who=people, minutes=st.integers(1, 30)),
        st.builds(p.Return, client_id=st.just(ID), message=numbers, text=st.just("换个说法吧")),
        st.builds(
            p.PlanGroups, client_id=st.just(ID), how_many=st.integers(2, 3), how=st.sampled_from(["hand", "chance"])
        ),
        st.builds(p.PlaceInGroup, client_id=st.just(ID), who=people, group=st.integers(0, 3)),
        st.builds(p.BringBack, client_id=st.just(ID), group=st.none() | st.integers(1, 3)),
        st.sampled_from([COMMANDS[kind] for kind in (p.OpenGroups, p.ExtendGroups, p.TellGroups)]),
        st.builds(p.WriteDown, client_id=st.just(ID), text=st.sampled_from(["大家想走北门", "好"])),
        st.builds(p.CorrectLine, client_id=st.just(ID), message=numbers, text=st.just("大家想从北门走")),
        *[st.builds(kind, client_id=st.just(ID), message=numbers) for kind in (p.PutOnScreen, p.TakeOffScreen)],
        st.builds(p.CallLead, client_id=st.just(ID), who=st.none() | people, text=st.just("有点担心")),
    ),
    st.sampled_from([((), FAR), ((), FAR), (("phone",), FAR), (("harm",), FAR), (("harm",), 1), (("harm",), 0)]),
    st.sampled_from([ENOUGH, ENOUGH, Cover(1, 3), Cover(2, 31), Cover(1, 3, elsewhere=1), Cover(0, 3, elsewhere=2)]),
)


# What a lone adult may move that children read: what takes away, the lobby, and that somebody comes.
ALONE = {
    "message_refused", "message_removed", "room_paused", "hand_lowered", "piece_passed", "piece_given", "role_taken",
    "round_ended", "doors_opened", "room_closed", "poll_closed", "mood_closed", "person_expelled", "one_paused",
    "help_seen", "groups_closed", "person_unplaced", "taken_off_screen",
}  # fmt: skip
# What it may move of the groups besides, while the other adults are in them.
FROM_AFAR = {"person_placed", "groups_opened", "groups_extended", "room_resumed"}
# What small groups and their main room tell each other; nothing that is carried out together with others is among it.
CARRIED = {*TO_ALL_GROUPS, *OF_ONE, p.GroupsTold, p.GroupsExtended, p.ChatSet, p.PersonExpelled, p.LeadTold}
# What puts words before children: in a group without two adults none of it happens (SAF-10).
WORDS = {"message_posted", "message_released", "message_returned", "poll_opened", "agenda_set", "steps_set"}


@settings(max_examples=400, deadline=None)
@given(
    st.lists(steps, max_size=30),
    st.integers(0, 30),
    st.sampled_from([("prepared", 0), ("lobby", 0), ("open", 0), ("open", 0), ("open", 1)]),
)
def test_a_snapshot_and_what_followed_equal_a_fresh_snapshot(script, cut, begun):  # Zulip's test
    stage, group = begun
    log = Log(chat="open", stage=stage, group=group)
    snapshots = {}
    for number, (who, command, (kinds, harm), cover) in enumerate(script):
        if number == cut:
            snapshots = {each: (log.room.seq, log.room.seen_by(each)) for each in EVERYBODY}
        target = next((each.face for each in EVERYBODY if each.id == getattr(command, "who", None)), None)
        cover = replace(cover, small=group > 0)
        log.add(weigh(log.room, cover))
        log.add(knocking(log.room, EVERYBODY[number % 4], AT))
        present, at = [each.face for each in EVERYBODY], AT + timedelta(minutes=number)
        before, inside = log.room, log.room.lets_in(who)
        try:
            sent = log.do(who, command, kinds=kinds, cover=cover, target=target, present=present, harm=harm, at=at)
        except Refused:
            continue
        assert not (isinstance(command, TOGETHER) and CARRIED & {type(each.event) for each in sent} and harm == FAR)
        others = [each for each in EVERYBODY if not each.adult and each.id != who.id and before.lets_in(each)]
        reach = {each.event.type for each in sent if any(each.readable_by(child) for child in others)}
        assert inside or not reach, "who waits at the door reaches no child"
        alone = ALONE | FROM_AFAR if cover.gathered else ALONE
        assert not cover.uncovered or reach <= alone, "two adults, or nothing moves"
        assert not cover.unwatched or not reach & WORDS, "two adults, or nobody writes in a small group"
    assert log.room.seq == len(log.sent)
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
        calls = {number for number, told in log.room.with_lead.items() if not told.own or told.who.id == who.id}
        assert set(fresh.with_lead) == (calls if who.adult else set())
        # A child knows of itself alone who rests, waits, needs help or feels how; of adults among themselves nothing.
        if not who.adult:
            felt = fresh.mood.told if fresh.mood else {}
            assert {*felt, *fresh.resting, *fresh.help, *fresh.out, *fresh.admitted} <= {who.id}
            assert (fresh.waiting, fresh.aside) == ({}, ())
            assert {*fresh.groups.placed} <= {who.id}
    told = log.room.with_lead
    assert all(number in told for number, note in log.room.notes.items() if note.state == "care")
    left = [number for number, note in log.room.notes.items() if "harm" in note.kinds and note.state != "posted"]
    assert set(left) <= set(told), "nothing that may be harm is left lying when everybody has gone"
