"""What an activity hears from consent."""

from uuid import UUID

from activities import actions
from activities.models import Activity, Place
from portal.consent.purposes import Purpose


def consent_given(sender, child: UUID, purpose, scope: str, at, **kwargs):
    for place in _places(child, purpose, scope):
        actions.arrive(child=place.child, activity=place.activity, at=at)


def consent_withdrawn(sender, child: UUID, purpose, scope: str, at, **kwargs):
    for place in _places(child, purpose, scope):
        actions.depart(child=place.child, activity=place.activity, at=at)


def _places(child: UUID, purpose, scope: str) -> list[Place]:
    kind, _, key = scope.partition(":")
    if purpose != Purpose.ACTIVITY or kind != "activity":
        return []
    activity = Activity.objects.filter(pk=key)
    return list(Place.objects.standing().filter(child_id=child, activity__in=activity).select_related("child"))
