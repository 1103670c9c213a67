"""Tickets: the page has checked everything and hands out a word that opens one socket, once, within seconds.

A socket cannot be asked for a second look at its cookies, and cookies alone would let any page of the world open one.
The ticket is a random word; what it stands for stays here.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.core.cache import cache

SECONDS = 30


@dataclass(frozen=True)
class Ticket:
    person: UUID
    room: UUID
    login: str  # the session behind it: when that ends, the socket ends
    language: str
    wall: bool = False  # for a screen at the wall: it reads what everybody may read, and says nothing
    names: bool = False


def issue_ticket(*, by, room: UUID, login: str, language: str) -> str:
    return _kept(Ticket(by.pk, room, login, language))


def issue_wall_ticket(*, by, room: UUID, login: str, language: str, names: bool) -> str:
    """Opens one screen at the wall, and no window; the other kind opens no screen."""
    return _kept(Ticket(by.pk, room, login, language, wall=True, names=names))


def _kept(ticket: Ticket) -> str:
    word = secrets.token_urlsafe(24)
    cache.set(_key(word), asdict(ticket), SECONDS)
    return word


@dataclass(frozen=True)
class Shown:
    """The word somebody shows at a door."""

    word: str
    room: UUID
    wall: bool = False


def use_tickets(shown: Sequence[Shown]) -> list[Ticket | None]:
    """Each ticket, for the first who asks, if it is for this room, and of the kind that is asked for."""
    kept = cache.get_many({_key(each.word) for each in shown if 0 < len(each.word) <= 64})
    return [_used(each, kept.get(_key(each.word))) for each in shown]


def _used(shown: Shown, kept: dict | None) -> Ticket | None:
    # Of two who read it at once, only one deletes it.
    if kept is None or not cache.delete(_key(shown.word)):
        return None
    if kept["wall"] != shown.wall:
        return None
    return Ticket(**kept) if kept["room"] == shown.room else None


def _key(word: str) -> str:
    return f"live.ticket.{word}"
