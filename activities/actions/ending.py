"""Ending a whole activity: its coming times do not take place, and everybody it concerns hears of it once."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities import queries
from activities.actions.locking import locked
from activities.actions.places import let_go
from activities.actions.refusals import NotReady
from activities.actions.saying import ask_home, tell
from activities.content import in_both
from activities.models import Activity, Place, Session
from activities.signals import session_changed
from activities.states import NEXT, PlaceState, State
from portal.audit import log
from portal.consent import queries as consent
from portal.notices import actions as notices

WHY = _("The whole activity has ended.")


@transaction.atomic
def close(*, by, activity: Activity, at: datetime) -> Activity:
    """For good. Names that wait are let go; places that are held stay, for they tell who took part."""
    activity = locked(by, activity, at)
    if State.CLOSED not in NEXT[activity.state]:
        raise NotReady(_("The activity is not at that step."))
    goes_on = activity.state == State.OPEN and activity.ends_at > at
    activity.state = State.CLOSED
    activity.save(update_fields=["state"])
    log.write("activity.closed", by=by, subject=f"activity:{activity.pk}", at=at)
    if goes_on:
        _tell(by, activity, at)
        _call_off(by, activity, at)
    _let_names_go(by, activity, at)
    return activity


def _tell(by, activity: Activity, at: datetime) -> None:
    for person, child in queries.concerned(activity, at=at, asked=True, but=by):
        if child:
            tell(child, activity, "closed", at, person=person)
        else:
            with translation.override(person.language):
                name = activity.label
            notices.tell(person=person, kind="activities.ended_for_all", at=at, name=name, roster=str(activity.pk))


def _call_off(by, activity: Activity, at: datetime) -> None:
    told = queries.leading(activity) | {by.pk}
    for session in Session.objects.select_for_update().filter(activity=activity, cancelled_at=None, ends_at__gt=at):
        session.activity = activity
        session.cancelled_at, session.changes = at, session.changes + 1
        session.why, session.why_en = in_both(WHY)
        session.save(update_fields=["cancelled_at", "why", "why_en", "changes"])
        session_changed.send(Session, session=session, by=by, at=at, before=None, told=told)


def _let_names_go(by, activity: Activity, at: datetime) -> None:
    waiting = Place.objects.standing().filter(activity=activity).exclude(state=PlaceState.HELD)
    for place in waiting.select_related("child").order_by("pk"):
        if consent.asks_visible_to(place.child).filter(scope=queries.scope(activity)).exists():
            ask_home(place.child, activity, at, ends_at=min(at, activity.ends_at))  # nobody need answer any more
        let_go(place, by, at, "closed")
