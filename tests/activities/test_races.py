"""The last place is given exactly once, whoever is quickest (SEC-42)."""

from datetime import timedelta

from django.utils import timezone

from activities import actions, queries
from activities.actions import settling
from activities.desk import actions as desk
from activities.kinds import Priority
from activities.models import Activity, Draw, Place, Session
from activities.states import PlaceState
from moderation.models import Case
from portal.consent.purposes import Level, Purpose
from portal.notices.models import Message
from portal.ui.refusals import Refusal
from tests.making import activities as make
from tests.making import consent as families
from tests.making import desk as make_desk
from tests.making.moderation import DANGER


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


def test_two_hundred_children_want_twenty_places(race):
    """Through forty doors at once, as many as a server keeps open; each lets five children in."""
    at = timezone.now()
    activity = make.activity(at=at, capacity=20)
    houses = [families.family(child_age=9, level=Level.G2, at=at) for _ in range(200)]
    for house in houses:
        families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)

    def join(door):
        return [
            actions.join(by=house.child, activity=Activity.objects.get(pk=activity.pk), at=at).state
            for house in houses[door::40]
        ]

    states = [str(state) for let_in in race(40, join) for state in let_in]
    assert sorted(states) == [PlaceState.HELD] * 20 + [PlaceState.WAITING] * 180
    numbers = Place.objects.held().filter(activity=activity).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 21))


def test_a_draw_while_children_come_and_go_is_one_draw(race):
    """Three schedulers draw while children arrive late or go away: nobody is lost, no place given twice."""
    at = timezone.now()
    closing = at + timedelta(days=1)
    facts = {"priority": Priority.LOTTERY, "names_until": closing, "starts_at": at + timedelta(days=2), "capacity": 3}
    activity = make.activity(at=at, **facts)
    settling.seal(activity=activity, at=at)
    houses = [families.family(child_age=9, level=Level.G2, at=at) for _ in range(12)]
    for number, house in enumerate(houses):
        families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)
        if number < 8:
            actions.join(by=house.child, activity=activity, at=at)

    def act(number):
        child, own = houses[number % 12].child, Activity.objects.get(pk=activity.pk)
        if number >= 12:
            return actions.draw(activity=own, at=closing)
        return (actions.leave if number < 3 else actions.join)(by=child, activity=own, at=closing)

    assert not [found for found in race(15, act) if isinstance(found, Exception)]
    found = Draw.objects.get(activity=activity)
    assert 5 <= len(found.drawn) <= 8
    numbers = Place.objects.exclude(number=None).filter(activity=activity).values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3]
    standing = Place.objects.standing().filter(activity=activity)
    assert {place.child_id for place in standing} == {house.child.pk for house in houses[3:]}
    assert set(standing.values_list("state", flat=True)) <= {PlaceState.HELD, PlaceState.OFFERED, PlaceState.WAITING}


def test_reminders_of_two_schedulers_are_sent_once(race):
    at = timezone.now()
    activity = make.activity(at=at)
    session = make.session(activity)
    house = families.family(child_age=9, level=Level.G2, at=at)
    make.place(activity, house.child, at=at)
    found = race(8, lambda number: actions.remind(at=session.starts_at - timedelta(hours=20)))
    assert sorted(found) == [0] * 7 + [1]
    assert Message.objects.filter(person=house.child, kind="activities.day").count() == 1


def test_the_desk_and_the_roster_change_a_time_in_one_order(race):
    """Both take the activity before its session, so that neither waits for the other for ever."""
    hall, at = make_desk.hall(adults=3), timezone.now()
    session, adults = hall.session, hall.adults
    for adult in adults:
        make.lead(session.activity, adult)
    later = session.starts_at + timedelta(days=1)

    def act(number):
        own = Session.objects.get(pk=session.pk)
        if number % 3 == 0:
            return desk.cancel(by=adults[0], session=own, why="weather", at=at)
        if number % 3 == 1:
            return actions.move_session(
                by=adults[1], session=own, starts_at=later, ends_at=later + timedelta(hours=2), at=at
            )
        return desk.assign(by=adults[2], session=own, person=adults[2], at=at)

    found = race(12, act)
    assert not [each for each in found if isinstance(each, Exception) and not isinstance(each, Refusal)]
    session.refresh_from_db()
    assert session.cancelled_at == at
    assert session.changes <= 5


def test_one_form_sent_eight_times_is_one_case(race):  # MOD-7
    at = timezone.now()
    activity = make.activity(at=at)
    child = families.family(child_age=9, level=Level.G2, at=at).child
    found = race(8, lambda number: actions.join(by=child, activity=activity, words=DANGER, at=at).with_lead)
    assert found == [True] * 8
    assert Case.objects.filter(kind="asking", author=child).count() == 1
