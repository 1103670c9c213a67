"""The day of a session: who is expected, who is here, who has gone, and who may collect whom."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from activities.desk.models import Duty, Mark, PickUp
from activities.desk.states import Said
from activities.kinds import Kind
from activities.models import Activity, Place, Session
from activities.purposes import scope
from activities.states import PlaceState
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy import vault

BEFORE, BEHIND = timedelta(days=14), timedelta(days=14)
LONGEST = timedelta(days=31)  # no session takes longer


def sessions_of(person):
    """Sessions somebody may work with: of the activities they run, and those they are on duty at, who may have come to
    help from another office; from there nobody looks at them for longer than what is written afterwards takes."""
    if not person.is_authenticated or not person.is_staff:
        return Session.objects.none()
    run = Activity.objects.run_by(person).values("pk")
    return Session.objects.filter(Q(activity__in=run) | helped_at(person, at=timezone.now())).select_related(
        "activity__office"
    )


def helped_at(person, *, at: datetime) -> Q:
    """Sessions at which the person is or just was on duty, wherever their own office is."""
    duty = Duty.objects.live().filter(session=OuterRef("pk"), person=person)
    return Q(Exists(duty), ends_at__gt=at - BEHIND)


def near(person, *, at: datetime):
    """Those of two weeks around, soonest first, each with `adults`, whether it is `off` and whether it is `mine`."""
    duty = Duty.objects.live().filter(session=OuterRef("pk"), person=person)
    found = sessions_of(person).filter(ends_at__gt=at - BEHIND, starts_at__lt=at + BEFORE)
    found = found.filter(starts_at__gt=at - BEHIND - LONGEST)  # or all years are walked through
    on_duty = Duty.objects.live().filter(session=OuterRef("pk")).order_by().values("session")
    adults = Coalesce(Subquery(on_duty.annotate(n=Count("pk")).values("n")), 0)
    return found.annotate(adults=adults, mine=Exists(duty)).order_by("starts_at", "id")


@dataclass
class Row:
    """One child of the day: the line that counts now, and how many lines there are."""

    child: User
    age: int | None = None
    now: Mark | None = None
    lines: int = 0
    collectors: int = 0
    guest: bool = False

    @property
    def says(self) -> str:
        return self.now.says if self.now else ""


@dataclass
class Day:
    rows: list[Row] = field(default_factory=list)

    def counted(self, *says: str) -> int:
        return sum(row.says in says for row in self.rows)

    @property
    def here(self) -> int:
        return self.counted(Said.ARRIVED)

    @property
    def gone(self) -> int:
        return self.counted(Said.LEFT)

    @property
    def away(self) -> int:
        return self.counted(Said.EXCUSED, Said.MISSING)

    @property
    def open(self) -> int:
        return self.counted("")


def standing(marks: Iterable[Mark]) -> dict[UUID, Mark]:
    """The line that counts for each child. It follows from which lines there are, in whatever order they reached us.

    A line that another one replaces counts no more; of the rest the latest in the day counts.
    """
    marks = list(marks)
    replaced = {(mark.child_id, mark.replaces) for mark in marks if mark.replaces}
    found: dict[UUID, Mark] = {}
    for mark in sorted(marks, key=lambda each: (each.at, each.key)):
        if mark.says != Said.NOTHING and (mark.child_id, mark.key) not in replaced:
            found[mark.child_id] = mark
    return found


def day(session: Session) -> Day:
    """Everybody who holds a place and everybody about whom something was said; four queries."""
    places = list(Place.objects.held().filter(activity=session.activity_id).select_related("child"))
    rows = {place.child_id: Row(place.child, place.age_years) for place in sorted(places, key=lambda p: p.number)}
    marks = list(Mark.objects.filter(session=session).select_related("child"))
    for mark in marks:
        rows.setdefault(mark.child_id, Row(mark.child, guest=True)).lines += 1
    for child, mark in standing(marks).items():
        rows[child].now = mark
    listed = PickUp.objects.filter(child__in=list(rows), ended_at=None).values_list("child").annotate(n=Count("pk"))
    for child, count in listed:
        rows[child].collectors = count
    return Day(list(rows.values()))


def lines(session: Session, child: UUID) -> list[Mark]:
    """Every line about one child on that day, the last one noted first; `counts` on the one that does, `gone` on
    those that another replaced."""
    found = list(Mark.objects.filter(session=session, child=child).select_related("noted_by").order_by("-noted_at"))
    now, replaced = standing(found).get(child), {mark.replaces for mark in found}
    for mark in found:
        mark.counts, mark.gone = mark is now, mark.key in replaced or mark.says == Said.NOTHING
    return found


def belongs(child: UUID, session: Session, *, at: datetime) -> bool:
    """Whether something may be said of this child on that day: it has or had a place, or somebody spoke of it before,
    or it comes to a club that is open to it because home and the child said yes."""
    ever = Q(state=PlaceState.HELD) | Q(held_at__isnull=False)
    if Place.objects.filter(ever, activity=session.activity_id, child=child).exists():
        return True
    if Mark.objects.filter(session=session, child=child).exists():
        return True
    open_club = session.activity.kind == Kind.OPEN
    return open_club and bool(consent.may(child, Purpose.ACTIVITY, scope(session.activity), at=at))


def collectors(children: Iterable[UUID]) -> dict[UUID, list[dict]]:
    """Who may collect each child, in plain words: for the action that writes the look down, and for no page."""
    found = defaultdict(list)
    for row in PickUp.objects.filter(child__in=list(children), ended_at=None):
        found[row.child_id].append({"id": row.pk} | name_of_collector(row))
    return found


def collectors_by(person, child) -> list[PickUp]:
    """Whom this person put on the list; never what another guardian wrote (CON-9)."""
    rows = list(PickUp.objects.filter(child=child, made_by=person, ended_at=None))
    for row in rows:
        row.plain = name_of_collector(row)
    return rows


def name_of_collector(row: PickUp) -> dict:
    return json.loads(vault.unseal(row.sealed, key_id=row.key_id, bound_to=f"pick-up:{row.child_id}"))
