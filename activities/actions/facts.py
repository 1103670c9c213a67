"""Making an activity, having its risks read, opening it, and who leads it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from activities import policy, queries
from activities.actions.locking import lock, locked
from activities.actions.places import offer_next
from activities.actions.questions import ANSWERS_KEPT
from activities.actions.refusals import NotReady, NotYours
from activities.actions.settling import seal
from activities.kinds import Priority
from activities.models import Activity, Lead, Place
from activities.states import NEXT, State
from portal.asking import actions as asking
from portal.audit import log


@transaction.atomic
def create(*, by, at: datetime, **facts) -> Activity:
    if not policy.may_make(by, at=at):
        raise NotYours(_("Only facilitators make activities."))
    _refuse_elsewhere(by, facts, at)
    activity = Activity.objects.create(made_by=by, made_at=at, **facts)
    log.write("activity.made", by=by, subject=f"activity:{activity.pk}", at=at)
    return activity


@transaction.atomic
def change(*, by, activity: Activity, at: datetime, **facts) -> Activity:
    """New facts reach the copies on places; a change that would push a child out is refused."""
    activity = locked(by, activity, at)
    told = {name: facts[name] for name in ("priority", "names_until") if name in facts}
    if activity.state != State.DRAFT and any(getattr(activity, name) != value for name, value in told.items()):
        raise NotReady(_("Families were told how places are given and until when. That stays as it is."))
    if activity.state != State.DRAFT and "office" in facts and facts["office"].pk != activity.office_id:
        raise NotReady(_("Families came to it at this office. That stays as it is; begin another one there."))
    if facts.get("office") not in (None, activity.office):
        _refuse_elsewhere(by, facts, at)
    for name, value in facts.items():
        setattr(activity, name, value)
    if "risks" in facts:
        activity.risks_writers.add(by)
        activity.risks_written_at = at
        if activity.state != State.OPEN:
            activity.risks_read_by, activity.risks_read_at = None, None
        elif not activity.risks.strip():
            raise NotReady(_("There is no risk assessment yet."))
    places = Place.objects.standing().filter(activity=activity)
    bounds = places.aggregate(last=Max("number"), youngest=Min("age_years"), oldest=Max("age_years"))
    if (bounds["last"] or 0) > activity.capacity:
        raise NotReady(_("More children than that already have a place."))
    if bounds["youngest"] and not activity.min_age <= bounds["youngest"] <= bounds["oldest"] <= activity.max_age:
        raise NotReady(_("A child who already has a place would be too young or too old."))
    activity.save()
    if activity.questions_id:
        asking.keep(questionnaire=activity.questions, until=activity.ends_at + ANSWERS_KEPT)
    places.update(capacity=activity.capacity, min_age=activity.min_age, max_age=activity.max_age)
    log.write("activity.changed", by=by, subject=f"activity:{activity.pk}", at=at, fields=sorted(facts))
    offer_next(activity=activity, at=at)
    return activity


@transaction.atomic
def read_risks(*, by, activity: Activity, at: datetime) -> Activity:
    """Somebody other than the author has read the risk assessment and stands by it (ETH-8)."""
    activity = lock(activity)
    if not policy.may_read_risks(by, activity, at=at):
        raise NotYours(_("The risks are read by a colleague who did not write them."))
    if not activity.risks.strip():
        raise NotReady(_("There is no risk assessment yet."))
    activity.risks_read_by, activity.risks_read_at = by, at
    activity.save(update_fields=["risks_read_by", "risks_read_at"])
    log.write("activity.risks_read", by=by, subject=f"activity:{activity.pk}", at=at)
    return activity


@transaction.atomic
def open_activity(*, by, activity: Activity, at: datetime) -> Activity:
    activity = locked(by, activity, at)
    if State.OPEN not in NEXT[activity.state]:
        raise NotReady(_("The activity is not at that step."))
    if activity.risks_read_at is None:
        raise NotReady(_("A colleague must read the risks before children can join."))
    if not activity.leads.exists() or not activity.sessions.exists():
        raise NotReady(_("Say who leads it and when it meets, then open it."))
    if hindrance := queries.hindrance(activity):
        raise NotReady(hindrance.words)
    if activity.names_until and activity.names_until <= at:
        raise NotReady(_("The time until which names are collected is over already. Choose a later one."))
    if activity.priority == Priority.LOTTERY:
        seal(activity=activity, at=at)
    activity.state = State.OPEN
    activity.save(update_fields=["state"])
    log.write("activity.opened", by=by, subject=f"activity:{activity.pk}", at=at)
    return activity


@transaction.atomic
def add_lead(*, by, activity: Activity, person, at: datetime) -> Lead:
    activity = locked(by, activity, at)
    if not policy.may_lead(person, activity, at=at):
        raise NotReady(_("Only facilitators of its office, with checks and training in date, lead an activity."))
    lead, made = Lead.objects.get_or_create(activity=activity, person=person)
    if made:
        log.write("activity.lead_added", by=by, subject=f"activity:{activity.pk}", at=at, person=str(person.pk))
    return lead


@transaction.atomic
def remove_lead(*, by, activity: Activity, person, at: datetime) -> None:
    locked(by, activity, at)
    Lead.objects.filter(activity=activity, person=person).delete()
    log.write("activity.lead_removed", by=by, subject=f"activity:{activity.pk}", at=at, person=str(person.pk))


@transaction.atomic
def release_leads(*, by, person, at: datetime) -> list[Activity]:
    """Takes somebody who left out of every activity that still goes on; gives back those that nobody leads now.

    Nobody is put in their place unasked: a room needs adults who know that they are expected.
    """
    going_on = Activity.objects.exclude(state=State.CLOSED).filter(leads__person=person)
    led = list(Activity.objects.select_for_update().filter(pk__in=going_on.values("pk")).order_by("pk"))
    Lead.objects.filter(activity__in=led, person=person).delete()
    for activity in led:
        log.write("activity.lead_removed", by=by, subject=f"activity:{activity.pk}", at=at, person=str(person))
    return [activity for activity in led if not activity.leads.exists()]


def _refuse_elsewhere(by, facts: dict, at: datetime) -> None:
    if "office" in facts and not policy.may_be_held_at(by, facts["office"], at=at):
        raise NotYours(_("Choose an office at which you work with groups."))
