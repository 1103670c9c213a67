"""Waiting at the door: a child who comes before being let in, and what the adults hear of it."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from activities.live import broadcast, log, queries
from activities.live.actions.door import stands
from activities.live.actions.where import may_come
from activities.live.models import Room
from activities.live.protocol import Face
from activities.live.room import Member, apply, knocking
from activities.live.room import Room as RoomState
from activities.live.states import State


def at_the_door(*, by: UUID, room: UUID, at: datetime) -> tuple[Face, RoomState] | None:
    """Who waits, and the room as the rules know it; None for whoever need not wait or may not come at all.

    The adults are told once, however often the page asks.
    """
    row = queries.room_of(room)
    face = queries.member(row, by, at=at) if row and row.state == State.OPEN else None
    if face is None or row.parent_id:
        return None  # a small group has no door of its own
    state = log.current(room)
    if by in state.out or may_come(state, face):
        return None
    stands(by=by, room=room, at=at)
    if by not in state.waiting:
        state = _knock(room, face, at)
    return face, state


@transaction.atomic
def _knock(room: UUID, face: Face, at: datetime) -> RoomState:
    Room.objects.select_for_update().get(pk=room)
    state = log.current(room)
    events = knocking(state, Member(face), at)
    news = log.append(room, state.seq, events, author=None, client_id=None, at=at)
    transaction.on_commit(partial(broadcast.publish, room, news), robust=True)
    # Folded here and not read back: what is not committed yet must not be remembered as the room.
    for sent in events:
        state = apply(state, state.seq + 1, sent.event)
    return state
