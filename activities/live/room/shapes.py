"""What a room is made of, and how much of it one person may see (`seen_by`), which is a room again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from activities.live import protocol as p
from activities.live.protocol import Audience, Face, Step
from activities.live.room.ideas import Board, Collection
from activities.live.room.polls import Poll
from activities.live.room.shelf import Shelf

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
    """How many are here now, and how many adults in the other rooms of the same gathering: its main room and groups."""

    adults: int
    children: int
    elsewhere: int = 0
    small: bool = False  # a small group: who comes by in turns covers it, but nobody writes there before two have come

    @property
    def uncovered(self) -> bool:
        return (not self.gathered) if self.small else self.adults < ADULTS_AT_LEAST

    @property
    def gathered(self) -> bool:
        return self.adults + self.elsewhere >= ADULTS_AT_LEAST

    @property
    def unwatched(self) -> bool:
        """A group with no adult, or one: no words at all, so that no child is alone with one adult (SAF-10)."""
        return self.small and self.adults < ADULTS_AT_LEAST

    @property
    def text_off(self) -> bool:
        return self.unwatched or self.adults * CHILDREN_PER_ADULT < self.children


@dataclass(frozen=True)
class Note:
    """One message; `state` is posted, held, kept (an adult holds on to it, nobody else reads it), returned (to its
    author, with words of an adult: `back`), care (the safeguarding lead has it, and nobody in the room reads it), or
    given (a word of a collection, which all read without its author). `into`: the collection or board it was put into.
    """

    by: Face
    text: str
    at: datetime
    state: str
    kinds: tuple[str, ...] = ()
    back: "Aside | None" = None
    into: int = 0
    group: int = 0  # on a board; 0: none yet
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


@dataclass(frozen=True)
class Placed:
    face: Face
    group: int


@dataclass(frozen=True)
class Groups:
    """Who is in which small group, as the main room's log says; while they are not open it is a plan."""

    planned: int = 0
    placed: dict[UUID, Placed] = field(default_factory=dict)
    rooms: tuple[UUID, ...] = ()  # of the last opening
    ends_at: datetime | None = None
    open: bool = False

    @property
    def many(self) -> int:
        return len(self.rooms) if self.open else self.planned

    def room_of(self, person: UUID) -> UUID | None:
        """The small room this person is in, or nothing: the main room."""
        return self.rooms[self.placed[person].group - 1] if self.open and person in self.placed else None

    def due(self, at: datetime) -> bool:
        return self.open and self.ends_at <= at


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
    round_at: datetime | None = None  # when the last one began
    poll: Poll | None = None
    mood: Mood | None = None
    words: Collection | None = None  # what is collected, or was last
    collections: frozenset[int] = frozenset()  # all there were: a word of an earlier one is still nobody's in public
    board: Board | None = None
    notes: Mapping[int, Note] = field(default_factory=Shelf)  # in the order they became readable
    with_lead: dict[int, Told] = field(default_factory=dict)
    out: dict[UUID, Face] = field(default_factory=dict)
    resting: dict[UUID, Rest] = field(default_factory=dict)
    aside: tuple[Aside, ...] = ()
    help: dict[UUID, Since] = field(default_factory=dict)
    group: int = 0  # which small group this is; 0: a main room
    groups: Groups = Groups()
    screen: tuple[int, ...] = ()  # messages an adult put on the screen at the wall

    def lets_in(self, member: Member) -> bool:
        """Who was let in once comes back without waiting."""
        return member.adult or self.stage == "open" or member.id in self.admitted

    def has_role(self, role: str, member: Member) -> bool:
        return role in self.roles and self.roles[role].id == member.id

    def seen_by(self, member: Member) -> "Room":
        """This room with everything left out that `member` may not know."""
        poll = self.poll and self.poll.seen_by(member.id)
        notes = {k: note for k, note in self.notes.items() if _open_to(member, note)}
        if member.adult:
            told = {k: each for k, each in self.with_lead.items() if not each.own or each.who.id == member.id}
            return replace(self, poll=poll, notes=notes, with_lead=told)

        def own(table: dict) -> dict:
            return {k: v for k, v in table.items() if k == member.id}

        mood = self.mood and replace(self.mood, told=own(self.mood.told))
        groups = replace(self.groups, planned=0, placed=own(self.groups.placed))
        bare = {
            "groups": groups,
            "poll": poll,
            "mood": mood,
            "notes": notes,
            "with_lead": {},
            "waiting": {},
            "aside": (),
        }
        mine = {name: own(getattr(self, name)) for name in ("out", "resting", "help")}
        return replace(self, **bare, **mine, admitted=self.admitted & {member.id})


def _open_to(member: Member, note: Note) -> bool:
    if note.state == "posted" or note.by.id == member.id:
        return True
    return member.adult and note.state != "care"
