"""Giving out places where names were collected first: by lot, or by the choice of those who lead.

Who waits after that keeps the turn of the draw; a choice leaves the others waiting in the order of their lots, which
is nobody's order. Permission and age are asked anew at this moment (`peers.md` G18).
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities import policy, queries
from activities.actions.locking import for_itself, lock
from activities.actions.places import ask_anew, of_age, offer_next
from activities.actions.refusals import NotReady, NotYours
from activities.actions.saying import refuse_names, tell
from activities.kinds import Priority
from activities.models import Activity, Draw, Place
from activities.states import PlaceState
from portal.audit import log
from portal.figures import lots
from portal.notices import actions as notices


@transaction.atomic
def seal(*, activity: Activity, at: datetime) -> Draw:
    """Before the first name: a seed nobody has seen, and its seal, which the page shows from now on."""
    seed = lots.new_seed()
    draw = Draw.objects.create(activity=activity, seed=seed, sealed_at=at)
    log.write("draw.sealed", by=None, subject=f"activity:{activity.pk}", at=at, seal=draw.seal)
    return draw


@transaction.atomic
def draw(*, activity: Activity, at: datetime) -> Draw | None:
    """Draws the names that are in, once, when their time has come; None where there is nothing to draw."""
    activity = lock(activity)
    if activity.priority != Priority.LOTTERY or not policy.may_be_settled(activity, at=at):
        return None
    found = Draw.objects.get(activity=activity)
    names = {place.lot: place for place in queries.listed(activity)}
    found.drawn = lots.order(found.seed, names)
    found.save(update_fields=["drawn"])
    log.write("draw.drawn", by=None, subject=f"activity:{activity.pk}", at=at, seed=found.seed, lots=found.drawn)
    _give(activity, [names[lot] for lot in found.drawn], at)
    return found


def draw_due(*, at: datetime) -> int:
    """The clock's job. Each draw is for itself: one that fails stays due and keeps no other back."""
    drawn = 0
    for activity in queries.to_draw(at):
        with for_itself(f"the draw of activity {activity.pk}"):
            drawn += draw(activity=activity, at=at) is not None
    return drawn


def tell_names_are_in(*, at: datetime) -> int:
    """The clock's job: where those who lead choose, each of them hears once that names are in."""
    told = 0
    for activity in queries.to_choose(at):
        for lead in activity.leads.select_related("person"):
            if not queries.was_told(lead.person, "activities.names_in", activity):
                with for_itself(f"the word to a lead of activity {activity.pk}"):
                    _tell_lead(lead.person, activity, at)
                    told += 1
    return told


def _tell_lead(person, activity: Activity, at: datetime) -> None:
    with translation.override(person.language):
        name = activity.label
    notices.tell(person=person, kind="activities.names_in", at=at, name=name, roster=str(activity.pk))


@transaction.atomic
def choose(*, by, activity: Activity, places: Iterable[UUID], how: str, at: datetime, how_en: str = "") -> None:
    """Those who lead choose, and say in words that families read how they chose, never why not another child."""
    activity = lock(activity)
    if not policy.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if activity.priority != Priority.CHOICE or not policy.may_be_settled(activity, at=at):
        raise NotReady(_("Names are collected until the moment that families were told."))
    if not how.strip():
        raise NotReady(_("Write how you chose, in words that families can read."))
    chosen, listed = set(places), queries.listed(activity)
    first = [place for place in listed if place.pk in chosen]
    if len(first) != len(chosen):
        raise NotReady(_("The list has changed meanwhile. Please look again."))
    if len(first) > activity.capacity:
        raise NotReady(_("Those are more children than there are places."))
    refuse_names(activity, how, how_en)
    activity.how_chosen, activity.how_chosen_en = how.strip(), how_en.strip()
    log.write("place.chosen", by=by, subject=f"activity:{activity.pk}", at=at, places=sorted(map(str, chosen)))
    _give(activity, first + [place for place in listed if place.pk not in chosen], at, chosen)


def _give(activity: Activity, names: list[Place], at: datetime, chosen: set[UUID] | None = None) -> None:
    """Who still may come gets a number, as long as there are some, the rest their turn in the queue.

    With `chosen` nobody else: the place of one who may not come any more goes to the queue like every free place.
    """
    activity.settled_at = at
    activity.save(update_fields=["settled_at", "how_chosen", "how_chosen_en"])
    permitted = queries.permitted(names, activity, at=at)
    number = 0
    for turn, place in enumerate(of_age(names, activity, at), start=1):
        if place.child_id not in permitted:  # nobody has said no, or the place would be gone
            ask_anew(place, activity, at)
            continue
        if number < activity.capacity and (chosen is None or place.pk in chosen):
            number += 1
            place.move(PlaceState.HELD)
            place.number, place.held_at = number, at
            tell(place.child, activity, "given", at)
        else:
            place.move(PlaceState.WAITING)
            place.turn, place.waiting_at = turn, activity.names_until  # before whoever came after the closing
            tell(place.child, activity, "not_given", at)
        place.save()
        log.write(f"place.{place.state}", by=None, subject=f"place:{place.pk}", at=at)
    offer_next(activity=activity, at=at)
