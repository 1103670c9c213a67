"""The gates that come first, for every command alike: who may do what, when."""

from activities.live import protocol as p
from activities.live.room.deciding.ways import NEAR, Circumstances, ways
from activities.live.room.deciding.words import heard
from activities.live.room.shapes import Cover, Member, Refused, Room, Sent

ASKED_OF_CHILDREN = frozenset({p.RaiseHand, p.AnswerPoll, p.MarkPoll, p.GiveWord, p.TellMood, p.NeedHelp})
CHILDREN_MAY = ASKED_OF_CHILDREN | {p.Say, p.PutNote, p.LowerHand, p.Remove, p.TakeRole, p.PassPiece}
# What a child may do besides, who was given a role.
ROLES_MAY = {
    "chair": frozenset({p.CallOn, p.StartRound, p.EndRound, p.MoveNote, p.NameGroup}),
    "time_keeper": frozenset({p.GoStep, p.StartTimer, p.StopTimer}),
    "note_taker": frozenset({p.WriteDown}),
}
# An adult has no hand to raise, no vote, no word and no check-in here; everything else is theirs.
ADULTS_MAY = frozenset(p.COMMANDS) - ASKED_OF_CHILDREN
# With fewer than two vetted adults nothing reaches a child; what takes things away stays possible, and so does asking
# other adults to come, letting one back in who was sent out by mistake, and saying to a child who needs help that it
# was seen.
WHILE_UNCOVERED = frozenset(
    {
        p.Refuse,
        p.Remove,
        p.HideWord,
        p.Pause,
        p.PauseOne,
        p.Expel,
        p.Readmit,
        p.CloseRoom,
        p.TellAdults,
        p.CallLead,
        p.AnswerHelp,
        p.OpenDoors,
        p.TakeOffScreen,
        p.BringBack,
    }
)
# What moves small groups while an adult alone keeps the main room, since the others are in the groups.
FROM_AFAR = frozenset({p.PlanGroups, p.PlaceInGroup, p.OpenGroups, p.ExtendGroups, p.TellGroups, p.Resume})
# A small group has no door and no end of its own; who goes there, stays or has to leave, its main room says.
MAIN_ROOM_ONLY = frozenset(
    {
        p.OpenDoors,
        p.Admit,
        p.Expel,
        p.Readmit,
        p.CloseRoom,
        *p.OF_GROUPS,
    }
)
# In a group without two adults nobody's words reach anybody, an adult's neither: taps, turns, clocks, help.
UNWATCHED = frozenset(
    {
        p.RaiseHand,
        p.LowerHand,
        p.CallOn,
        p.PassPiece,
        p.StartRound,
        p.EndRound,
        p.GiveRole,
        p.TakeRole,
        p.GoStep,
        p.StartTimer,
        p.StopTimer,
        p.AnswerPoll,
        p.ClosePoll,
        p.AskMood,
        p.TellMood,
        p.CloseMood,
        p.NeedHelp,
        p.AnswerHelp,
        p.Pause,
        p.Resume,
        p.PauseOne,
        p.ResumeOne,
        p.Refuse,
        p.Remove,
        p.SetChat,
        p.TellAdults,
        p.CallLead,
        p.MarkPoll,
        p.MoveNote,
        p.HideWord,
        p.CloseWords,
        p.CloseBoard,
        p.TakeOffScreen,
    }
)
PREPARING = frozenset({p.SetSteps, p.SetAgenda, p.SetChat})  # no child is here yet
CHILDREN_WHILE_PAUSED = frozenset({p.LowerHand, p.Remove, p.TakeRole, p.PassPiece, p.NeedHelp})
WRITTEN_TO_CHILDREN = (p.Say, p.Return, p.GiveWord, p.PutNote, p.NameGroup, p.WriteDown, p.CorrectLine)


def decide(room: Room, member: Member, command: p.Command, now: Circumstances) -> list[Sent]:
    """The events `command` leads to; raises Refused."""
    if not room.stage or room.closed:
        raise Refused("closed")
    if member.id in room.out:
        raise Refused("out")
    if isinstance(command, WRITTEN_TO_CHILDREN) and now.harm <= NEAR:
        # At any time, whoever it is: nobody in the room reads it (SAF-5). A child whose role went while it wrote, too.
        return heard(room, member, command, now)
    if type(command) not in (ADULTS_MAY if member.adult else _child_may(room, member)):
        raise Refused("not_for_you")
    if room.group and type(command) in MAIN_ROOM_ONLY:
        raise Refused("not_for_you")
    if isinstance(command, p.NeedHelp):
        return ways[p.NeedHelp](room, member, command, now)  # a child who needs an adult is not told to wait
    if not room.lets_in(member):
        raise Refused("waiting")
    if now.cover.uncovered and not (member.adult and type(command) in _while_uncovered(room, now.cover)):
        raise Refused("uncovered")
    if now.cover.unwatched and type(command) not in UNWATCHED:
        raise Refused("unwatched")
    if room.paused and not member.adult and type(command) not in CHILDREN_WHILE_PAUSED:
        raise Refused("paused")
    return ways[type(command)](room, member, command, now)


def weigh(room: Room, cover: Cover) -> list[Sent]:
    """What to tell everyone when the number of adults has become too small, or enough again."""
    if room.closed or (room.uncovered, room.text_off) == (cover.uncovered, cover.text_off):
        return []
    return [Sent(p.CoverChanged(uncovered=cover.uncovered, text_off=cover.text_off))]


def _child_may(room: Room, member: Member) -> frozenset:
    return CHILDREN_MAY.union(*(may for role, may in ROLES_MAY.items() if room.has_role(role, member)))


def _while_uncovered(room: Room, cover: Cover) -> frozenset:
    may = WHILE_UNCOVERED | PREPARING if room.stage == "prepared" else WHILE_UNCOVERED
    return may | FROM_AFAR if cover.gathered else may
