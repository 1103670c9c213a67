"""One look at the tables for all rooms of a process: renews chairs, counts who is here, checks who may stay."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from activities.live import log, queries
from activities.live.actions import end_groups, moved, refresh, sit_again, stand_up, tend, weigh
from activities.live.protocol import Face
from activities.live.queries import Seat
from activities.live.room import weigh as weighed

SHOWN = 60  # faces told to a page; a room of children has fifteen


@dataclass
class Found:
    seats: frozenset[Seat]
    faces: list[Face] | None = None  # only when somebody came or went
    gone: set[UUID] = field(default_factory=set)
    moved: set[UUID] = field(default_factory=set)  # in another room of the gathering now
    signed_out: set[str] = field(default_factory=set)
    head: int = 0
    groups: dict[UUID, tuple[int, int]] = field(default_factory=dict)


def survey(
    place: UUID,
    here: dict[UUID, set[UUID]],
    logins: dict[UUID, set[str]],
    told: dict[UUID, frozenset[Seat] | None],
    *,
    coming: dict[UUID, set[UUID]] | None = None,
    walls: dict[UUID, set[UUID]] | None = None,
    at: datetime,
) -> dict[UUID, Found]:
    """`here` is who has a window in this process, `coming` who of them is not let in yet and makes a chair of their
    own, `told` is who the process last told its sockets were here. `logins` names the rooms in which everybody's
    permission is checked this time, with the sessions behind their sockets; `walls` says whose screens hang there, who
    need be nowhere in the room and may be so all the same.

    Its queries do not grow with the number of rooms in which nothing happens: all share one connection with those who
    write, and what a look takes everybody waits for.
    """
    refresh(place=place, here=here, at=at)
    standing = stand_up(place=place, here=here)
    for room in standing.keys() & logins.keys():
        # A chair given to who is just coming in would count their window twice, and close it for one too many.
        sit_again(room=room, people=standing[room] - (coming or {}).get(room, set()), place=place, at=at)
    around = queries.here(here, at=at)
    found = {}
    for room in here:
        seats = frozenset(around.seats.get(room, ()))
        found[room] = Found(seats, groups=around.inside(room))
        if seats != told.get(room):
            weigh(room=room, at=at)
            found[room].faces = queries.faces([seat.person for seat in seats], limit=SHOWN)
    if logins:
        _check(found, {room: here[room] | (walls or {}).get(room, set()) for room in logins}, logins, around, at)
    return found


def _check(
    found: dict[UUID, Found],
    here: dict[UUID, set[UUID]],
    logins: dict[UUID, set[str]],
    around: queries.Here,
    at: datetime,
) -> None:
    """Who may not stay, and whether the log says what the chairs say."""
    rooms = queries.rooms_of(here)
    heads = queries.heads({row.main for row in rooms.values()} | rooms.keys())
    mains = {main: log.current_at(main, heads.get(main, 0)) for main in {row.main for row in rooms.values()}}
    allowed = queries.members_of({row: here[room] for room, row in rooms.items()}, at=at)
    alive = queries.still_signed_in(set().union(*logins.values()), at=at)
    for room, each in ((room, found[room]) for room in here):
        each.head = heads.get(room, 0)
        each.signed_out = logins[room] - alive
        each.gone = here[room] - allowed.get(room, {}).keys()
        if room not in rooms:
            continue
        main = mains[rooms[room].main]
        each.gone |= here[room] & main.out.keys()
        faces = allowed.get(room, {}).values()
        each.moved = {face.id for face in faces if moved(rooms[room], face.id, main, adult=face.adult)} - each.gone
        state = log.current_at(room, each.head)
        if weighed(state, around.cover(room)):
            weigh(room=room, at=at)
        if state.waiting:
            tend(room=room, at=at)
    for room, main in mains.items():
        if main.groups.due(at):
            end_groups(room=room, at=at)
