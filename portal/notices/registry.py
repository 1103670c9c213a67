"""The kinds of messages that parts hand over at start-up: their words, in both languages, and where they lead."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    subject: object  # lazy translated; may hold {placeholders} filled from the message's params
    body: object
    url: Callable


kinds: dict[str, Words] = {}


def register(kind: str, *, subject, body, url: Callable = lambda message: "") -> None:
    """Adds a kind of message; called from a part's `AppConfig.ready`. `url(message)` gives the address it leads to."""
    kinds[kind] = Words(subject, body, url)
