"""What a room is made of, and how much of it one person may see (`seen_by`), which is a room again."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from activities.live import protocol as p
from activities.live.protocol import Audience, Face, Step

ADULTS_AT_LEAST = 2
CHILDREN_PER_ADULT = 15
ASIDES = 50  # the last words among adults a page shows; older ones are in the log


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


# Reads what everybody may read and nothing else: a screen at a wall, and whoever writes the minutes afterwards.
NOBODY = Member(Face(id=UUID(int=0), name="", avatar="", adult=False))


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
    """One message; `state` is posted, held, kept (an adult holds on to it, nobody else reads it), returned (to its
    author, with words of an adult: `back`), or care (the safeguarding lead has it, and nobody in the room reads it)."""

    by: Face
    text: str
    at: datetime
    state: str
    kinds: tuple[str, ...] = ()
    back: "Aside | None" = None
    minutes: bool = False  # a line of the note-taker
    corrected: Face | None = None  # the adult who put it into other words


@dataclass(frozen=True)
class Aside:
    """Words of an adult that are not for everybody."""

    id: int
    by: Face
    text: str
    at: datetime | None = None


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
    """That the safeguarding lead was told of somebody's message; `own`: by an adult who called, whom alone it shows."""

    who: Face
    at: datetime
    now: bool
    own: bool = False


@dataclass(frozen=True)
class Since:
    """Somebody who waits to be let in, or for help; `seen` by the adult who answered."""

    face: Face
    at: datetime
    seen: Face | None = None
    number: int = 0  # of the event that said so


@dataclass(frozen=True)
class Rest:
    """A child whose words adults read first, until then."""

    face: Face
    until: datetime


@dataclass(frozen=True)
class Felt:
    face: Face
    feeling: str


@dataclass(frozen=True)
class Mood:
    id: int
    told: dict[UUID, Felt] = field(default_factory=dict)
    closed: bool = False
    counts: tuple[int | None, ...] = ()


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
    stage: str = ""  # prepared, lobby, open; before the room is made none of these
    lobby: bool = False  # what its adults are offered first, by the children's age
    closed: bool = False
    paused: bool = False
    uncovered: bool = True  # nobody is here before somebody is
    text_off: bool = False
    chat: str = "held"
    waiting: dict[UUID, Since] = field(default_factory=dict)
    admitted: frozenset[UUID] = frozenset()
    agenda: str = ""
    steps: tuple[Step, ...] = ()
    step: int = 0  # from 1; 0 before the first
    timer: datetime | None = None  # when it is over
    roles: dict[str, Face] = field(default_factory=dict)
    hands: tuple[Face, ...] = ()
    piece: Face | None = None  # who has the talking piece
    round: tuple[Face, ...] | None = None  # who is still to have it, while everybody has it once
    poll: Poll | None = None
    mood: Mood | None = None
    notes: dict[int, Note] = field(default_factory=dict)  # in the order they became readable
    with_lead: dict[int, Told] = field(default_factory=dict)
    out: dict[UUID, Face] = field(default_factory=dict)
    resting: dict[UUID, Rest] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()
    help: dict[UUID, Since] = field(default_factory=dict)
    screen: tuple[int, ...] = ()  # messages an adult put on the screen at the wall

    def lets_in(self, member: Member) -> bool:
        """Who was let in once comes back without waiting."""
        return member.adult or self.stage == "open" or member.id in self.admitted

    def has_role(self, role: str, member: Member) -> bool:
        return role in self.roles and self.roles[role].id == member.id

    def seen_by(self, member: Member) -> "Room":
        """This room with everything left out that `member` may not know."""
        answers = self.poll.answers if self.poll else {}
        poll = self.poll and replace(self.poll, answers={k: v for k, v in answers.items() if k == member.id})
        notes = {k: note for k, note in self.notes.items() if _open_to(member, note)}
        if member.adult:
            told = {k: each for k, each in self.with_lead.items() if not each.own or each.who.id == member.id}
            return replace(self, poll=poll, notes=notes, with_lead=told)

        def own(table: dict) -> dict:
            return {k: v for k, v in table.items() if k == member.id}

        mood = self.mood and replace(self.mood, told=own(self.mood.told))
        bare = {"poll": poll, "mood": mood, "notes": notes, "with_lead": {}, "waiting": {}, "aside": ()}
        mine = {name: own(getattr(self, name)) for name in ("out", "resting", "help")}
        return replace(self, **bare, **mine, admitted=self.admitted & {member.id})


def _open_to(member: Member, note: Note) -> bool:
    if note.state == "posted" or note.by.id == member.id:
        return True
    return member.adult and note.state != "care"
