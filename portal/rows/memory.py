"""What one GET may remember of the rows it has read; nothing outlives it, and whatever writes forgets all.

Kept are rows, never a decision: each is decided anew at its own second. Actions, tasks and sockets run outside a GET
and so read the database every time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Memory:
    def __init__(self, name: str):
        self._kept: ContextVar[dict | None] = ContextVar(name, default=None)

    @contextmanager
    def remembering(self) -> Iterator[None]:
        token = self._kept.set({})
        try:
            yield
        finally:
            self._kept.reset(token)

    def remembered(self) -> dict | None:
        """None where nothing may be remembered."""
        return self._kept.get()

    def forget(self) -> None:
        kept = self._kept.get()
        if kept is not None:
            kept.clear()
