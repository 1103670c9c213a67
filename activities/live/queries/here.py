"""Who is in which room now. A gathering is a main room with its small groups; an adult counts in one room at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import DateTimeField, Q, UUIDField

from activities.live.models import Presence, Room
from activities.live.room import Cover
from portal.rows.prepared import Bound, BoundList, Prepared

ROOMS = BoundList("rooms", UUIDField())


def _chairs():
    """Those of the gatherings, and of their adults in whatever other room.

    Two halves, each by an index of its own: with "or" between them every chair of every room would be looked at.
    """
    now = Presence.objects.filter(until__gt=Bound("at", DateTimeField()))
    gathered = Room.objects.filter(Q(pk__among=ROOMS) | Q(parent__among=ROOMS))
    ours = now.filter(room__in=gathered.values("pk"))
    others = now.filter(adult=True, person__in=ours.filter(adult=True).values("person"))
    fields = ("room_id", "room__parent_id", "person_id", "adult", "looked", "since")
    return ours.values_list(*fields).union(others.values_list(*fields))


CHAIRS = Prepared(_chairs)


@dataclass(frozen=True)
class Seat:
    person: UUID
    adult: bool


@dataclass(frozen=True)
class Here:
    """Everybody in some gatherings: who sits in each room, and to which main room each belongs."""

    seats: dict[UUID, set[Seat]] = field(default_factory=dict)
    mains: dict[UUID, UUID] = field(default_factory=dict)

    def count(self, room: UUID) -> tuple[int, int]:
        """How many adults and children are in a room."""
        seats = self.seats.get(room, ())
        adults = sum(seat.adult for seat in seats)
        return adults, len(seats) - adults

    def inside(self, main: UUID) -> dict[UUID, tuple[int, int]]:
        """The same of each small room of a main one."""
        return {room: self.count(room) for room, its in self.mains.items() if its == main != room}

    def cover(self, room: UUID) -> Cover:
        main = self.mains.get(room, room)
        others = [each for each, its in self.mains.items() if its == main and each != room]
        elsewhere = sum(self.count(each)[0] for each in others)
        return Cover(*self.count(room), elsewhere, small=room != main)


@lru_cache(maxsize=20_000)
def _main(room: UUID) -> UUID:
    return Room.objects.values_list("parent", flat=True).get(pk=room) or room


def main_of(room: UUID) -> UUID | None:
    """The main room of this one's gathering; it never changes, so it is asked once. None for no room."""
    try:
        return _main(room)
    except Room.DoesNotExist:
        return None


def here(rooms: Iterable[UUID], *, at: datetime) -> Here:
    """Who is in these rooms and the others of their gatherings, whichever process they came through; one query.

    An adult with windows in two rooms, of whatever activity, is in the one they turned to last: two pages open on one
    screen are not two pairs of eyes (MOD-25).
    """
    mains = {room: main for room in rooms if (main := main_of(room))}
    chairs = CHAIRS(rooms=set(mains.values()), at=at)
    looks: dict[UUID, tuple[datetime, UUID]] = {}
    for room, _parent, person, adult, looked, since in chairs:
        if adult:
            looks[person] = max(looks.get(person, (looked or since, room)), (looked or since, room))
    found = Here({}, mains | {main: main for main in mains.values()})
    asked = set(mains.values())
    for room, parent, person, adult, _looked, _since in chairs:
        if (parent or room) in asked and (not adult or looks[person][1] == room):
            found.mains[room] = parent or room
            found.seats.setdefault(room, set()).add(Seat(person, adult))  # once, however many windows
    return found


def present(rooms: Iterable[UUID], *, at: datetime) -> dict[UUID, set[Seat]]:
    """Who is in each of these rooms now."""
    wanted = set(rooms)
    return {room: seats for room, seats in here(wanted, at=at).seats.items() if room in wanted}


def cover(room: UUID, *, at: datetime) -> Cover:
    return covers([room], at=at)[room]


def covers(rooms: Iterable[UUID], *, at: datetime) -> dict[UUID, Cover]:
    """How many adults and children are in each; one query."""
    rooms = list(rooms)
    around = here(rooms, at=at)
    return {room: around.cover(room) for room in rooms}
