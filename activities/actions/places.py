"""Taking a place, waiting for one, leaving it.

The activity's row is locked before a number is given, so that numbers go one after another; unique numbers and
CHECKs on the row hold even where somebody forgets. Consent locks the child's row, and always before ours: a child
who joins while home takes its yes back must not leave the two waiting for each other.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import policy, queries
from activities.actions.locking import for_itself, lock
from activities.actions.refusals import CannotJoin
from activities.actions.saying import ask_again, ask_home, listen, say, tell
from activities.models import Activity, Place
from activities.states import PlaceState
from portal.asking import actions as asking
from portal.audit import log
from portal.consent import queries as consent
from portal.consent.purposes import Missing, Purpose
from portal.figures import lots
from portal.privacy import queries as privacy
from portal.text.plain import plain
from portal.ui.refusals import Refusal

LONGEST = 200  # of a child's own words
HOPING = (PlaceState.LISTED, PlaceState.WAITING, PlaceState.OFFERED)
KEPT_FOR = timedelta(hours=48)


def join(*, by, activity: Activity, at: datetime, words: str = "", said=None, seen: int | None = None) -> Place:
    """The child says yes. With a yes from home they get a place or a turn in the queue; else home is asked.

    `said`: what it answers to the questions of the activity, as `portal.asking` takes it. Where some of the words went
    to the safeguarding lead, `with_lead` is true on what comes back, and on the Refusal where it is refused.

    Saying yes twice is saying it once: the standing place comes back, with the newer words and answers. `seen` is the
    number of the child's own last answer as their page showed it; a yes from a page that does not know of a later no
    raises a Refusal.
    """
    heard = listen(by=by, activity=activity, words=words, said=said, at=at)
    try:
        place = _joined(by, activity, plain(words)[:LONGEST], said or {}, seen, at)
    except Refusal as refusal:
        refusal.with_lead = heard
        raise
    place.with_lead = heard
    return place


@transaction.atomic
def _joined(by, activity: Activity, words: str, said: dict, seen: int | None, at: datetime) -> Place:
    place = queries.place_of(by, activity)
    if place is None or place.state == PlaceState.ASKED:
        _age(by, activity, at)  # said kindly before anything is recorded
        ask_home(by, activity, at)  # first, so that the child's yes ends with the activity too
        say(by, activity, True, words, at, seen)
    activity = lock(activity)
    place = queries.place_of(by, activity) or _asked(by, activity, _age(by, activity, at), words, at)
    if words and place.words != words:
        place.words = words
        place.save(update_fields=["words"])
    if place.state == PlaceState.ASKED:
        place.age_years = _age(by, activity, at)
        if _permitted(by, activity, at):
            _settle(place, activity, at)
    if activity.questions_id and said:
        facts = {"office": activity.office, "where": activity.name}
        asking.answer(by=by, questionnaire=activity.questions, said=said, at=at, **facts)
    return place


def answer_no(*, by, activity: Activity, at: datetime, words: str = "", said=None) -> bool:
    """The child's own no: it stands against everybody's yes, and whatever place there was goes with it.

    What it answered to questions is listened to and kept nowhere. Gives back whether some of the words went to the
    safeguarding lead.
    """
    heard = listen(by=by, activity=activity, words=words, said=said, at=at)
    _refused(by, activity, plain(words)[:LONGEST], at)
    return heard


@transaction.atomic
def _refused(by, activity: Activity, words: str, at: datetime) -> None:
    say(by, activity, False, words, at)
    activity = lock(activity)
    _give_up(queries.place_of(by, activity), activity, by, at, "child")


@transaction.atomic
def leave(*, by, activity: Activity, at: datetime) -> None:
    """One step, no reason asked."""
    activity = lock(activity)
    _give_up(queries.place_of(by, activity), activity, by, at, "child")


@transaction.atomic
def take_offer(*, by, activity: Activity, at: datetime) -> Place:
    activity = lock(activity)
    place = queries.place_of(by, activity)
    if place is None or place.state != PlaceState.OFFERED or not _permitted(by, activity, at):
        raise CannotJoin(_("This place is not being kept any more. You can queue again."))
    place.age_years = _age(by, activity, at)
    place.move(PlaceState.HELD)
    place.offer_until, place.held_at = None, at
    place.save()
    log.write("place.held", by=by, subject=f"place:{place.pk}", at=at)
    return place


@transaction.atomic
def arrive(*, child, activity: Activity, at: datetime) -> None:
    """Home has said yes: the child, who said yes before, gets the place without having to ask again, and is told."""
    activity = lock(activity)
    place = queries.place_of(child, activity)
    if place is None or place.state != PlaceState.ASKED or not policy.is_joinable(activity, at=at):
        return
    if _permitted(child, activity, at) and of_age([place], activity, at):  # months may lie between the two yeses
        _settle(place, activity, at)
        tell(child, activity, place.state, at)


@transaction.atomic
def depart(*, child, activity: Activity, at: datetime) -> None:
    """A permission ended: the place goes, kindly and at once. A name that only waits is kept where nobody said no."""
    activity = lock(activity)
    place = queries.place_of(child, activity)
    if place is None or (may := _permitted(child, activity, at)):
        return
    ends = {Missing.A_NO, Missing.OFF} & set(may.missing)
    if place.state in HOPING and not ends:
        ask_anew(place, activity, at)
        offer_next(activity=activity, at=at)
    elif place.state != PlaceState.ASKED or ends:
        _give_up(place, activity, None, at, "consent")
        tell(child, activity, "ended", at)


def ask_anew(place: Place, activity: Activity, at: datetime) -> None:
    """A yes ran out before there was a place: the name keeps its lot and its turn, and everybody is asked again."""
    place.move(PlaceState.ASKED)
    place.number = place.offer_until = None
    place.save()
    log.write("place.asked_again", by=None, subject=f"place:{place.pk}", at=at)
    if policy.is_joinable(activity, at=at):
        ask_again(place.child, activity, at)


@transaction.atomic
def offer_next(*, activity: Activity, at: datetime) -> list[Place]:
    """Keeps every free place for whoever has waited longest, and tells them."""
    activity = lock(activity)
    offered: list[Place] = []
    if not policy.is_joinable(activity, at=at) or policy.is_unsettled(activity) or _free_number(activity) is None:
        return offered
    queue = list(Place.objects.in_queue().filter(activity=activity).select_related("child"))
    queue = of_age(queue, activity, at)
    permitted = queries.permitted(queue, activity, at=at)
    for place in (p for p in queue if p.child_id in permitted):
        number = _free_number(activity)
        if number is None:
            break
        place.move(PlaceState.OFFERED)
        place.number, place.offer_until = number, at + KEPT_FOR
        place.save()
        log.write("place.offered", by=None, subject=f"place:{place.pk}", at=at)
        tell(place.child, activity, "offered", at)
        offered.append(place)
    return offered


def of_age(places: list[Place], activity: Activity, at: datetime) -> list[Place]:
    """Those who are still of the age it is for, with the age they have now; the others are let go kindly.

    Months may lie between a name in the queue and a place (`peers.md` G18).
    """
    ages = privacy.ages([place.child_id for place in places], on=queries.day_that_counts(activity, at=at))
    fitting = []
    for place in places:
        age = ages[place.child_id]
        if age is not None and activity.min_age <= age <= activity.max_age:
            place.age_years = age
            fitting.append(place)
        else:
            let_go(place, None, at, "age")
            tell(place.child, activity, "outgrown", at)
    return fitting


def lapse_offers(*, at: datetime) -> int:
    """An offer nobody took in two days goes to the next child; its own goes to the end of the queue."""
    late = Place.objects.filter(state=PlaceState.OFFERED, offer_until__lte=at).select_related("activity")
    lapsed = 0
    for place in late:
        with for_itself(f"the lapse of offer {place.pk}"):
            lapsed += _lapse(place, at)
    return lapsed


def _lapse(place: Place, at: datetime) -> bool:
    activity = lock(place.activity)
    place.refresh_from_db()
    others = Place.objects.in_queue().filter(activity=activity).exists()
    if place.state != PlaceState.OFFERED or place.offer_until > at or not others:
        return False  # with nobody else waiting, it stays kept
    place.move(PlaceState.WAITING)
    place.number, place.offer_until, place.turn, place.waiting_at = None, None, None, at
    place.save()
    log.write("place.offer_lapsed", by=None, subject=f"place:{place.pk}", at=at)
    offer_next(activity=activity, at=at)
    return True


def _asked(child, activity: Activity, age: int, words: str, at: datetime) -> Place:
    place = Place.objects.create(
        activity=activity, child=child, state=PlaceState.ASKED, words=words, age_years=age, asked_at=at,
        min_age=activity.min_age, max_age=activity.max_age, capacity=activity.capacity,
    )  # fmt: skip
    log.write("place.asked", by=child, subject=f"place:{place.pk}", at=at, activity=str(activity.pk))
    return place


def _settle(place: Place, activity: Activity, at: datetime) -> None:
    """A name on the list while names are collected; else a free number if nobody waits before, or the queue's end."""
    if policy.takes_names(activity, at=at):
        place.move(PlaceState.LISTED)
        place.lot = place.lot or lots.new_lot(Place.objects.filter(activity=activity).values_list("lot", flat=True))
        place.save()
        log.write("place.listed", by=place.child_id, subject=f"place:{place.pk}", at=at, lot=place.lot)
        return
    waiting = Place.objects.in_queue().filter(activity=activity).exists()
    number = None if waiting or policy.is_unsettled(activity) else _free_number(activity)
    if number is None:
        place.move(PlaceState.WAITING)
        place.waiting_at = place.waiting_at or at
    else:
        place.move(PlaceState.HELD)
        place.number, place.held_at = number, at
    place.save()
    log.write(f"place.{place.state}", by=place.child_id, subject=f"place:{place.pk}", at=at)


