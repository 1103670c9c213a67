"""What parts above know of an activity: who wrote of it elsewhere, and what still keeps it from opening."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hindrance:
    """`words`: a lazily translated sentence for those who lead; `url`: where it is put right."""

    words: object
    url: str


authors: list[Callable] = []  # each `find(activity)` → ids of people who do not read its risks, since they wrote of it
hindrances: list[Callable] = []  # each `find(activity)` → Hindrance or None, asked when it opens


def register(*, authors_of: Callable, hindrance_of: Callable) -> None:
    """Called from `ready` by a part that plans activities."""
    if authors_of not in authors:
        authors.append(authors_of)
        hindrances.append(hindrance_of)
