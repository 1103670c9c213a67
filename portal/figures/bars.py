"""A chart of bars that needs no script: how long each is, and none for a number that must not be told."""

from collections.abc import Iterable
from dataclasses import dataclass

WIDTH = 100  # units of the drawing; the page makes it as wide as there is room


@dataclass(frozen=True)
class Bar:
    """`count` None: hidden; its bar is an empty frame, so that nothing can be measured."""

    label: str
    count: int | None
    width: float


def bars(rows: Iterable[tuple[str, int | None]]) -> list[Bar]:
    """The longest fills the drawing; all hidden ones look alike."""
    rows = list(rows)
    most = max((count for _label, count in rows if count), default=0)
    return [Bar(label, count, round(WIDTH * count / most, 1) if count else 0) for label, count in rows]
