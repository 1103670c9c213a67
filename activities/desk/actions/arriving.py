"""Squares of children, noting who shows one, and a child's own word that it is here."""

import secrets
from datetime import datetime, timedelta
from uuid import uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import policy as activities
from activities.desk import policy, queries
from activities.desk.actions.days import note
from activities.desk.actions.refusals import AlreadySaid, NotThatDay, NotYours
from activities.desk.models import Badge, Hello, Mark
from activities.desk.states import Said
from activities.models import Activity, Place, Session
from portal.audit import log

KEPT = timedelta(days=30)


@transaction.atomic
def give_badge(*, by, child, activity: Activity, at: datetime, anew: bool = False) -> Badge:
    """The child's square of this activity, for the child itself or who runs it; the standing one comes back. With
    `anew` that one is stopped first: it was lost, or somebody photographed it. Raises NotYours, NotThatDay."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if by.pk != child.pk and not activities.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if activity.ends_at <= at or not Place.objects.held().filter(activity=activity, child=child).exists():
        raise NotThatDay(_("A square is for a child with a place, until the activity is over."))
    standing = queries.badge_of(child, activity)
    if standing and not anew:
        return standing
    if standing:
        standing.ended_at = at
        standing.save(update_fields=["ended_at"])
        log.write("badge.ended", by=by, subject=f"person:{child.pk}", at=at, badge=str(standing.pk))
    made = Badge.objects.create(activity=activity, child=child, code=secrets.token_urlsafe(16), made_at=at)
    log.write("badge.made", by=by, subject=f"person:{child.pk}", at=at, badge=str(made.pk))
    return made


@transaction.atomic
def give_badges(*, by, activity: Activity, at: datetime) -> list[Badge]:
    """Everybody with a place has a square afterwards."""
    places = Place.objects.held().filter(activity=activity).select_related("child").order_by("number")
    return [give_badge(by=by, child=place.child, activity=activity, at=at) for place in places]


@transaction.atomic
def greet(*, by, session: Session, child, at: datetime) -> Mark:
    """Notes that a child is here, whose square was read or who said so. Who is here already stays as noted, and of two
    taps on what one page showed one counts."""
    now = next((row.now for row in queries.day(session).rows if row.child.pk == child.pk), None)
    if now and now.says == Said.ARRIVED and policy.may_work_at(by, session, at=at):
        return now
    key = uuid5(session.pk, f"{child.pk}:{now.key if now else ''}")
    try:
        return note(by=by, session=session, child=child.pk, says=Said.ARRIVED, happened=at, key=key, at=at)
    except AlreadySaid:  # the same square was read twice at one moment
        return Mark.objects.get(session=session, key=key)


@transaction.atomic
def say_hello(*, by, session: Session, at: datetime) -> Hello:
    """The child's own word; it is no line of the day's list before an adult has seen it. Said again, it is one."""
    if not queries.is_on(session, at=at) or not queries.belongs(by.pk, session, at=at):
        raise NotThatDay(_("You are not on the list here. Tell a grown-up that you have come; that is fine."))
    said, new = Hello.objects.get_or_create(session=session, child=by, defaults={"said_at": at})
    if new:
        log.write("attendance.said", by=by, subject=f"session:{session.pk}", at=at)
    else:
        said.said_at = at
        said.save(update_fields=["said_at"])
    return said


def forget_arrivals(*, at: datetime) -> int:
    """Words at the door go a month after their session, squares a month after their activity; the day's list stays."""
    said = Hello.objects.filter(session__ends_at__lte=at - KEPT).delete()[0]
    return said + Badge.objects.filter(activity__ends_at__lte=at - KEPT).delete()[0]
