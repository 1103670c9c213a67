"""What parts above tell the vault: who may ask, allow and break; what they keep of a person; what else they seal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from portal.rows.memory import Memory


@dataclass(frozen=True)
class HandedIn:
    """By whom and when papers were handed in: that is a guardian's leave to compare them."""

    by: UUID
    at: datetime


@dataclass(frozen=True)
class Hat:
    """In which role and for which office somebody looks; a family reads these."""

    role: str = ""
    office: UUID | None = None


class House(Protocol):
    """Asked at every step and never remembered, since rights end that second.

    Two questions are about people: of these, whose identity may this colleague ask to open, and about whom do they
    decide? An office has no business with another's families (decisions: Offices).
    """

    def asks_about(self, colleague, persons: Iterable[UUID], *, at: datetime) -> set[UUID]: ...
    def decides_about(self, colleague, persons: Iterable[UUID], *, at: datetime) -> set[UUID]: ...
    def may_break(self, colleague, *, at: datetime) -> bool: ...
    def handed_in(self, worker, *, person: UUID, about: UUID, at: datetime) -> HandedIn | None: ...
    def hat(self, person, *, at: datetime) -> Hat: ...


class Nobody:
    """Until somebody says who may, nobody may."""

    def asks_about(self, colleague, persons, *, at):
        return set()

    decides_about = asks_about

    def may_break(self, colleague, *, at):
        return False

    def handed_in(self, worker, *, person, about, at):
        return None

    def hat(self, person, *, at):
        return Hat()


house: list[House] = [Nobody()]


def settle(found: House) -> None:
    """Called once, from the part that knows roles and links."""
    house[:] = [found]


# --- a leave that stands for a while


@dataclass(frozen=True)
class Standing:
    """Leave that somebody else gave beforehand to know what helps one person: an adult whom a colleague put on duty at
    a session may look during it. `about` is what it is for; it opens notes and contacts, never a name."""

    about: UUID
    given_by: UUID
    given_at: datetime
    until: datetime
    why: str


standing: list[Callable] = []  # each `find(worker, persons, at)` → {person: Standing}, asked at every look


def register_standing(find: Callable) -> None:
    """Called from `ready` by a part that knows who is on duty where."""
    if find not in standing:
        standing.append(find)


# --- what is kept of a person

HOME, OWN = "home", "own"


@dataclass(frozen=True)
class Kept:
    """One table of a part: whose a row is (`of`: a lookup from the row to the person), and who of a family may see it.

    `shown`: "home" is the child and the guardians; "own" the child alone (drafts, private words, messages), not even
    counted for others. `mine` names who said it: everybody sees only their own rows, so that neither parent learns of
    the other (CON-9). `rows(person, reader)` stands in for both where that is not enough. `read(row)` stands in for
    `fields` where a row is sealed. `erase`: whether the rows go when a wish to erase is granted; `emptied`: the part's
    own `erase` takes their words away, and what is left of the row says nothing; if neither, `why`.
    """

    model: str
    of: str
    kind: object  # lazily translated
    fields: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    shown: str = HOME
    mine: str = ""
    rows: Callable | None = None
    read: Callable | None = None
    erase: bool = False
    emptied: bool = False
    why: object = ""


kept: dict[str, list[Kept]] = {}
leaves: dict[str, str] = {}  # a table that names a person and is neither counted nor copied → why
erasers: dict[str, Callable] = {}  # part → what it does besides deleting rows: `erase(by=, person=, at=)`


def register(part: str, *tables: Kept, leave: dict[str, str] | None = None, erase: Callable | None = None) -> None:
    """Called from a part's `AppConfig.ready`, so that no table about a person is forgotten (PRI-5)."""
    kept[part] = list(tables)
    leaves.update(leave or {})
    if erase:
        erasers[part] = erase


# --- what one page may remember

births = Memory("births_memory")  # person → the sealed row by which `queries.ages` tells an age; never a date


# --- what else is sealed with the vault's keys


@dataclass(frozen=True)
class Sealed:
    """Rows of another part that name a key: `rows(key_id)` still sealed with another than that key; `reseal(row)`."""

    name: str
    rows: Callable[[str], QuerySet] = field(repr=False)
    reseal: Callable[[object], None] = field(repr=False)


sealed: dict[str, Sealed] = {}


def register_sealed(name: str, *, rows: Callable[[str], QuerySet], reseal: Callable[[object], None]) -> None:
    """Called from `ready` by every part that calls `vault.seal`, so that an old key may leave one day (SEC-41)."""
    sealed[name] = Sealed(name, rows, reseal)
