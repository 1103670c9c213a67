"""The story of a room as anybody may tell it, and how each section takes from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from activities.live import protocol as p
from activities.live.protocol import Audience, Face
from activities.live.room.folding import apply
from activities.live.room.shapes import NOBODY, Room


@dataclass(frozen=True)
class Story:
    """`room`: as nobody in particular sees it in the end; `events`: what everybody could read, with number and time."""

    room: Room
    events: tuple[tuple[int, datetime, p.Message], ...]


@dataclass(frozen=True)
class Line:
    """Words that stand in a summary, under the number they have in the room. `by` is None where the room tells nobody
    whose they are."""

    number: int
    by: Face | None
    text: str
    into: int = 0  # the collection it was given to

    @property
    def told(self) -> bool:
        """Whether it still has words, and its author a name: what was erased has neither."""
        return bool(self.text) and (self.by is None or bool(self.by.name))


@dataclass(frozen=True)
class Figure:
    """A question and what came of it; None where a number must not be told. `by`: whose words each row is, where rows
    are ideas of the group."""

    number: int
    question: str
    rows: tuple[tuple[str, int | None], ...]
    by: tuple[Face, ...] = ()

    def with_words_of(self, people) -> "Figure":
        """With the rows alone that stand for words of these."""
        if not self.by:
            return self
        kept = [(row, who) for row, who in zip(self.rows, self.by, strict=True) if who.id in people]
        return replace(self, rows=tuple(row for row, _who in kept), by=tuple(who for _row, who in kept))


@dataclass(frozen=True)
class Section:
    """What it is called, `content.SECTIONS` says: this floor knows no languages."""

    name: str
    lines: tuple[Line, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def numbers(self) -> set[int]:
        return {each.number for each in (*self.lines, *self.figures)}


@dataclass(frozen=True)
class Course:
    """When each step was gone through, and who had which role, each once and in order."""

    began: datetime | None
    ended: datetime | None
    steps: tuple[tuple[str, datetime], ...]
    roles: tuple[tuple[str, Face], ...]


Gather = Callable[[Story], Iterable[Line | Figure]]
SECTIONS: dict[str, Gather] = {}


def section(name: str):
    def keep(gather: Gather) -> Gather:
        SECTIONS[name] = gather
        return gather

    return keep


def story(entries: Iterable[tuple[int, str, datetime, p.Message]]) -> Story:
    """`entries`: number, audience, time and event of a whole log. Whatever was not for everybody is as if it were not
    there: nothing held, kept, given back, withheld for care or said among adults can come into a summary (SAF-6)."""
    room, told = Room().seen_by(NOBODY), []
    for number, audience, at, event in entries:
        heard = event if audience == Audience.ALL else None
        room = apply(room, number, heard)
        if heard is not None:
            told.append((number, at, heard))
    return Story(room, tuple(told))


def sections(told: Story) -> list[Section]:
    """Those of which there is something to tell. What was erased has no words any more and is not in them (PRI-6)."""
    found = []
    for name, gather in SECTIONS.items():
        items = list(gather(told))
        lines = tuple(each for each in items if isinstance(each, Line) and each.told)
        figures = tuple(each for each in items if isinstance(each, Figure) and each.question and each.rows)
        if lines or figures:
            found.append(Section(name, lines, figures))
    return found
