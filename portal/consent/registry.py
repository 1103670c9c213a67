"""What one GET may remember of the answers it has read; nothing outlives it, and whatever writes forgets all.

Kept are the rows, never a decision: each is decided anew at its own second. Actions, tasks and sockets run outside a
GET and so read the database every time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_memory: ContextVar[dict | None] = ContextVar("consent_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def remembered() -> dict | None:
    """Rows by (child, purpose, scope); None where nothing may be remembered."""
    return _memory.get()


def forget() -> None:
    kept = _memory.get()
    if kept is not None:
        kept.clear()
