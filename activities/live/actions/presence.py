"""Who is here: kept in a small table, renewed every few seconds, so that it is true in every process and runs out by
itself when a phone, a socket or a whole process is lost (MOD-25: the room pauses within ten seconds)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from activities.live import broadcast, log, queries
from activities.live.actions.chairs import ADULT_LASTS, CHILD_LASTS, Taking, at_most_three, sit
from activities.live.actions.door import tend
from activities.live.actions.where import admitted
from activities.live.models import Presence, Room
from activities.live.protocol import Face, News
from activities.live.room import Room as RoomState
from activities.live.room import weigh as weighed
from activities.live.states import State

PAGE_LASTS = timedelta(seconds=9)  # somebody without a socket asks again every few seconds
TAIL = 500  # missed events; beyond that a fresh snapshot is shorter


@dataclass(frozen=True)
class Entrance:
    """What somebody sees on coming in: a whole room, or what they missed."""

    face: Face
    epoch: int
    seq: int
    room: RoomState | None
    tail: tuple[News, ...] = ()
    at: datetime | None = None  # by our clock, so that all pages count down together


@dataclass(frozen=True)
class Coming:
    """A window that wants in. `looking`: the page is the one in front of them, and not one that came back by itself
    behind another; `epoch` and `since`: of which log, and up to which number, it knows the room."""

    by: UUID
    epoch: int = -1
    since: int = 0
    looking: bool = True


def enter_all(*, room: UUID, place: UUID, coming: Sequence[Coming], at: datetime) -> list[Entrance | None]:
    """Checks everything of everybody anew, gives them chairs, and reads what to show them; None is a no without a
    reason. A class that comes in together is as many queries as one child."""
    row = queries.room_of(room)
    if row is None or row.state != State.OPEN:
        return [None] * len(coming)
    faces = queries.members(row, {each.by for each in coming}, at=at)
    main = log.current(row.main)
    inside = {person: face for person, face in faces.items() if admitted(row, face, main)}
    if not inside:
        return [None] * len(coming)
    state = log.current(room)
    with transaction.atomic():
        takings = [Taking.by_socket(inside[each.by], looking=each.looking) for each in coming if each.by in inside]
        sit(room, place, takings, at=at)
        at_most_three(room, inside, at=at)
    return [
        _entrance(row, inside[each.by], state, each.epoch, each.since, at) if each.by in inside else None
        for each in coming
    ]


def be_here(
    *, by: UUID, room: UUID, epoch: int = -1, since: int = 0, looking: bool = True, at: datetime
) -> Entrance | None:
    """The same for somebody who comes page by page: reading it counts as being here for a few seconds."""
    row = queries.room_of(room)
    face = queries.member(row, by, at=at) if row else None
    if face is None:
        return None
    if not admitted(row, face):
        return None
    state = log.current(room)
    if row.state == State.OPEN:
        sit(room, room, [Taking(face, PAGE_LASTS, 0, looking)], at=at)
        weigh(room=room, at=at)
        if face.adult:
            tend(room=room, at=at)
        state = log.current(room)
    return _entrance(row, face, state, epoch, since, at)


def _entrance(row: Room, face: Face, state: RoomState, epoch: int, since: int, at: datetime) -> Entrance:
    if epoch == row.epoch and 0 < since <= state.seq and state.seq - since <= TAIL:
        return Entrance(face, row.epoch, state.seq, None, tuple(log.tail(row.pk, after=since, limit=TAIL)), at)
    return Entrance(face, row.epoch, state.seq, state, at=at)


def look(*, by: UUID, room: UUID, place: UUID, at: datetime) -> None:
    """Somebody turned to their window in this room, and so away from those in others."""
    Presence.objects.filter(room=room, person=by, place=place, until__gt=at).update(looked=at)


def leave(*, by: UUID, room: UUID, place: UUID, sockets: int) -> None:
    """A window closed; `sockets` is how many this process still has for that person."""
    chairs = Presence.objects.filter(room=room, person=by, place=place)
    chairs.update(sockets=sockets) if sockets else chairs.delete()


def refresh(*, place: UUID, here: dict[UUID, set[UUID]], at: datetime) -> None:
    """Renews the chairs of those who have a window in this process, in all its rooms at once; in a room it has no more,
    nobody stays because they sit in another."""
    chairs = Presence.objects.filter(place=place, room__in=here, person__in=set().union(*here.values()))
    chairs.filter(adult=True).update(until=at + ADULT_LASTS)
    # A child's chair lasts long enough to leave it alone most of the time.
    chairs.filter(adult=False, until__lt=at + CHILD_LASTS / 2).update(until=at + CHILD_LASTS)


def stand_up(*, place: UUID, here: dict[UUID, set[UUID]]) -> dict[UUID, set[UUID]]:
    """Takes away the chairs of this process whose people have no window here any more, closed or silent; says who
    has a window but no chair."""
    kept = list(Presence.objects.filter(place=place, room__in=here).values_list("pk", "room_id", "person_id"))
    empty = [pk for pk, room, person in kept if person not in here[room]]
    if empty:
        Presence.objects.filter(pk__in=empty).delete()
    standing = {room: set(people) for room, people in here.items()}
    for _pk, room, person in kept:
        standing[room].discard(person)
    return {room: people for room, people in standing.items() if people}


def sit_again(*, room: UUID, people: Iterable[UUID], place: UUID, at: datetime) -> None:
    """Gives a chair back to those who lost it while the tables could not be reached; nobody else has one by waiting
    on the doorstep."""
    row = queries.room_of(room)
    if row is None or row.state != State.OPEN:
        return
    faces = queries.members(row, people, at=at).values()
    sit(room, place, [Taking.by_socket(face, looking=False) for face in faces if admitted(row, face)], at=at)


@transaction.atomic
def weigh(*, room: UUID, at: datetime) -> bool:
    """Tells everybody when there are too few adults, or enough again; says whether it had to."""
    told = log.current(room)
    cover = queries.cover(room, at=at)
    if not weighed(told, cover):
        return False
    Room.objects.select_for_update().get(pk=room)
    state = log.current(room)
    events = weighed(state, queries.cover(room, at=at))
    if not events:
        return False
    news = log.append(room, state.seq, events, author=None, client_id=None, at=at)
    transaction.on_commit(partial(broadcast.publish, room, news), robust=True)
    return True


def clear(*, at: datetime) -> None:
    """Takes away chairs long empty."""
    Presence.objects.filter(until__lt=at - timedelta(minutes=5)).delete()
