"""A yes that runs out before there was a place: nobody loses a name, everybody is asked again (peers G18, CON-12)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import actions, queries
from activities.actions import settling
from activities.kinds import Priority
from activities.states import PlaceState
from portal.consent import actions as consent
from portal.consent import queries as asked
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level, Purpose
from portal.consent.states import LinkState
from portal.notices.models import Message
from tests.making import activities as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db
AT = timezone.now()
YEAR = AT + timedelta(days=366)
END = AT + timedelta(days=500)


def lottery(**over):
    facts = {"priority": Priority.LOTTERY, "names_until": YEAR + timedelta(days=30), "capacity": 1}
    facts |= {"starts_at": YEAR + timedelta(days=40), "ends_at": END} | over
    activity = make.activity(at=AT, **facts)
    settling.seal(activity=activity, at=AT)
    return activity


def says(who, child, activity, at, yes=True):
    families.says(who, child, Purpose.ACTIVITY, queries.scope(activity), yes=yes, at=at)


def joined(activity, at=AT):
    house = families.family(child_age=9, level=Level.G2, at=AT)
    says(house.guardian, house.child, activity, at)
    actions.join(by=house.child, activity=activity, at=at)
    return house


def place(house, activity):
    return queries.place_of(house.child, activity)


def told(person):
    return list(Message.objects.filter(person=person).order_by("at", "id").values_list("kind", flat=True))


def test_a_listed_name_keeps_its_lot_and_is_asked_for_again():
    activity = lottery()
    house = joined(activity)
    lot = place(house, activity).lot
    consent.announce_expiries(at=YEAR)
    assert (place(house, activity).state, place(house, activity).lot) == (PlaceState.ASKED, lot)
    assert told(house.guardian)[-1] == "consent.asked"
    assert told(house.child)[-1] == "activities.asked_again"
    for person in (house.guardian, house.child):
        assert asked.open_asks(child=house.child, person=person, at=YEAR).filter(scope=queries.scope(activity)).exists()
    assert queries.must_say_again(house.child, activity, at=YEAR)
    says(house.guardian, house.child, activity, YEAR)
    assert place(house, activity).state == PlaceState.ASKED  # the child's own yes is old too
    actions.join(by=house.child, activity=activity, at=YEAR)
    assert (place(house, activity).state, place(house, activity).lot) == (PlaceState.LISTED, lot)
    assert not queries.must_say_again(house.child, activity, at=YEAR)


def test_at_the_draw_home_hears_that_it_is_asked_again():
    activity = lottery(names_until=YEAR)
    house = joined(activity)
    actions.draw(activity=activity, at=YEAR)
    assert place(house, activity).state == PlaceState.ASKED
    assert told(house.guardian)[-1] == "consent.asked"
    assert told(house.child)[-1] == "activities.asked_again"


def test_whoever_queues_keeps_the_turn():
    activity = make.activity(at=AT, capacity=1, ends_at=END)
    first = joined(activity)
    old, young = joined(activity, AT + timedelta(minutes=1)), joined(activity, AT + timedelta(days=200))
    consent.announce_expiries(at=YEAR)
    assert place(old, activity).state == PlaceState.ASKED
    says(old.guardian, old.child, activity, YEAR)
    actions.join(by=old.child, activity=activity, at=YEAR)
    # The first one's yes ran out as well, and with it the place: it was kept for the longest waiting then.
    assert place(first, activity) is None
    assert place(young, activity).state == PlaceState.OFFERED
    assert place(old, activity).waiting_at == AT + timedelta(minutes=1)


def test_a_no_ends_it_as_before():
    activity = lottery()
    house = joined(activity)
    says(house.guardian, house.child, activity, AT, yes=False)
    assert place(house, activity) is None
    assert told(house.child)[-1] == "activities.ended"


def test_nobody_at_rest_is_asked_again():  # SAF-4
    activity = lottery()
    house = joined(activity)
    GuardianLink.objects.filter(child=house.child).update(state=LinkState.SUSPENDED)
    before = told(house.guardian)
    consent.announce_expiries(at=YEAR)
    assert told(house.guardian) == before


def test_the_page_asks_a_child_whose_own_yes_is_old(client, monkeypatch):
    make.tree()
    activity = make.activity(at=AT)
    page = make.pages(activity)[0]
    house = families.family(child_age=9, level=Level.G2, at=AT)
    make.place(activity, house.child, state=PlaceState.ASKED)
    client.force_login(house.child)
    address = reverse("activities:join", args=[activity.pk])
    assert address in client.get(page.url).content.decode()
    says(house.child, house.child, activity, AT)
    assert address not in client.get(page.url).content.decode()


def test_home_saying_yes_late_does_not_let_in_who_has_grown_out():  # SEC-42
    activity = make.activity(at=AT, max_age=9, ends_at=END)
    house = families.family(child_age=9, level=Level.G2, at=AT)
    actions.join(by=house.child, activity=activity, at=AT)
    late = AT + timedelta(days=364)  # born so that ten comes in a year less a day
    says(house.guardian, house.child, activity, late)
    assert place(house, activity) is None
    assert told(house.child)[-1] == "activities.outgrown"


def test_a_second_yes_from_who_has_grown_out_takes_no_place():
    activity = make.activity(at=AT, max_age=9, ends_at=END)
    house = families.family(child_age=9, level=Level.G2, at=AT)
    actions.join(by=house.child, activity=activity, at=AT)
    with pytest.raises(actions.CannotJoin):
        actions.join(by=house.child, activity=activity, at=AT + timedelta(days=364))
