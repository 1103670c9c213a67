"""In which room of a gathering somebody belongs at this moment: the main room's log says it, and nothing else does."""

from datetime import datetime
from uuid import UUID

from activities.live import log
from activities.live.models import Room
from activities.live.protocol import Face
from activities.live.room import Member
from activities.live.room import Room as RoomState


def may_come(state: RoomState, face: Face) -> bool:
    """Whom the room's own rules let in, of those who belong to it."""
    return face.id not in state.out and state.lets_in(Member(face))


def admitted(row: Room, face: Face, main: RoomState | None = None) -> bool:
    """Whether this is the room they belong in. Who had to leave the main room, or waits at its door, is in no group."""
    main = main or log.current(row.main)
    return may_come(main, face) and not moved(row, face.id, main, adult=face.adult)


def moved(row: Room, person: UUID, main: RoomState, *, adult: bool) -> bool:
    """Whether a child is in another room of the gathering now. An adult may look into each."""
    if adult:
        return False
    return (main.groups.room_of(person) or row.main) != row.pk


def belongs(row: Room, person, *, turned: bool = False) -> UUID:
    """The room whose page to show. `turned`: an adult is taken along to the group they were assigned to, once."""
    main = log.current(row.main)
    group = main.groups.room_of(person.pk)
    if not person.is_staff:
        return group or row.main
    if row.parent_id is None:
        return group if group and turned else row.pk
    over = not main.closed and (not main.groups.open or row.pk not in main.groups.rooms)
    return row.main if over else row.pk


def is_due(row: Room, at: datetime) -> bool:
    return log.current(row.main).groups.due(at)
