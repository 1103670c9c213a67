"""Lists that are turned page by page and end: nothing is counted, one row more than fits says whether there is more."""

from collections.abc import Callable
from dataclasses import dataclass

LAST = 10_000  # a larger number in an address is nobody who reads


@dataclass(frozen=True)
class Turn:
    """One page of a list: its rows, and the numbers of the pages before and after it (0 where there is none)."""

    rows: list
    before: int
    after: int


def number_in(request) -> int:
    """The page asked for; whatever is no number of a page is the first."""
    asked = request.GET.get("page", "1")
    return min(int(asked), LAST) if asked.isascii() and asked.isdigit() and int(asked) > 0 else 1


def turn(number: int, size: int, rows: Callable[[int, int], list]) -> Turn:
    """`rows(start, n)` fetches; it is asked for one more than is shown."""
    found = rows((number - 1) * size, size + 1)
    return Turn(found[:size], number - 1, number + 1 if len(found) > size else 0)
