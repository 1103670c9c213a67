"""Who each route is for, and what for; a route that has not said so stays shut (CON-20, SEC-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    CHILD = "child"
    GUARDIAN = "guardian"
    STAFF = "staff"
    PARTNER = "partner"


@dataclass(frozen=True)
class Declaration:
    audience: Audience
    purpose: str
    roles: frozenset = frozenset()


def route(audience: Audience, *, purpose: str, roles: Iterable = ()):
    """Marks a view function or a class-based view (decorate the class)."""

    def mark(view):
        view.declaration = Declaration(audience, purpose, frozenset(roles))
        return view

    return mark
