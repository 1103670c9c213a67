"""Who asks something of the tables waits here, and goes with all who came meanwhile.

Nobody waits in order to be many: whoever comes alone is answered alone. Only while the tables are busy with others do
the next ones gather, and then one transaction answers them all. So a hearing that votes in one second costs a few
transactions, and the renewing of chairs never stands behind three hundred of them: its adults would count as gone, and
the room would pause over its own vote.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

MOST = 40  # answered at once; the last of them waits for all


class Queue:
    """Askings of one kind; `answer(askings)` answers some, in order, each with what it came to or with the
    exception it ended in."""

    def __init__(self, turns: asyncio.Semaphore, answer: Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]):
        self._turns, self._answer = turns, answer
        self._waiting: deque[tuple[Any, asyncio.Future]] = deque()
        self._working: asyncio.Task | None = None

    async def ask(self, asking: Any) -> Any:
        """Raises what `answer` raised, or the exception this asking was answered with."""
        answered = asyncio.get_running_loop().create_future()
        self._waiting.append((asking, answered))
        if self._working is None:
            self._working = asyncio.ensure_future(self._work())
        return await answered

    async def _work(self) -> None:
        try:
            while self._waiting:
                async with self._turns:
                    some = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
                    await self._settle(some)
        finally:
            self._working = None

    async def _settle(self, some: Sequence[tuple[Any, asyncio.Future]]) -> None:
        try:
            answers = await self._answer([asking for asking, _answered in some])
        except Exception as fault:
            answers = [fault] * len(some)
        for (_asking, answered), answer in zip(some, answers, strict=True):
            if answered.done():
                continue  # their page has gone meanwhile
            if isinstance(answer, Exception):
                answered.set_exception(answer)
            else:
                answered.set_result(answer)
