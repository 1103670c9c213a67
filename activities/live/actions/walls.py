"""A screen at the wall, opened by an adult of the room: it is nobody's presence and no cover (MOD-25)."""

from datetime import datetime
from uuid import UUID

from activities.live import log, queries
from activities.live.room import NOBODY
from activities.live.room import Room as RoomState
from activities.live.states import State


def at_the_wall(*, by: UUID, room: UUID, at: datetime) -> RoomState | None:
    """The room as nobody in particular sees it, for an adult who may be in it now; None is a no without a reason."""
    row = queries.room_of(room)
    face = queries.member(row, by, at=at) if row and row.state == State.OPEN else None
    if face is None or not face.adult:
        return None
    state = log.current(room)
    return None if by in state.out else state.seen_by(NOBODY)
