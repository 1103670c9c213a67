"""Chairs: a row for each person in a room and each process they came through, good until a moment soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from activities.live import broadcast
from activities.live.models import Presence
from activities.live.protocol import Face

ADULT_LASTS = timedelta(seconds=5)
CHILD_LASTS = timedelta(seconds=30)
SOCKETS = 3
LONG_AGO = timedelta(days=1)  # whoever only sits there counts in a room they turned to, if there is one


@dataclass
class Taking:
    """Somebody who sits down, with how many more windows, and whether they look at one."""

    face: Face
    lasts: timedelta
    sockets: int
    looking: bool

    @classmethod
    def by_socket(cls, face: Face, *, looking: bool) -> "Taking":
        return cls(face, ADULT_LASTS if face.adult else CHILD_LASTS, 1, looking)


def sit(room: UUID, place: UUID, takings: Iterable[Taking], *, at: datetime) -> None:
    """Two queries, however many sit down."""
    wanted = _by_person(takings)
    if not wanted:
        return
    kept = {
        chair.person_id: chair for chair in Presence.objects.filter(room=room, place=place, person__in=wanted.keys())
    }
    rows = [_chair(room, place, taking, kept.get(person), at) for person, taking in wanted.items()]
    Presence.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["room", "person", "place"],
        update_fields=["sockets", "looked", "until"],
    )


def _by_person(takings: Iterable[Taking]) -> dict[UUID, Taking]:
    wanted: dict[UUID, Taking] = {}
    for each in takings:
        if before := wanted.get(each.face.id):
            each = Taking(each.face, each.lasts, before.sockets + each.sockets, before.looking or each.looking)
        wanted[each.face.id] = each
    return wanted


def _chair(room: UUID, place: UUID, taking: Taking, kept: Presence | None, at: datetime) -> Presence:
    there = kept.sockets if kept and kept.until > at else 0
    looked = at if taking.looking else (kept.looked if kept else at - LONG_AGO)
    return Presence(
        room_id=room,
        person_id=taking.face.id,
        place=place,
        adult=taking.face.adult,
        sockets=there + taking.sockets,
        since=at,
        looked=looked,
        until=at + taking.lasts,
    )


def at_most_three(room: UUID, people: Iterable[UUID], *, at: datetime) -> None:
    """A fourth window closes the oldest: a phone that lost its network must not lock its owner out."""
    chairs = Presence.objects.filter(room=room, person__in=list(people), until__gt=at, sockets__gt=0)
    of: dict[UUID, list[UUID]] = {}
    for person, place, sockets in chairs.order_by("since").values_list("person", "place", "sockets"):
        of.setdefault(person, []).extend([place] * sockets)
    for person, places in of.items():
        for place in places[: max(0, len(places) - SOCKETS)]:
            transaction.on_commit(partial(broadcast.make_way, person, room=room, place=place), robust=True)
