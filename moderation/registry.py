"""What the parts above hand over, so that judging never knows stories, pictures or rooms by name."""

from dataclasses import dataclass
from typing import Protocol


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
