"""A live room as plain rules: no Django, no sockets, no clock.

`decide` says what a command leads to or refuses it; `apply` folds one event into the room. A room as one person may
see it (`seen_by`) is a room again, so snapshot plus the events that person may read equals a fresh snapshot.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from activities.live import protocol as p
from activities.live.protocol import Audience, Face

ADULTS_AT_LEAST = 2
CHILDREN_PER_ADULT = 15
SMALLEST_COUNT = 11


class Refused(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """`code` is put into words for the person by `actions`."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Member:
    face: Face

    @property
    def id(self) -> UUID:
        return self.face.id

    @property
    def adult(self) -> bool:
        return self.face.adult


@dataclass(frozen=True)
class Cover:
    """How many are here now."""

    adults: int
    children: int

    @property
    def uncovered(self) -> bool:
        return self.adults < ADULTS_AT_LEAST

    @property
    def text_off(self) -> bool:
        return self.adults * CHILDREN_PER_ADULT < self.children


@dataclass(frozen=True)
class Note:
    """One message; `state` is posted, held, kept (an adult holds on to it, nobody else reads it), or care (the
    safeguarding lead does, and nobody in the room reads it)."""

    by: Face
    text: str
    at: datetime
    state: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Poll:
    id: int
    question: str
    choices: tuple[str, ...]
    answers: dict[UUID, int] = field(default_factory=dict)
    closed: bool = False
    counts: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Told:
    """That the safeguarding lead was told of somebody's message."""

    who: Face
    at: datetime
    now: bool


class Sent(NamedTuple):
    """An event and who may read it; `to` is the one person where the audience names one."""

    event: p.Message
    audience: Audience = Audience.ALL
    to: UUID | None = None

    def readable_by(self, member: Member) -> bool:
        return readable(self.audience, self.to, member.id, member.adult)


def readable(audience: str, to: UUID | None, person: UUID, adult: bool) -> bool:
    """The one rule of who reads what; anything unheard of is read by nobody."""
    if audience == Audience.ALL:
        return True
    if adult and audience in {Audience.ADULTS, Audience.ONE}:
        return True
    return audience in {Audience.ONE, Audience.OWN} and to == person


@dataclass(frozen=True)
class Room:
    seq: int = 0
    open: bool = False
    closed: bool = False
    paused: bool = False
    uncovered: bool = True  # nobody is here before somebody is
    text_off: bool = False
    chat: str = "held"
    agenda: str = ""
    hands: tuple[Face, ...] = ()
    called: UUID | None = None
    poll: Poll | None = None
    notes: dict[int, Note] = field(default_factory=dict)  # in the order they became readable
    with_lead: dict[int, Told] = field(default_factory=dict)
    out: dict[UUID, Face] = field(default_factory=dict)

    def seen_by(self, member: Member) -> "Room":
        """This room with everything left out that `member` may not know."""
        answers = self.poll.answers if self.poll else {}
        poll = self.poll and replace(self.poll, answers={k: v for k, v in answers.items() if k == member.id})
        notes = {k: note for k, note in self.notes.items() if _open_to(member, note)}
        if member.adult:
            return replace(self, poll=poll, notes=notes)
        out = {k: v for k, v in self.out.items() if k == member.id}
        return replace(self, poll=poll, notes=notes, with_lead={}, out=out)


def _open_to(member: Member, note: Note) -> bool:
    if note.state == "posted" or note.by.id == member.id:
        return True
    return member.adult and note.state != "care"


# --- Folding --------------------------------------------------------------------------------------------------

_folds: dict[type, Callable] = {}


def _folds_in(kind: type):
    def keep(function):
        _folds[kind] = function
        return function

    return keep


def apply(room: Room, seq: int, event: p.Message | None) -> Room:
    """The room after event number `seq`; None stands for an event this reader may not see."""
    if seq != room.seq + 1:
        raise ValueError(f"event {seq} after {room.seq}")
    changed = _folds[type(event)](room, seq, event) if event is not None else {}
    return replace(room, seq=seq, **changed)


@_folds_in(p.RoomOpened)
def _(room, seq, event):
    return {"open": True, "chat": event.chat, "agenda": event.agenda}


@_folds_in(p.MessagePosted)
def _(room, seq, event):
    return {"notes": room.notes | {seq: Note(event.by, event.text, event.at, "posted")}}


@_folds_in(p.MessageHeld)
def _(room, seq, event):
    return {
        "notes": room.notes | {seq: Note(event.by, event.text, event.at, "care" if event.care else "held", event.kinds)}
    }


@_folds_in(p.LeadTold)
def _(room, seq, event):
    return {"with_lead": room.with_lead | {event.message: Told(event.who, event.at, event.now)}}


@_folds_in(p.MessageReleased)
def _(room, seq, event):
    note = Note(event.by, event.text, event.at, "posted")
    # It takes its place at the end: for most readers it only now exists.
    return {"notes": _without(room.notes, event.message) | {event.message: note}}


@_folds_in(p.MessageRefused)
def _(room, seq, event):
    return {"notes": room.notes | {event.message: replace(room.notes[event.message], state="kept")}}


@_folds_in(p.MessageRemoved)
def _(room, seq, event):
    return {"notes": _without(room.notes, event.message)}


@_folds_in(p.HandRaised)
def _(room, seq, event):
    return {"hands": (*room.hands, event.by)}


@_folds_in(p.HandLowered)
def _(room, seq, event):
    return {
        "hands": tuple(face for face in room.hands if face.id != event.who),
        "called": None if room.called == event.who else room.called,
    }


@_folds_in(p.HandCalled)
def _(room, seq, event):
    return {"called": event.who}


@_folds_in(p.PollOpened)
def _(room, seq, event):
    return {"poll": Poll(seq, event.question, event.choices)}


@_folds_in(p.PollAnswered)
def _(room, seq, event):
    return {"poll": replace(room.poll, answers=room.poll.answers | {event.who: event.choice})}


@_folds_in(p.PollClosed)
def _(room, seq, event):
    return {"poll": replace(room.poll, closed=True, counts=event.counts)}


@_folds_in(p.RoomPaused)
def _(room, seq, event):
    return {"paused": True}


@_folds_in(p.RoomResumed)
def _(room, seq, event):
    return {"paused": False}


@_folds_in(p.ChatSet)
def _(room, seq, event):
    return {"chat": event.mode}


@_folds_in(p.AgendaSet)
def _(room, seq, event):
    return {"agenda": event.text}


@_folds_in(p.PersonExpelled)
def _(room, seq, event):
    return {"out": room.out | {event.who.id: event.who}}


@_folds_in(p.PersonReadmitted)
def _(room, seq, event):
    return {"out": _without(room.out, event.who)}


@_folds_in(p.CoverChanged)
def _(room, seq, event):
    return {"uncovered": event.uncovered, "text_off": event.text_off}


@_folds_in(p.RoomClosed)
def _(room, seq, event):
    return {"closed": True, "hands": (), "called": None}


def _without(table: dict, key) -> dict:
    return {each: value for each, value in table.items() if each != key}
