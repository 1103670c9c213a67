"""The last place is given exactly once, whoever is quickest (SEC-42)."""

from django.utils import timezone

from activities import actions, queries
from activities.models import Activity, Place
from activities.states import PlaceState
from portal.consent.purposes import Level, Purpose
from tests.making import activities as make
from tests.making import consent as families


def test_twenty_children_want_the_last_place(race):
    at = timezone.now()
    activity = make.activity(at=at, capacity=1)
    houses = [families.family(child_age=9, level=Level.G2, at=at) for _ in range(20)]
    for house in houses:
        families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)

    def join(number):
        own = Activity.objects.get(pk=activity.pk)
        return actions.join(by=houses[number].child, activity=own, at=at).state

    states = race(20, join)
    assert sorted(map(str, states)) == [PlaceState.HELD, *[PlaceState.WAITING] * 19]
    assert Place.objects.filter(activity=activity, number=1).count() == 1


def test_one_child_taps_twenty_times(race):
    at = timezone.now()
    activity = make.activity(at=at, capacity=5)
    house = families.family(child_age=9, level=Level.G2, at=at)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)
    race(20, lambda number: actions.join(by=house.child, activity=activity, at=at))
    assert Place.objects.filter(activity=activity).count() == 1


def test_a_place_left_by_one_is_offered_to_one(race):
    """Ten leave while ten wait: every freed number goes to exactly one of them."""
    at = timezone.now()
    activity = make.activity(at=at, capacity=10)
    houses = [families.family(child_age=9, level=Level.G2, at=at) for _ in range(20)]
    for house in houses:
        families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)
        actions.join(by=house.child, activity=activity, at=at)
    race(10, lambda number: actions.leave(by=houses[number].child, activity=activity, at=at))
    offered = Place.objects.filter(activity=activity, state=PlaceState.OFFERED)
    assert sorted(offered.values_list("number", flat=True)) == list(range(1, 11))
    assert {place.child_id for place in offered} == {house.child.pk for house in houses[10:]}


def test_joining_while_home_takes_its_yes_back_leaves_nobody_waiting_for_ever(race):
    """Both lock the child and the activity; in one order, so neither waits for the other."""
    at = timezone.now()
    activity = make.activity(at=at, capacity=20)
    houses = [families.family(child_age=9, level=Level.G2, at=at) for _ in range(5)]
    for house in houses:
        families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)

    def act(number):
        house = houses[number // 2]
        if number % 2:
            actions.join(by=house.child, activity=activity, at=at)
        else:
            families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), yes=False, at=at)

    assert race(10, act) == [None] * 10
    assert not Place.objects.held().filter(activity=activity).exists()