def _give_up(place: Place | None, activity: Activity, by, at: datetime, code: str) -> None:
    if place is None:
        return
    let_go(place, by, at, code)
    offer_next(activity=activity, at=at)


def let_go(place: Place, by, at: datetime, code: str) -> None:
    """The place is gone, and what was answered for it."""
    place.move(PlaceState.LEFT)
    place.number, place.offer_until, place.left_at = None, None, at
    place.save()
    if place.activity.questions_id:
        asking.forget(by=by, questionnaire=place.activity.questions, person=place.child, at=at)
    log.write("place.left", by=by, subject=f"place:{place.pk}", at=at, code=code)


def _free_number(activity: Activity) -> int | None:
    taken = set(Place.objects.filter(activity=activity, number__isnull=False).values_list("number", flat=True))
    return next((number for number in range(1, activity.capacity + 1) if number not in taken), None)


def _age(child, activity: Activity, at: datetime) -> int:
    """The age on the day it matters: that of the next session, else of the activity's beginning (decisions.md)."""
    if not policy.is_joinable(activity, at=at):
        raise CannotJoin(_("This activity is not taking new people now."))
    age = privacy.age(child.pk, on=queries.day_that_counts(activity, at=at))
    if age is None or not activity.min_age <= age <= activity.max_age:
        raise CannotJoin(_("This one is for another age. Look, there are others for you."))
    return age


def _permitted(child, activity: Activity, at: datetime) -> consent.Decision:
    return consent.may(child.pk, Purpose.ACTIVITY, queries.scope(activity), at=at)
