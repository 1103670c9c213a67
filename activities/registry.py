"""What parts above put on a child's page of its group; filled at start-up, so that nothing here knows them."""

from collections.abc import Callable

# child, activity → (words, address) of what waits for this child there, or None
waiting: list[Callable[[object, object], tuple[str, str] | None]] = []


def register(asks: Callable[[object, object], tuple[str, str] | None]) -> None:
    waiting.append(asks)
