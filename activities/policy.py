"""Who may do what with an activity, as sentences."""

from datetime import datetime

from activities import registry
from activities.kinds import Priority
from activities.models import Activity
from activities.models.rows import where_working
from activities.states import State
from portal.accounts import queries as accounts
from portal.accounts.roles import Role


def works_on(person, activity: Activity) -> bool:
    """Works with groups at its office now."""
    return Activity.objects.run_by(person).filter(pk=activity.pk).exists()


def may_make(person, *, at: datetime) -> bool:
    return person.is_staff and _facilitates(person, at)


def may_change(person, activity: Activity, *, at: datetime) -> bool:
    return may_make(person, at=at) and works_on(person, activity)


def may_be_held_at(person, office, *, at: datetime) -> bool:
    """Works with groups there; nobody lays an activity before colleagues of another office."""
    return may_make(person, at=at) and office.pk in where_working(person, at=at)


def may_lead(person, activity: Activity, *, at: datetime) -> bool:
    """Works with groups at its office: nobody from elsewhere, or who has gone from there, meets its children."""
    return may_be_held_at(person, activity.office, at=at)


def may_read_risks(person, activity: Activity, *, at: datetime) -> bool:
    """Somebody who works with children, did not make the activity, nor wrote of its risks or in its plan (ETH-8)."""
    risks = activity.risks_writers.values_list("pk", flat=True)
    wrote = {activity.made_by_id}.union(risks, *(find(activity) for find in registry.authors))
    return person.pk not in wrote and may_change(person, activity, at=at)


def is_joinable(activity: Activity, *, at: datetime) -> bool:
    return activity.state == State.OPEN and activity.ends_at > at


def is_unsettled(activity: Activity) -> bool:
    """Names are or were collected, and nobody has been given a place yet."""
    return activity.priority != Priority.FIRST and activity.settled_at is None


def takes_names(activity: Activity, *, at: datetime) -> bool:
    return is_unsettled(activity) and at < activity.names_until


def may_be_settled(activity: Activity, *, at: datetime) -> bool:
    return is_joinable(activity, at=at) and is_unsettled(activity) and activity.names_until <= at


def _facilitates(person, at: datetime) -> bool:
    return any(accounts.has_role(person, role, at=at) for role in (Role.FACILITATOR, Role.SUPERVISOR))
