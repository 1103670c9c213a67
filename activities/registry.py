"""What a part above lends the pages of activities: a picture, whose table stands higher than ours (`docs/adr/0006`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import get_language


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


Find = Callable[[Iterable[UUID]], dict[UUID, Picture]]
_finders: list[Find] = []


def lend_pictures(find: Find) -> None:
    """Called once, from `ready`. `find(activities)` answers in one query however many."""
    _finders[:] = [find]


def pictures_of(activities: Iterable[UUID]) -> dict[UUID, Picture]:
    found = list(activities)
    return _finders[0](found) if _finders and found else {}
