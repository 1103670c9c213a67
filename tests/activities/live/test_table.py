"""Every command in every state by every role: what is not allowed by name is refused (SEC-32)."""

from dataclasses import replace

import pytest

from activities.live import protocol as p
from activities.live.room import Cover, Room
from tests.making.rules import BELL, COMMANDS, ENOUGH, ID, KITE, MING, NING, Log, busy, refusal

WRITES = {p.Say, p.GiveWord, p.PutNote}
A_CHILD = WRITES | {p.RaiseHand, p.AnswerPoll, p.MarkPoll, p.PassPiece, p.TellMood, p.NeedHelp}
RUNNING = {p.OpenPoll, p.AskDots, p.AskMood, p.OpenWords, p.OpenBoard}  # of each one goes on already
WHILE_IN_GROUPS = {p.ExtendGroups, p.TellGroups}
OF_CHILDREN = {p.RaiseHand, p.AnswerPoll, p.MarkPoll, p.GiveWord, p.TellMood, p.NeedHelp}
AN_ADULT = set(COMMANDS) - OF_CHILDREN - RUNNING - WHILE_IN_GROUPS
TAKES_AWAY = {p.Refuse, p.Remove, p.HideWord, p.Pause, p.PauseOne, p.Expel, p.CloseRoom}
BRINGS_BACK = {p.Readmit}  # an adult; children wait (test_room)
FOR_HELP = {p.TellAdults, p.CallLead, p.AnswerHelp, p.TakeOffScreen}
ALONE = TAKES_AWAY | BRINGS_BACK | FOR_HELP | {p.OpenDoors, p.BringBack}
OF_GROUPS = {p.PlanGroups, p.PlaceInGroup, p.OpenGroups, p.ExtendGroups, p.TellGroups, p.BringBack}
IN_THE_MAIN_ROOM = OF_GROUPS | {p.OpenDoors, p.Admit, p.Expel, p.Readmit, p.CloseRoom}
SHOWN = {p.Release, p.PutOnScreen, p.SetAgenda, p.SetSteps}
WORDS = SHOWN | {p.Say, p.Return, p.PutNote, p.NameGroup, p.AskDots, p.WriteDown, p.CorrectLine}
IN_GROUP = AN_ADULT - IN_THE_MAIN_ROOM
PREPARES = {p.SetSteps, p.SetAgenda, p.SetChat}
CHAIR = {p.CallOn, p.StartRound, p.EndRound, p.MoveNote}  # names groups where words go straight out (test_boards)
KEEPER = {p.GoStep, p.StartTimer, p.StopTimer}
NOTES = {p.WriteDown}


def everybody(child: set, adult: set, *, without=frozenset()) -> dict[str, set]:
    """What each role may do where a child may do `child`."""
    chair = (child | CHAIR | {p.TakeRole}) - without
    return {
        "child": child - without,
        "chair": chair,
        "time_keeper": (child | KEEPER) - without,
        "note_taker": (child | NOTES) - without,
        "adult": adult,
    }


RESTING = {p.PassPiece, p.NeedHelp}
# What each may do in each state; whatever is not named is refused.
MAY = {
    "open": everybody(A_CHILD, AN_ADULT),
    "text_off": everybody(A_CHILD, AN_ADULT, without=WRITES | NOTES),
    "paused": everybody(RESTING, AN_ADULT, without=CHAIR | KEEPER | NOTES),
    "uncovered": {"adult": ALONE},
    "nobody": {"adult": ALONE},
    "lobby": {"adult": AN_ADULT},
    "prepared": {"adult": AN_ADULT - {p.Say, p.WriteDown, p.PutNote}},
    "prepared, uncovered": {"adult": ALONE | PREPARES},
    "in groups": everybody(A_CHILD, (AN_ADULT | WHILE_IN_GROUPS) - {p.PlanGroups, p.OpenGroups}),
    "in groups, one stayed": {"adult": ALONE | {p.PlaceInGroup, p.ExtendGroups, p.TellGroups, p.Resume}},
    "in groups, one at all": {"adult": ALONE},
    "a group": everybody(A_CHILD, IN_GROUP),
    "a group in turns": everybody(A_CHILD, IN_GROUP - WORDS, without=WRITES | NOTES),
    "a group with one": everybody(A_CHILD, IN_GROUP - WORDS, without=WRITES | NOTES),
    "a group of nobody": {"adult": ALONE - IN_THE_MAIN_ROOM},
}
COVERS = {
    "text_off": Cover(2, 31),
    "uncovered": Cover(1, 10),
    "nobody": Cover(0, 10),
    "prepared, uncovered": Cover(1, 0),
    "in groups, one stayed": Cover(1, 0, elsewhere=1),
    "in groups, one at all": Cover(1, 0),
    "a group": Cover(2, 5, small=True),
    "a group in turns": Cover(0, 5, elsewhere=2, small=True),
    "a group with one": Cover(1, 5, elsewhere=1, small=True),
    "a group of nobody": Cover(1, 5, small=True),
}
WHO = {"child": KITE, "chair": KITE, "time_keeper": KITE, "note_taker": KITE, "adult": MING}


def test_the_table_knows_every_command():
    assert set(COMMANDS) == set(p.COMMANDS)


def in_state(state: str, role: str) -> Log:
    log = busy()
    if role in {"chair", "time_keeper", "note_taker"}:
        log.do(MING, p.GiveRole(client_id=ID, role=role, who=KITE.id), target=KITE.face)
    if state == "paused":
        log.do(MING, p.Pause(client_id=ID))
    if state.partition(",")[0] in {"lobby", "prepared"}:
        log.room = replace(log.room, stage=state.partition(",")[0], admitted=frozenset({BELL.id}))
    if state.startswith("in groups"):
        log.do(MING, p.OpenGroups(client_id=ID, minutes=10))
    if state.startswith("a group"):
        log.room = replace(log.room, group=1)
    return log


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("state", MAY)
def test_who_may_do_what(state, role, kind):  # SEC-32, MOD-25; the guard Claper lacks
    log = in_state(state, role)
    if kind is p.MarkPoll:
        log.room = replace(log.room, poll=replace(log.room.poll, kind="several"))
    now = {"cover": COVERS.get(state, ENOUGH), "target": BELL.face, "present": (BELL.face, MING.face)}
    may = MAY[state].get(role, {p.NeedHelp})  # a child who needs an adult may always say so
    if kind in may:
        log.do(WHO[role], COMMANDS[kind], **now)
    else:
        expected = {
            "not_for_you",
            "uncovered",
            "paused",
            "text_off",
            "waiting",
            "poll_running",
            "mood_running",
            "words_running",
            "board_running",
            "adults_name",
            "not_begun",
            "unwatched",
            "nobody",
            "no_groups",
            "groups_open",
        }
        assert refusal(log, WHO[role], COMMANDS[kind], **now) in expected


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
