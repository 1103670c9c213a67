"""Who would receive words to a group now, and who reads what was sent."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from activities.desk.kinds import To
from activities.desk.models import Sending
from activities.desk.queries.days import day, sessions_of
from activities.desk.states import AFTER, EARLY, Said
from activities.models import Activity, Place, Session
from activities.purposes import scope
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Purpose

DAY = timedelta(days=1)
WRITTEN_TO = timedelta(days=60)  # so long after it is over a group is invited to see what came of it
FOR_A_GROUP, BY_ONE = 3, 10  # sendings a day: more is noise, or somebody's account in strange hands


def receivers(
    activity: Activity, to: str, *, at: datetime, session: Session | None = None
) -> dict[UUID, tuple[User, list[UUID]]]:
    """Person → the person and the children it is about: children with a place, or with `session` those who are here at
    it, whose every yes stands at this moment, and the adults who speak about activities for one of them."""
    children = _children(activity, session, at)
    allowed = consent.permitted([child.pk for child in children], Purpose.ACTIVITY, scope(activity), at=at)
    homes = consent.guardians_of_each_to_ask(allowed, Purpose.ACTIVITY, at=at) if to in (To.HOMES, To.BOTH) else {}
    found: dict[UUID, tuple[User, list[UUID]]] = {}
    for child in (child for child in children if child.pk in allowed):
        people = [child] if to in (To.CHILDREN, To.BOTH) else []
        people += homes.get(child.pk, [])
        for person in people:
            if person.is_active:
                found.setdefault(person.pk, (person, []))[1].append(child.pk)
    return found


def _children(activity: Activity, session: Session | None, at: datetime) -> list[User]:
    """Nobody is here at a session of another day: who was noted as gone by nobody is reached through it no more. And a
    yes to an activity is none to letters for years after it."""
    if session and not session.starts_at - EARLY <= at <= session.ends_at + AFTER:
        return []
    if at > activity.ends_at + WRITTEN_TO:
        return []
    if session:
        return [row.child for row in day(session).rows if row.says == Said.ARRIVED]
    places = Place.objects.held().filter(activity=activity).select_related("child").order_by("number")
    return [place.child for place in places]


def sent_lately(person, activity: Activity, *, at: datetime) -> bool:
    """Whether this group, or this colleague, has written enough for a day."""
    lately = Sending.objects.filter(made_at__gt=at - DAY, dropped_at=None)
    return lately.filter(activity=activity).count() >= FOR_A_GROUP or lately.filter(made_by=person).count() >= BY_ONE


def sendings_read_by(person, *, at: datetime):
    """Those of activities one runs and of the offices one supervises; the newest first."""
    run = Activity.objects.run_by(person).values("pk")
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    found = Sending.objects.select_related("activity", "session", "made_by", "released_by")
    if seen.everywhere:
        return found
    mine = Q(activity__in=run) | Q(session__in=sessions_of(person).values("pk"))
    return found.filter(mine | Q(activity__office__in=seen.offices))
