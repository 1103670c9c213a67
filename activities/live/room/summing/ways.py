"""The story of a room as anybody may tell it, and how each section takes from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
    """Words that stand in a summary, under the number they have in the room."""

    number: int
    by: Face
    text: str


@dataclass(frozen=True)
class Figure:
    """A question and what came of it; None where a number must not be told."""

    number: int
    question: str
    rows: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Section:
    """`title` is a msgid: the page that shows it translates it."""

    name: str
    title: str
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
_sections: dict[str, tuple[str, Gather]] = {}


def gettext_noop(words: str) -> str:
    """Marks a title for the catalogues; this floor knows no languages."""
    return words


def section(name: str, title: str):
    def keep(gather: Gather) -> Gather:
        _sections[name] = (title, gather)
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
    for name, (title, gather) in _sections.items():
        items = list(gather(told))
        lines = tuple(each for each in items if isinstance(each, Line) and each.text and each.by.name)
        figures = tuple(each for each in items if isinstance(each, Figure) and each.question)
        if lines or figures:
            found.append(Section(name, title, lines, figures))
    return found
