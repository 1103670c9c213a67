"""One look at the tables for all rooms of a process: renews chairs, counts who is here, checks who may stay."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from activities.live import log, queries
from activities.live.actions import refresh, sit_again, stand_up, weigh
from activities.live.protocol import Face
from activities.live.queries import Seat

SHOWN = 60  # faces told to a page; a room of children has fifteen


@dataclass(frozen=True)
class Found:
    seats: frozenset[Seat]
    faces: list[Face] | None = None  # only when somebody came or went
    gone: set[UUID] = field(default_factory=set)
    signed_out: set[str] = field(default_factory=set)
    head: int = 0


def survey(
    place: UUID,
    here: dict[UUID, set[UUID]],
    logins: dict[UUID, set[str]] | None,
    told: dict[UUID, frozenset[Seat] | None],
    *,
    at: datetime,
) -> dict[UUID, Found]:
    """`here` is who has a window in this process, `logins` is given when everybody's permission is to be checked,
    `told` is who the process last told its sockets were here."""
    refresh(place=place, people=set().union(*here.values()), at=at)
    standing = stand_up(place=place, here=here)
    for room, people in standing.items() if logins is not None else ():
        sit_again(room=room, people=people, place=place, at=at)
    present = queries.present(here, at=at)
    heads = queries.heads(here) if logins is not None else {}
    found = {}
    for room in here:
        seats = frozenset(present.get(room, ()))
        changed = seats != told.get(room)
        if changed or logins is not None:
            weigh(room=room, at=at)
        found[room] = Found(
            seats,
            queries.faces([seat.person for seat in seats], limit=SHOWN) if changed else None,
            *(_unwelcome(room, here[room], logins[room], at) if logins is not None else ()),
            head=heads.get(room, 0),
        )
    return found


def _unwelcome(room: UUID, here: set[UUID], logins: set[str], at: datetime) -> tuple[set, set]:
    row = queries.room_of(room)
    allowed = set(queries.members(row, here, at=at)) - set(log.current(room).out) if row else set()
    return here - allowed, logins - queries.still_signed_in(logins, at=at)
