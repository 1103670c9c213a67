"""Fillers: each part hands over one that makes many rows at once, so that growth can be measured."""

from collections.abc import Callable

fillers: dict[str, Callable[[int], None]] = {}


def register(name: str, filler: Callable[[int], None]) -> None:
    """`filler(n)` adds n rows in bulk; called from a part's `AppConfig.ready`."""
    fillers[name] = filler
