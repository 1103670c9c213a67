"""One look at the tables for all rooms of a process: renews chairs, counts who is here, checks who may stay."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from activities.live import log, queries
from activities.live.actions import refresh, sit_again, stand_up, weigh
from activities.live.protocol import Face
from activities.live.queries import Seat
from activities.live.room import weigh as weighed

SHOWN = 60  # faces told to a page; a room of children has fifteen


@dataclass
class Found:
    seats: frozenset[Seat]
    faces: list[Face] | None = None  # only when somebody came or went
    gone: set[UUID] = field(default_factory=set)
    signed_out: set[str] = field(default_factory=set)
    head: int = 0


def survey(
    place: UUID,
    here: dict[UUID, set[UUID]],
    logins: dict[UUID, set[str]],
    told: dict[UUID, frozenset[Seat] | None],
    *,
    walls: dict[UUID, set[UUID]] | None = None,
    at: datetime,
) -> dict[UUID, Found]:
    """`here` is who has a window in this process, `told` is who the process last told its sockets were here. `logins`
    names the rooms in which everybody's permission is checked this time, with the sessions behind their sockets;
    `walls` says whose screens hang there, who need be nowhere in the room and may be so all the same.

    Its queries do not grow with the number of rooms in which nothing happens: all share one connection with those who
    write, and what a look takes everybody waits for.
    """
    refresh(place=place, here=here, at=at)
    standing = stand_up(place=place, here=here)
    for room in standing.keys() & logins.keys():
        sit_again(room=room, people=standing[room], place=place, at=at)
    present = queries.present(here, at=at)
    found = {}
    for room in here:
        seats = frozenset(present.get(room, ()))
        found[room] = Found(seats)
        if seats != told.get(room):
            weigh(room=room, at=at)
            found[room].faces = queries.faces([seat.person for seat in seats], limit=SHOWN)
    if logins:
        _check(found, {room: here[room] | (walls or {}).get(room, set()) for room in logins}, logins, at)
    return found


def _check(found: dict[UUID, Found], here: dict[UUID, set[UUID]], logins: dict[UUID, set[str]], at: datetime) -> None:
    """Who may not stay, and whether the log says what the chairs say."""
    rooms, heads = queries.rooms_of(here), queries.heads(here)
    allowed = queries.members_of({row: here[room] for room, row in rooms.items()}, at=at)
    alive = queries.still_signed_in(set().union(*logins.values()), at=at)
    for room, each in ((room, found[room]) for room in here):
        each.head = heads.get(room, 0)
        state = log.current_at(room, each.head)
        each.gone = here[room] - (allowed.get(room, {}).keys() - state.out)
        each.signed_out = logins[room] - alive
        if weighed(state, queries.cover_of(each.seats)):
            weigh(room=room, at=at)
