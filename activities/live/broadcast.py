"""News between processes: the only module here that touches the channel layer.

A process is one member of a room's group, however many sockets it holds. Group names are made of random ids only.
"""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict
from uuid import UUID

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from activities.live.protocol import News

log = logging.getLogger(__name__)
PATIENCE = 1.0  # seconds that telling may take
SILENCE = 2.0  # after it failed, nothing is tried for so long
_silent_until = 0.0
EVERY_PROCESS = "live.processes"


def _group(room: UUID) -> str:
    return f"live.room.{room.hex}"


def publish(room: UUID, news: Iterable[News]) -> None:
    """Tells every process what was added; call it on commit. What gets lost is found again by number."""
    packed = [asdict(each) | {"to": each.to and each.to.hex} for each in news]
    _send(_group(room), {"type": "live.news", "room": room.hex, "news": packed})


def expel(person: UUID, code: int, *, room: UUID | None = None) -> None:
    """Closes this person's sockets in every process, in one room or in all."""
    _send(EVERY_PROCESS, {"type": "live.expel", "person": person.hex, "room": room and room.hex, "code": int(code)})


def shut(room: UUID, code: int) -> None:
    """Closes every socket of a room in every process."""
    _send(_group(room), {"type": "live.shut", "room": room.hex, "code": int(code)})


def rewritten(rooms: Iterable[UUID]) -> None:
    """Words were taken out of the logs of these rooms: every process forgets them and shows its readers the room anew.
    Every process hears it, also one without a window there: it may remember the room all the same."""
    for room in rooms:
        _send(EVERY_PROCESS, {"type": "live.rewritten", "room": room.hex})


def make_way(person: UUID, *, room: UUID, place: UUID) -> None:
    """Asks one process to close that person's oldest window."""
    _send(EVERY_PROCESS, {"type": "live.make_way", "person": person.hex, "room": room.hex, "place": place.hex})


def look_again(person: UUID) -> None:
    """Asks every process to check at once whether this person may still be where they are."""
    _send(EVERY_PROCESS, {"type": "live.look_again", "person": person.hex})


def _send(group: str, message: dict) -> None:
    async_to_sync(_sent)(group, message)


async def _sent(group: str, message: dict) -> None:
    """Nobody waits for a channel layer that does not answer: left to itself Redis' client tries again for many seconds,
    and with it all who want the same thread. What was not told is found by its number, and who may not stay by the
    next look."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        await asyncio.wait_for(get_channel_layer().group_send(group, message), PATIENCE)
    except Exception:
        _silent_until = time.monotonic() + SILENCE
        log.error("news of a room could not be told", exc_info=False)


def unpacked(message: dict) -> list[News]:
    return [News(**(each | {"to": each["to"] and UUID(each["to"])})) for each in message["news"]]


class Ear:
    """One channel for a whole process; `hear(message)` is called for each piece of news, in order."""

    def __init__(self, hear: Callable[[dict], None]):
        self._hear = hear
        self._layer = get_channel_layer()
        self._task = None

    async def start(self) -> None:
        self._channel = await self._layer.new_channel("live")
        await self._layer.group_add(EVERY_PROCESS, self._channel)
        self._task = asyncio.ensure_future(self._listen())

    async def _listen(self) -> None:
        while True:
            message = await self._layer.receive(self._channel)
            try:
                self._hear(message)
            except Exception:
                # One piece of news that cannot be read must not make a whole process deaf.
                log.error("news of a room was not understood", exc_info=False)

    async def join(self, room: UUID) -> None:
        await self._layer.group_add(_group(room), self._channel)

    async def leave(self, room: UUID) -> None:
        await self._layer.group_discard(_group(room), self._channel)

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._layer.group_discard(EVERY_PROCESS, self._channel)
