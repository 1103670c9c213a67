"""What parts above know of an activity: ways on the pages of a group and of a session, who planned it, what keeps it
from opening, and a picture for its pages, whose table stands higher than ours (`docs/adr/0006`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language


@dataclass(frozen=True)
class Way:
    """One line on the page of a group: `words`, where it leads, and the name of an icon."""

    words: str
    address: str
    icon: str = "hand"
    waits: bool = False  # the child is asked something; shown above everything else


@dataclass(frozen=True)
class Said:
    """Somebody's own words in a group, as they stand there."""

    activity: object
    words: str


@dataclass(frozen=True)
class Hindrance:
    """`words`: a lazily translated sentence for those who lead; `url`: where it is put right."""

    words: object
    url: str


@dataclass(frozen=True)
class Picture:
    """Addresses of two sizes, the width and height of the larger, and what it shows in both languages."""

    card: str
    large: str
    width: int
    height: int
    alt_zh: str
    alt_en: str

    @property
    def alt(self) -> str:
        return self.alt_en if (get_language() or "").startswith("en") else self.alt_zh


ways: list[Callable] = []  # each `find(person, activity, at)` → ways
authors: list[Callable] = []  # each `find(activity)` → ids of people who do not read its risks, since they wrote of it
at_session: list[Callable] = []  # each `find(session)` → a Way for those who work there
hindrances: list[Callable] = []  # each `find(activity)` → Hindrance or None, asked when it opens
onwards: list[Callable] = []  # each `find(person)` → a Way for own words; its address takes their `source` by POST
sayings: dict[str, Callable] = {}  # by kind of source: `find(person, key)` → Said, or None for whatever is not theirs
Find = Callable[[Iterable[UUID]], dict[UUID, Picture]]
pictures: list[Find] = []


def register(
    *,
    ways_of: Callable | None = None,
    way_at_session: Callable | None = None,
    authors_of: Callable | None = None,
    hindrance_of: Callable | None = None,
    onward_of: Callable | None = None,
) -> None:
    """Called from `ready` by a part that stands above."""
    told = ((ways, ways_of), (at_session, way_at_session), (authors, authors_of), (hindrances, hindrance_of))
    told += ((onwards, onward_of),)
    for known, find in told:
        if find and find not in known:
            known.append(find)


def ways_of(person, activity, *, at) -> list[Way]:
    return [way for find in ways for way in find(person, activity, at)]


def tell_own_words(kind: str, find: Callable) -> None:
    """Called once, from `ready`, by a part in which children say something."""
    sayings[kind] = find


def own_words(person, source: str) -> Said | None:
    """The words `source` ("kind:key") names, for the one who said them and nobody else."""
    kind, _gap, key = source.partition(":")
    return sayings[kind](person, key) if kind in sayings else None


def onward_of(person) -> list[Way]:
    return [find(person) for find in onwards]


def lend_pictures(find: Find) -> None:
    """Called once, from `ready`. `find(activities)` answers in one query however many."""
    pictures[:] = [find]


def pictures_of(activities: Iterable[UUID]) -> dict[UUID, Picture]:
    found = list(activities)
    return pictures[0](found) if pictures and found else {}
