"""Whom a list of names invites to an activity, and who has not answered yet."""

from collections.abc import Iterable
from datetime import datetime

from activities import queries as activities
from activities.desk.kinds import Outcome
from activities.desk.models import Invited
from activities.models import Activity, Place
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.privacy import queries as privacy


def invitable(activity: Activity, names: Iterable[str], *, at: datetime) -> list[tuple[Outcome, User | None]]:
    """What would come of each name. A child is found by its name here if the activity's office knows its family or it
    has taken part with that office; any other is as unknown as none."""
    found = accounts.children_named(names)
    children = {child.pk: child for child in found if child and child.is_active}
    homes, joined = consent.homes_of(children), activities.offices_of_each(children)
    ours = {pk for pk in children if homes.get(pk) == activity.office_id or activity.office_id in joined[pk]}
    ages = privacy.ages(ours, on=activities.day_that_counts(activity, at=at))
    known = set(Place.objects.standing().filter(activity=activity, child__in=ours).values_list("child", flat=True))
    known |= set(Invited.objects.filter(activity=activity, child__in=ours).values_list("child", flat=True))
    known |= activities.who_answered([children[pk] for pk in ours - known], activity, at=at)
    told, before = [], set()
    for child in found:
        pk = child.pk if child else None
        if pk not in ours:
            outcome = Outcome.UNKNOWN
        elif pk in before:
            outcome = Outcome.TWICE
        elif pk in known:
            outcome = Outcome.KNOWN
        else:
            age = ages[pk]
            fits = age is not None and activity.min_age <= age <= activity.max_age
            outcome = Outcome.NEW if fits else Outcome.AGE
        before.add(pk)
        told.append((outcome, child if pk in ours else None))
    return told


def invited_and_silent(activity: Activity) -> list[User]:
    """Who was invited and stands nowhere in it; two queries."""
    standing = Place.objects.standing().filter(activity=activity).values("child")
    rows = Invited.objects.filter(activity=activity).exclude(child__in=standing).select_related("child")
    return [row.child for row in rows]
