"""What the parts above hand over, so that judging never knows stories, pictures or rooms by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Part:
    """One field of what was written; findings point into `text` by `name`."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class Media:
    url: str
    alt: str


class Content(Protocol):
    """One kind of thing that is judged. Every method may be asked about a case whose author is gone."""

    label: str
    shown: bool = True  # False: only kept, because of harm; nobody says yes to it, the safeguarding lead closes it

    def helpers(self, case) -> Iterable[UUID]:
        """Adults who helped to write any revision of it; none of them judges it (MOD-6). Nobody, if not given."""

    def body(self, case) -> list[Part]:
        """The words of the revision under judgement (`case.revision`)."""

    def revision(self, case, revision_id) -> list[Part]:
        """The words of any one revision."""

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        """(op, text) with op "same", "gone" or "new" from revision `old` to revision `new`."""

    def media(self, case) -> list[Media]:
        """Pictures of the revision under judgement, by addresses a moderator may open."""

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        """A new revision with a pseudonym in place of a name; the child must say yes to it anew."""

    def on_decision(self, case, decision) -> None:
        """Told inside the deciding transaction."""


_contents: dict[str, Content] = {}


def register(kind: str, content: Content) -> None:
    _contents[kind] = content


def content(kind: str) -> Content:
    """Raises KeyError for a kind nobody registered: what cannot be shown to a judge cannot be judged."""
    return _contents[kind]


def kinds() -> dict[str, Content]:
    return dict(_contents)


def only_kept(kind: str) -> bool:
    return not getattr(_contents.get(kind), "shown", True)


def helpers(case) -> set[UUID]:
    """Everybody who helped to write it, as the case and its content know them."""
    content = _contents.get(case.kind)
    told = content.helpers(case) if hasattr(content, "helpers") else ()
    return {*told, *([case.helper_id] if case.helper_id else [])}
