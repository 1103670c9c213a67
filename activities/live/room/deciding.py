"""What a command leads to, or why not: who may do what, when.

The gates come first and for every command alike; what a command then does is one small function each. An empty
answer means that things already are as asked, so that sending twice does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from activities.live import protocol as p
from activities.live.protocol import Audience, Face
from activities.live.room.folding import Cover, Member, Note, Refused, Room, Sent
from portal.figures.counting import shown

CHILDREN_MAY = frozenset({p.Say, p.RaiseHand, p.LowerHand, p.AnswerPoll, p.Remove})
# An adult has no hand to raise and no vote here; everything else is theirs.
ADULTS_MAY = frozenset(p.COMMANDS) - {p.RaiseHand, p.AnswerPoll}
# With fewer than two vetted adults nothing reaches a child; what takes things away stays possible.
WHILE_UNCOVERED = frozenset({p.Refuse, p.Remove, p.Pause, p.Expel, p.CloseRoom})
NEAR = 1  # P0 and P1: the safeguarding lead's, as for written words
FAR = 3
CHILDREN_WHILE_PAUSED = frozenset({p.LowerHand, p.Remove})


@dataclass(frozen=True)
class Circumstances:
    """What the rules need to know of the world: given by `actions`, never looked up here."""

    at: datetime
    cover: Cover
    kinds: tuple[str, ...] = ()  # what screening found in the command's words
    target: Face | None = None  # the person the command names, if they belong here
    harm: int = FAR  # how near a sign of harm in its words is: 0 at this moment, 1 within the hour


_ways: dict[type, Callable] = {}


def _leads(command: type):
    def keep(function):
        _ways[command] = function
        return function

    return keep


def decide(room: Room, member: Member, command: p.Command, now: Circumstances) -> list[Sent]:
    """The events `command` leads to; raises Refused."""
    if not room.open or room.closed:
        raise Refused("closed")
    if member.id in room.out:
        raise Refused("out")
    if type(command) not in (ADULTS_MAY if member.adult else CHILDREN_MAY):
        raise Refused("not_for_you")
    if isinstance(command, p.Say) and now.harm <= NEAR:
        return _heard(room, member, command, now)  # at any time: nobody in the room reads it (SAF-5)
    if now.cover.uncovered and not (member.adult and type(command) in WHILE_UNCOVERED):
        raise Refused("uncovered")
    if room.paused and not member.adult and type(command) not in CHILDREN_WHILE_PAUSED:
        raise Refused("paused")
    return _ways[type(command)](room, member, command, now)


def weigh(room: Room, cover: Cover) -> list[Sent]:
    """What to tell everyone when the number of adults has become too small, or enough again."""
    if room.closed or (room.uncovered, room.text_off) == (cover.uncovered, cover.text_off):
        return []
    return [Sent(p.CoverChanged(uncovered=cover.uncovered, text_off=cover.text_off))]


def _heard(room: Room, member: Member, command: p.Say, now: Circumstances) -> list[Sent]:
    """Held for the lead alone; the adults here learn only that somebody may need them."""
    held = p.MessageHeld(by=member.face, text=command.text, at=now.at, kinds=now.kinds, care=True)
    told = p.LeadTold(message=room.seq + 1, who=member.face, at=now.at, now=now.harm == 0)
    return [Sent(held, Audience.OWN, member.id), Sent(told, Audience.ADULTS)]


def _tell_lead(message: int, note: Note, now: datetime) -> list[Sent]:
    """What an adult keeps, or never got to, and may be a sign of harm."""
    if "harm" not in note.kinds:
        return []
    return [Sent(p.LeadTold(message=message, who=note.by, at=now), Audience.ADULTS)]


def closing(room: Room, now: datetime) -> list[Sent]:
    """How a room ends: whatever may be a sign of harm and still waits for somebody goes to the lead first."""
    waiting = [(number, note) for number, note in room.notes.items() if note.state == "held"]
    return [*(sent for number, note in waiting for sent in _tell_lead(number, note, now)), Sent(p.RoomClosed())]


@_leads(p.Say)
def _(room, member, command, now):
    if now.cover.text_off and not member.adult:
        raise Refused("text_off")
    said = {"by": member.face, "text": command.text, "at": now.at}
    if now.kinds or (room.chat == "held" and not member.adult):
        return [Sent(p.MessageHeld(**said, kinds=now.kinds), Audience.ONE, member.id)]
    return [Sent(p.MessagePosted(**said))]


@_leads(p.RaiseHand)
def _(room, member, command, now):
    return [] if _hand(room, member.id) else [Sent(p.HandRaised(by=member.face))]


@_leads(p.LowerHand)
def _(room, member, command, now):
    who = command.who or member.id
    if who != member.id and not member.adult:
        raise Refused("not_for_you")
    return [Sent(p.HandLowered(who=who))] if _hand(room, who) else []


@_leads(p.CallOn)
def _(room, member, command, now):
    if not _hand(room, command.who):
        raise Refused("no_hand")
    return [] if room.called == command.who else [Sent(p.HandCalled(who=command.who))]


@_leads(p.OpenPoll)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    if room.poll and not room.poll.closed:
        raise Refused("poll_running")
    if len(set(command.choices)) < len(command.choices):
        raise Refused("same_choices")
    return [Sent(p.PollOpened(question=command.question, choices=command.choices))]


@_leads(p.AnswerPoll)
def _(room, member, command, now):
    poll = _running(room, command.poll)
    if command.choice >= len(poll.choices):
        raise Refused("no_choice")
    if poll.answers.get(member.id) == command.choice:
        return []
    event = p.PollAnswered(poll=poll.id, who=member.id, choice=command.choice)
    return [Sent(event, Audience.OWN, member.id)]


@_leads(p.ClosePoll)
def _(room, member, command, now):
    return [_count(_running(room, command.poll))]


@_leads(p.Release)
def _(room, member, command, now):
    if command.message in room.with_lead:
        raise Refused("with_lead")
    note = _note(room, command.message, {"held", "kept"})
    if note.by.id == member.id:
        raise Refused("own")  # nobody passes their own words
    event = p.MessageReleased(message=command.message, by=note.by, text=note.text, at=note.at)
    return [Sent(event)]


@_leads(p.Refuse)
def _(room, member, command, now):
    if command.message in room.with_lead:
        raise Refused("with_lead")
    note = _note(room, command.message, {"held"})
    refused = Sent(p.MessageRefused(message=command.message), Audience.ONE, note.by.id)
    return [refused, *_tell_lead(command.message, note, now.at)]


@_leads(p.Remove)
def _(room, member, command, now):
    note = room.notes.get(command.message)
    if not member.adult and (note is None or note.by.id != member.id):
        raise Refused("not_for_you")  # the same for a message that is held and for none: numbers cannot be probed
    if note is None:
        raise Refused("gone")
    if note.state == "care" and note.by.id != member.id:
        raise Refused("with_lead")
    told = _tell_lead(command.message, note, now.at) if member.adult and note.state == "held" else []
    return [Sent(p.MessageRemoved(message=command.message)), *told]


@_leads(p.Pause)
def _(room, member, command, now):
    return [] if room.paused else [Sent(p.RoomPaused())]


@_leads(p.Resume)
def _(room, member, command, now):
    return [Sent(p.RoomResumed())] if room.paused else []


@_leads(p.SetChat)
def _(room, member, command, now):
    return [] if room.chat == command.mode else [Sent(p.ChatSet(mode=command.mode))]


@_leads(p.SetAgenda)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    return [] if room.agenda == command.text else [Sent(p.AgendaSet(text=command.text))]


@_leads(p.Expel)
def _(room, member, command, now):
    if command.who == member.id:
        raise Refused("own")
    if now.target is None:
        raise Refused("nobody")
    if command.who in room.out:
        return []
    # The lowered hand is for everybody; who had to leave is for the adults and the one concerned.
    lowered = [Sent(p.HandLowered(who=command.who))] if _hand(room, command.who) else []
    return [*lowered, Sent(p.PersonExpelled(who=now.target), Audience.ONE, command.who)]


@_leads(p.Readmit)
def _(room, member, command, now):
    if command.who not in room.out:
        return []
    return [Sent(p.PersonReadmitted(who=command.who), Audience.ONE, command.who)]


@_leads(p.CloseRoom)
def _(room, member, command, now):
    running = [_count(room.poll)] if room.poll and not room.poll.closed else []
    return [*running, *closing(room, now.at)]


def _hand(room: Room, who) -> bool:
    return any(face.id == who for face in room.hands)


def _running(room: Room, poll: int):
    if room.poll is None or room.poll.id != poll or room.poll.closed:
        raise Refused("poll_over")
    return room.poll


def _note(room: Room, message: int, states: set[str]) -> Note:
    note = room.notes.get(message)
    if note is None or note.state not in states:
        raise Refused("gone")
    return note


def _count(poll) -> Sent:
    counts = {str(number): 0 for number in range(len(poll.choices))}
    for choice in poll.answers.values():
        counts[str(choice)] += 1
    safe = shown(counts)
    return Sent(p.PollClosed(poll=poll.id, counts=tuple(safe[each] for each in counts)))
