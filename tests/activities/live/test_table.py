"""Every command in every state by every role: what is not allowed by name is refused (SEC-32)."""

from dataclasses import replace

import pytest

from activities.live import protocol as p
from activities.live.room import Cover, Room
from tests.making.rules import BELL, COMMANDS, ENOUGH, ID, KITE, MING, NING, Log, busy, refusal

A_CHILD = {p.Say, p.RaiseHand, p.AnswerPoll, p.PassPiece, p.TellMood, p.NeedHelp}
RUNNING = {p.OpenPoll, p.AskMood}  # of each one goes on already
AN_ADULT = set(COMMANDS) - {p.RaiseHand, p.AnswerPoll, p.TellMood, p.NeedHelp} - RUNNING
TAKES_AWAY = {p.Refuse, p.Remove, p.Pause, p.PauseOne, p.Expel, p.CloseRoom}
BRINGS_BACK = {p.Readmit}  # an adult; children wait (test_room)
FOR_HELP = {p.TellAdults, p.CallLead, p.AnswerHelp, p.TakeOffScreen}
ALONE = TAKES_AWAY | BRINGS_BACK | FOR_HELP | {p.OpenDoors}
PREPARES = {p.SetSteps, p.SetAgenda, p.SetChat}
CHAIR = {p.CallOn, p.StartRound, p.EndRound}
KEEPER = {p.GoStep, p.StartTimer, p.StopTimer}
NOTES = {p.WriteDown}
# What each may do in each state; whatever is not named is refused.
MAY = {
    "open": {
        "child": A_CHILD,
        "chair": A_CHILD | CHAIR | {p.TakeRole},
        "time_keeper": A_CHILD | KEEPER,
        "note_taker": A_CHILD | NOTES,
        "adult": AN_ADULT,
    },
    "text_off": {
        "child": A_CHILD - {p.Say},
        "chair": (A_CHILD | CHAIR | {p.TakeRole}) - {p.Say},
        "time_keeper": (A_CHILD | KEEPER) - {p.Say},
        "note_taker": A_CHILD - {p.Say},
        "adult": AN_ADULT,
    },
    "paused": {
        "child": {p.PassPiece, p.NeedHelp},
        "chair": {p.PassPiece, p.NeedHelp, p.TakeRole},
        "time_keeper": {p.PassPiece, p.NeedHelp},
        "note_taker": {p.PassPiece, p.NeedHelp},
        "adult": AN_ADULT,
    },
    "uncovered": {"adult": ALONE},
    "nobody": {"adult": ALONE},
    "lobby": {"adult": AN_ADULT},
    "prepared": {"adult": AN_ADULT - {p.Say, p.WriteDown}},
    "prepared, uncovered": {"adult": ALONE | PREPARES},
}
COVERS = {
    "text_off": Cover(2, 31),
    "uncovered": Cover(1, 10),
    "nobody": Cover(0, 10),
    "prepared, uncovered": Cover(1, 0),
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
        log.room = replace(log.room, stage=state.partition(",")[0])
    return log


@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("role", WHO)
@pytest.mark.parametrize("state", MAY)
def test_who_may_do_what(state, role, kind):  # SEC-32, MOD-25; the guard Claper lacks
    log = in_state(state, role)
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
            "not_begun",
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
