"""Ending a whole activity, and one signal for times that change: everybody concerned hears of it, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import actions, queries
from activities.models import Place, Session
from activities.states import PlaceState, State
from portal.accounts.roles import Role
from portal.consent import queries as asked
from portal.consent.purposes import Level, Purpose
from portal.notices import actions as notices
from portal.notices.models import Message
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families
from tests.making import desk as make_desk

pytestmark = pytest.mark.django_db
CHILD, HOME, OTHERS = ["activities.closed"], ["activities.closed"], ["activities.ended_for_all"]


def told(person):
    return list(Message.objects.filter(person=person).order_by("at", "id").values_list("kind", flat=True))


def colleague(activity, *, leads=False):
    person = accounts.staff(Role.FACILITATOR, office=activity.office)
    if leads:
        make.lead(activity, person)
    return person


def home_of(activity, state):
    house = families.family(child_age=9, level=Level.G2)
    extra = {"lot": "AAAAAA"} if state == PlaceState.LISTED else {}
    make.place(activity, house.child, state=state, **extra)
    return house


@pytest.fixture
def activity():
    made = make.activity()
    make.session(made)
    make.session(made, starts_at=made.starts_at + timedelta(weeks=1))
    return made


@pytest.mark.parametrize("state", PlaceState.values)
def test_every_child_its_home_and_who_leads_hear_once(activity, state):
    house, by, other = home_of(activity, state), colleague(activity, leads=True), colleague(activity, leads=True)
    actions.close(by=by, activity=activity, at=timezone.now())
    concerned = state != PlaceState.LEFT
    assert told(house.child) == (CHILD if concerned else [])
    assert told(house.guardian) == (HOME if concerned else [])
    assert (told(other), told(by)) == (OTHERS, [])


def test_names_are_let_go_and_places_tell_who_took_part(activity):
    houses = {state: home_of(activity, state) for state in PlaceState.values}
    actions.close(by=colleague(activity), activity=activity, at=timezone.now())
    states = {state: Place.objects.get(child=house.child).state for state, house in houses.items()}
    assert states == dict.fromkeys(PlaceState.values, PlaceState.LEFT) | {PlaceState.HELD: PlaceState.HELD}


def test_its_coming_times_do_not_take_place_and_those_that_were_stay(activity):
    past = make.session(activity, starts_at=timezone.now() - timedelta(days=2))
    actions.close(by=colleague(activity), activity=activity, at=timezone.now())
    off = Session.objects.exclude(cancelled_at=None)
    assert set(off) == set(activity.sessions.exclude(pk=past.pk))
    assert {(each.why, each.why_en, each.changes) for each in off} == {
        ("整个活动结束了。", "The whole activity has ended.", 1)
    }


def test_a_question_still_open_at_home_ends_with_it(activity):
    house, at = families.family(child_age=9, level=Level.G2), timezone.now()
    actions.join(by=house.child, activity=activity, at=at)
    assert asked.open_asks(child=house.child, person=house.guardian, at=at).exists()
    actions.close(by=colleague(activity), activity=activity, at=at)
    later = at + timedelta(minutes=1)
    assert not asked.open_asks(child=house.child, person=house.guardian, at=later).exists()


@pytest.mark.parametrize(
    "over", [{"state": State.DRAFT}, {"starts_at": timezone.now() - timedelta(9), "ends_at": timezone.now()}]
)
def test_what_goes_on_no_more_is_ended_in_silence(over):
    activity = make.activity(**over)
    house = home_of(activity, PlaceState.HELD)
    actions.close(by=colleague(activity), activity=activity, at=timezone.now())
    assert told(house.child) == told(house.guardian) == []


def test_who_is_blocked_hears_nothing(activity):  # SAF-4
    house = home_of(activity, PlaceState.HELD)
    notices.block(by=None, person=house.guardian, about=f"child:{house.child.pk}", at=timezone.now())
    actions.close(by=colleague(activity), activity=activity, at=timezone.now())
    assert (told(house.child), told(house.guardian)) == (CHILD, [])


def test_the_message_leads_to_what_else_is_on(activity, client):
    house = home_of(activity, PlaceState.WAITING)
    actions.close(by=colleague(activity), activity=activity, at=timezone.now())
    message = Message.objects.get(person=house.child)
    assert message.url == reverse("activities:list")
    client.force_login(house.child)
    assert client.get(message.url).status_code == 200


def test_telling_costs_the_same_questions_for_one_child_and_for_three(activity, django_assert_max_num_queries):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            home_of(activity, PlaceState.HELD)
        with django_assert_max_num_queries(8) as count:
            found = queries.concerned(activity, at=timezone.now())
        counts.append(len(count))
    assert counts[0] == counts[1]
    assert len(found) == 6


def test_who_is_asked_for_one_child_is_asked_for_among_many():
    houses = [families.family(child_age=age, level=Level.G2, guardians=2) for age in (9, 16, 17)]
    at = timezone.now()
    many = asked.guardians_of_each_to_ask([house.child.pk for house in houses], Purpose.ACTIVITY, at=at)
    for house in houses:
        alone = asked.guardians_to_ask(house.child, Purpose.ACTIVITY, at=at)
        assert set(many.get(house.child.pk, [])) == set(alone)


# --- one signal


@pytest.mark.parametrize("how", ["cancel", "move", "close"])
def test_who_is_on_duty_hears_of_it_once_wherever_it_was_done(how):
    hall = make_desk.hall()
    by, session, at = hall.adults[0], hall.session, timezone.now()
    make.lead(session.activity, by)
    make.lead(session.activity, leads := colleague(session.activity))
    on_duty = make_desk.adult(hall.office)
    for person in (on_duty, leads):
        make_desk.duty(session, person)
    if how == "cancel":
        actions.cancel_session(by=by, session=session, why="下大雨", at=at)
    if how == "move":
        later = session.starts_at + timedelta(days=1)
        actions.move_session(by=by, session=session, starts_at=later, ends_at=later + timedelta(hours=2), at=at)
    if how == "close":
        actions.close(by=by, activity=session.activity, at=at)
    kind = "desk.moved_staff" if how == "move" else "desk.cancelled_staff"
    assert told(on_duty) == [kind]
    assert kind not in told(leads) + told(by)
