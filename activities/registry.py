"""What parts above put on a child's page of its group and on the desk's page of a session; filled at start-up, so that
nothing here knows them."""

from collections.abc import Callable

# child, activity → (words, address) of what waits for this child there, or None
waiting: list[Callable[[object, object], tuple[str, str] | None]] = []
# session → (words, address) of what else can be done with it
at_session: list[Callable[[object], tuple[str, str]]] = []


def register_at_session(asks: Callable[[object], tuple[str, str]]) -> None:
    at_session.append(asks)


def register(asks: Callable[[object, object], tuple[str, str] | None]) -> None:
    waiting.append(asks)
