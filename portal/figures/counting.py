"""Counts that may be shown: no small number, and none that the shown ones and their total give away."""

from collections.abc import Iterable


def shown(counts: dict[str, int], k: int = 11) -> dict[str, int | None]:
    """The same keys, with None where a number under `k` is, or where one must hide to keep such a number hidden.

    Zero is a small number too. A single hidden cell could be computed from the total, and two that sum to less
    than `k` would themselves be a small number; so the smallest of the others hide with them, ties together.
    That nothing hidden can be worked out, even by a reader who knows these rules, is tested exhaustively.
    """
    rising = sorted(counts, key=lambda name: counts[name])
    small = sum(count < k for count in counts.values())
    hidden = small
    while 0 < hidden < len(rising) and not _safe([counts[name] for name in rising], small, hidden, k):
        hidden += 1
    hides = set(rising[:hidden])
    return {name: None if name in hides else count for name, count in counts.items()}


def apart(count: int, others: Iterable[int], k: int = 11) -> bool:
    """Whether a total may stand beside others of the same people: what is left when one is taken from another is
    nobody, or no small number."""
    return all(other == count or abs(other - count) >= k for other in others)


def kept_apart(totals: dict, beside: Iterable[int] = (), k: int = 11) -> set:
    """Keys of the totals that may be shown beside each other and beside what is shown already; the greatest first."""
    told, found = list(beside), set()
    for name in sorted(totals, key=lambda each: -totals[each]):
        if totals[name] >= k and apart(totals[name], told, k):
            told.append(totals[name])
            found.add(name)
    return found


def _safe(rising: list[int], small: int, hidden: int, k: int) -> bool:
    together = sum(rising[:hidden])
    if hidden == small:
        # All at their largest, k − 1, would be known from their sum.
        return small > 1 and k <= together < small * (k - 1)
    return together >= k and rising[hidden - 1] < rising[hidden]
