"""What parts above add to a child's group: the offices it holds there, and what is going on."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One line on the page of a group: `words`, where it leads, and the name of an icon."""

    words: str
    address: str
    icon: str = "hand"


ways: list[Callable] = []


def register(find: Callable) -> None:
    """`find(person, activity, at)` → ways; called from `ready` by a part that stands above."""
    if find not in ways:
        ways.append(find)


def ways_of(person, activity, *, at) -> list[Way]:
    return [way for find in ways for way in find(person, activity, at)]
