"""What an activity hears from consent, and from accounts when somebody leaves."""

from uuid import UUID

from activities import actions
from activities.models import Activity, Place
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.consent.purposes import Purpose
from portal.notices.actions import tell


def consent_given(sender, child: UUID, purpose, scope: str, at, **kwargs):
    for place in _places(child, purpose, scope):
        actions.arrive(child=place.child, activity=place.activity, at=at)


def consent_withdrawn(sender, child: UUID, purpose, scope: str, at, **kwargs):
    for place in _places(child, purpose, scope):
        actions.depart(child=place.child, activity=place.activity, at=at)


def left(sender, person: UUID, by, at, **kwargs):
    """Supervisors of the office hear which activities need somebody, so that no child stands before a shut door."""
    for activity in actions.release_leads(by=by, person=person, at=at):
        for boss in accounts.staff_with(Role.SUPERVISOR, at=at, office=activity.office_id):
            tell(person=boss, kind="activities.no_lead", at=at, name=activity.label, roster=str(activity.pk))


def _places(child: UUID, purpose, scope: str) -> list[Place]:
    kind, _, key = scope.partition(":")
    if purpose != Purpose.ACTIVITY or kind != "activity":
        return []
    activity = Activity.objects.filter(pk=key)
    return list(Place.objects.standing().filter(child_id=child, activity__in=activity).select_related("child"))
