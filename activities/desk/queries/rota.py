"""Which adults work at a session, whether they are enough, and who might come instead."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.db.models import Exists, OuterRef

from activities.desk.models import Duty, Mark
from activities.desk.states import Said
from activities.models import Place, Session
from activities.states import State
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.notices.models import Message
from portal.privacy.registry import Standing

ADULTS_AT_LEAST, CHILDREN_PER_ADULT = 2, 15  # as in a live room (MOD-25)
AROUND = timedelta(hours=2)  # how long before and after a session its adults may look at what helps a child


def adults_needed(children: int) -> int:
    return max(ADULTS_AT_LEAST, ceil(children / CHILDREN_PER_ADULT))


def children_held(session: Session) -> int:
    return Place.objects.held().filter(activity=session.activity_id).count()


def duties(session: Session) -> list[Duty]:
    """Each with `in_date`: whether vetting and training last until the session is over; two queries."""
    found = list(Duty.objects.live().filter(session=session).select_related("person").order_by("set_at", "pk"))
    people = [duty.person_id for duty in found]
    good = accounts.staff_with(Role.FACILITATOR, at=session.ends_at).filter(pk__in=people)
    in_date = set(good.values_list("pk", flat=True))
    for duty in found:
        duty.in_date = duty.person_id in in_date
    return found


def on_duty(person, session: Session) -> Duty | None:
    return Duty.objects.live().filter(session=session, person=person).first()


def busy(session: Session):
    """Duties at other sessions that overlap this one and take place."""
    at_once = {"session__starts_at__lt": session.ends_at, "session__ends_at__gt": session.starts_at}
    found = Duty.objects.live().filter(**at_once, session__cancelled_at=None)
    return found.exclude(session=session)


def can_serve(person, session: Session, *, at: datetime) -> bool:
    """Facilitator, with vetting and training in date now and until the session is over (SAF-8, ETH-7)."""
    moments = (at, max(at, session.ends_at))
    return all(accounts.has_role(person, Role.FACILITATOR, at=moment) for moment in moments)


def may_be_asked(session: Session, *, at: datetime) -> list:
    """Colleagues of the office who can serve and are on duty neither there nor elsewhere at that time, by name."""
    there = Duty.objects.live().filter(session=session).values("person")
    elsewhere = busy(session).values("person")
    now = accounts.staff_with(Role.FACILITATOR, at=at, office=session.activity.office_id)
    then = accounts.staff_with(Role.FACILITATOR, at=max(at, session.ends_at)).values("pk")
    return list(now.filter(pk__in=then).exclude(pk__in=there).exclude(pk__in=elsewhere).order_by("pseudonym", "pk"))


def uncovered(sessions, *, at: datetime, within: timedelta) -> list[tuple[Session, int, int]]:
    """Of these the coming ones without enough adults: (session, adults in date, adults needed); four queries.

    Whose vetting or training ends before the session is over is not counted.
    """
    coming = sessions.filter(
        starts_at__gt=at, starts_at__lte=at + within, activity__state=State.OPEN, cancelled_at=None
    )
    rows = list(coming.order_by("starts_at", "pk"))
    children, adults = _held([row.activity_id for row in rows]), _in_date(rows)
    found = [(row, adults.get(row.pk, 0), adults_needed(children.get(row.activity_id, 0))) for row in rows]
    return [each for each in found if each[1] < each[2]]


def leaves_of(worker, persons: Iterable[UUID], at: datetime) -> dict[UUID, Standing]:
    """The leave to know what helps each of these children, from two hours before a session to two hours after it: for
    an adult in date whom somebody else put on duty there, about those who hold a place and those whose coming was noted
    (PRI-4). A line that says anything else is no leave."""
    if not accounts.has_role(worker, Role.FACILITATOR, at=at):
        return {}
    around = {"session__starts_at__lte": at + AROUND, "session__ends_at__gt": at - AROUND}
    mine = Duty.objects.live().filter(person=worker, session__cancelled_at=None, **around).exclude(set_by=worker)
    there = list(mine.select_related("session").order_by("session__starts_at", "pk"))
    sessions = [duty.session for duty in there]
    held = Place.objects.held().filter(activity__in=[each.activity_id for each in sessions], child__in=persons)
    known = set(held.values_list("activity", "child")) | _came(sessions, persons)
    found: dict[UUID, Standing] = {}
    for duty in there:
        until = duty.session.ends_at + AROUND
        leave = Standing(duty.session_id, duty.set_by_id, duty.set_at, until, "session")
        for person in persons:
            if {(duty.session_id, person), (duty.session.activity_id, person)} & known:
                found.setdefault(person, leave)
    return found


def _came(sessions: Iterable[Session], persons: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """(session, child) where the child's coming was noted and no other line stands for it."""
    instead = Mark.objects.filter(session=OuterRef("session"), child=OuterRef("child"), replaces=OuterRef("key"))
    came = Mark.objects.filter(~Exists(instead), session__in=sessions, child__in=persons, says=Said.ARRIVED)
    return set(came.values_list("session", "child"))


def was_warned(person, session: Session) -> bool:
    return Message.objects.filter(person=person, kind="desk.uncovered", params__session=str(session.pk)).exists()


def _held(activities: Iterable[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for activity in Place.objects.held().filter(activity__in=list(activities)).values_list("activity", flat=True):
        found[activity] = found.get(activity, 0) + 1
    return found


def _in_date(sessions: list[Session]) -> dict[UUID, int]:
    ends = max((row.ends_at for row in sessions), default=None)
    if ends is None:
        return {}
    good = accounts.staff_with(Role.FACILITATOR, at=ends).values("pk")
    found: dict[UUID, int] = {}
    for session in Duty.objects.live().filter(session__in=sessions, person__in=good).values_list("session", flat=True):
        found[session] = found.get(session, 0) + 1
    return found
