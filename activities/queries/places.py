"""Who has a place, who waits, who leads, and what was answered."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from activities.kinds import Priority
from activities.models import Activity, Lead, Place
from activities.purposes import scope
from activities.registry import Hindrance, hindrances
from activities.states import PlaceState, State
from portal.asking import queries as asking
from portal.consent import queries as consent
from portal.consent.purposes import Missing, Purpose
from portal.notices.models import Message


def hindrance(activity) -> Hindrance | None:
    """What a part above still wants before it opens to children."""
    return next((found for find in hindrances if (found := find(activity))), None)


def holds_place(child, activity) -> bool:
    return Place.objects.held().filter(child=child, activity=activity).exists()


def place_of(child, activity) -> Place | None:
    """The child's standing place, whatever its state but left."""
    return Place.objects.standing().filter(child=child, activity=activity).first()


def answers_said(child, activity, *, at: datetime) -> int:
    """The number of this child's own last answer, 0 for none; a page hands it back, so that a stale one is noticed."""
    said = consent.standing(child.pk, Purpose.ACTIVITY, scope(activity), at=at).of(child)
    return said.number if said else 0


def who_answered(children: Iterable, activity, *, at: datetime) -> set[UUID]:
    """Who of these children has said yes or no to it, ever; as many queries for a hundred as for one."""
    people = {child.pk: child for child in children}
    stands = consent.standings(people, Purpose.ACTIVITY, scope(activity), at=at)
    return {pk for pk, each in stands.items() if each.of(people[pk])}


def must_say_again(child, activity, *, at: datetime) -> bool:
    """Whether the child's own yes is missing: it ran out, or they have grown into words of another age."""
    return Missing.CHILD in consent.may(child.pk, Purpose.ACTIVITY, scope(activity), at=at).missing


def places_of(child):
    """What the child takes part in or waits for, soonest first."""
    return Place.objects.standing().filter(child=child).select_related("activity").order_by("activity__starts_at", "id")


def leads(person):
    """Activities this person leads."""
    return Activity.objects.filter(leads__person=person)


def leading(activity) -> set[UUID]:
    """Who leads it, by id."""
    return set(Lead.objects.filter(activity=activity).values_list("person", flat=True))


def is_lead(person, activity) -> bool:
    return Lead.objects.filter(person=person, activity=activity).exists()


def listed(activity) -> list[Place]:
    """Names that are in, in the order of their lots, which says nothing about anybody."""
    found = Place.objects.filter(activity=activity, state=PlaceState.LISTED).select_related("child")
    return list(found.order_by("lot"))


def lots_of(person, draw) -> tuple[str, list[str]]:
    """This reader's own lot, and the drawn order for those who had one and those who lead.

    How many names were in can be counted from the lots, so the crowd is not shown them.
    """
    if not person.is_authenticated:
        return "", []
    own = ""
    if person.is_child:
        own = Place.objects.filter(activity=draw.activity, child=person).exclude(lot="").values_list("lot", flat=True)
        own = own.order_by("-asked_at").first() or ""
    return own, draw.drawn if own or Activity.objects.run_by(person).filter(pk=draw.activity_id).exists() else []


def to_draw(at: datetime):
    due = {"priority": Priority.LOTTERY, "state": State.OPEN, "settled_at": None}
    return Activity.objects.filter(names_until__lte=at, ends_at__gt=at, **due).order_by("names_until", "pk")


def to_choose(at: datetime):
    """Where names are in and those who lead have not chosen yet."""
    due = {"priority": Priority.CHOICE, "state": State.OPEN, "settled_at": None}
    return Activity.objects.filter(names_until__lte=at, ends_at__gt=at, **due).order_by("names_until", "pk")


def was_told(person, kind: str, activity) -> bool:
    """Whether a colleague has had this word about this activity's roster."""
    return Message.objects.filter(person=person, kind=kind, params__roster=str(activity.pk)).exists()


def permitted(places: list[Place], activity, *, at: datetime) -> set[UUID]:
    """The children of these places who may take part, asked anew in one query."""
    return consent.permitted([place.child_id for place in places], Purpose.ACTIVITY, scope(activity), at=at)


def day_that_counts(activity, *, at: datetime) -> date:
    """The day on which a child must be of age: that of the next session, else of the beginning (decisions.md)."""
    session = activity.sessions.filter(ends_at__gt=at, cancelled_at=None).order_by("starts_at").first()
    return timezone.localdate(session.starts_at if session else max(activity.starts_at, at))


def questions_of(activity) -> list:
    return asking.questions_of(activity.questions)


def own_answers(person, activity) -> list:
    return asking.answers_of(activity.questions, [person.pk]).get(person.pk, [])


def with_answers(places: list[Place], activity) -> list[Place]:
    """Each place with the `answers` of its child, for those who lead; one query."""
    found = asking.answers_of(activity.questions, [place.child_id for place in places])
    for place in places:
        place.answers = found.get(place.child_id, [])
    return places


def members(activity) -> list[UUID]:
    """Children who hold a place, by number."""
    return list(Place.objects.held().filter(activity=activity).order_by("number").values_list("child_id", flat=True))


def offices_of(child) -> set[UUID]:
    """Whose activities the child takes part in."""
    return set(Place.objects.held().filter(child=child).values_list("activity__office", flat=True))


def offices_of_each(persons: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """The same for many people at once; everybody is in it."""
    found = {pk: set() for pk in persons}
    for child, office in Place.objects.held().filter(child__in=found).values_list("child", "activity__office"):
        found[child].add(office)
    return found


def leaders_of(child) -> list[UUID]:
    """Who leads what the child takes part in, by id."""
    joined = Place.objects.held().filter(child=child).values("activity")
    return list(Lead.objects.filter(activity__in=joined).values_list("person", flat=True))


def standing_places(person, activities: list[UUID]) -> dict[UUID, Place]:
    if not person.is_authenticated or not person.is_child:
        return {}
    places = Place.objects.standing().filter(child=person, activity__in=activities)
    return {place.activity_id: place for place in places}


def by_state(places: list[Place]) -> list[tuple[str, list[Place]]]:
    """For a roster: who is coming, who may, who waits, whose home is asked, each group under its word.

    By number, by lot, by turn in the queue, by when they asked.
    """
    last = len(places) + 1
    order = {
        PlaceState.HELD: lambda place: place.number,
        PlaceState.OFFERED: lambda place: place.number,
        PlaceState.LISTED: lambda place: place.lot,
        PlaceState.WAITING: lambda place: (place.waiting_at, place.turn or last, place.asked_at, place.pk),
        PlaceState.ASKED: lambda place: (place.asked_at, place.pk),
    }
    groups = [(state, sorted((each for each in places if each.state == state), key=by)) for state, by in order.items()]
    return [(state, rows) for state, rows in groups if rows]
