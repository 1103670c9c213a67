"""Who stands at the door of a room still: their page asks again every few seconds, and who asks no more has gone.

Kept with the limits and tickets, since it is of the moment: what is lost of it, the next question brings back.
"""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from activities.live import broadcast, log
from activities.live.models import Room
from activities.live.room import going

DOOR_LASTS = timedelta(seconds=30)
KEPT = 600  # seconds, so that a clock passed in may run ahead of the real one


def stands(*, by: UUID, room: UUID, at: datetime) -> None:
    """Asked again at the door."""
    cache.set(_key(room, by), at, KEPT)


def tend(*, room: UUID, at: datetime) -> None:
    """Takes from the adults' list whom nobody has seen at the door for a while; costs nothing where nobody waits."""
    if not _gone(log.current(room), room, at):
        return
    with transaction.atomic():
        Room.objects.select_for_update().get(pk=room)
        state = log.current(room)
        news = log.append(room, state.seq, going(state, _gone(state, room, at)), author=None, client_id=None, at=at)
        transaction.on_commit(partial(broadcast.publish, room, news), robust=True)


def _gone(state, room: UUID, at: datetime) -> list[UUID]:
    if not state.waiting or state.closed:
        return []
    keys = {who: _key(room, who) for who in state.waiting}
    seen = cache.get_many(keys.values())
    last = {who: max(seen.get(key, state.waiting[who].at), state.waiting[who].at) for who, key in keys.items()}
    return [who for who, when in last.items() if at - when > DOOR_LASTS]


def _key(room: UUID, person: UUID) -> str:
    return f"live.door.{room.hex}.{person.hex}"
