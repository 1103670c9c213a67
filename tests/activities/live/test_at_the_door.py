"""Who waits at the door stands on the adults' list, and who went away does not (BBB #14290: no phantom guests)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from activities.live import actions, log
from activities.live.actions import NotNow
from activities.live.actions.door import DOOR_LASTS
from activities.live.consumers.survey import survey
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import live as make

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=5)


@pytest.fixture(autouse=True)
def _announced(commits):
    cache.clear()


@pytest.fixture
def house():
    made = make.house(stage="lobby")
    made.sit()
    return made


def knocks(house, child, at):
    return actions.at_the_door(by=child.pk, room=house.room.pk, at=at)


def waiting(house) -> set:
    return set(log.current(house.room.pk).waiting)


def looked(house, at):
    """What the process of an adult's socket does every few seconds, or an adult's page that asks what is new."""
    survey(house.adults[0].pk, {house.room.pk: set()}, {house.room.pk: set()}, {}, at=at)


def asked(house, at):
    actions.be_here(by=house.adults[0].pk, room=house.room.pk, at=at)


@pytest.mark.parametrize("look", [looked, asked])
def test_who_asks_no_more_has_gone(house, look):
    kite, bell = house.children
    at = timezone.now()
    for child in (kite, bell):
        knocks(house, child, at)
    late = at + DOOR_LASTS + SOON
    knocks(house, bell, late - SOON)
    look(house, at + DOOR_LASTS - SOON)
    assert waiting(house) == {kite.pk, bell.pk}, "nobody is taken away early"
    for _twice in range(2):
        look(house, late)
    assert waiting(house) == {bell.pk}
    left = house.room.log.filter(event__type="child_left_door")
    assert [(each.audience, each.event["who"]) for each in left] == [("adults", str(kite.pk))]
    knocks(house, kite, late)
    assert waiting(house) == {kite.pk, bell.pk}, "whoever comes back knocks again"
    house.do(house.adults[0], "admit")
    look(house, late + 2 * DOOR_LASTS)
    assert log.current(house.room.pk).admitted == {kite.pk, bell.pk}


def test_a_cache_that_forgot_costs_no_more_than_one_more_knock(house):
    kite, at = house.children[0], timezone.now()
    knocks(house, kite, at)
    cache.clear()
    looked(house, at + SOON)
    assert waiting(house) == {kite.pk}
    looked(house, at + DOOR_LASTS + SOON)
    knocks(house, kite, at + DOOR_LASTS + SOON)
    assert waiting(house) == {kite.pk}


def test_who_may_no_longer_come_waits_no_longer(house):  # CON-11
    home, at = house.homes[0], timezone.now()
    for child in house.children:
        knocks(house, child, at)
    where = scope(house.activity)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.LIVE, scope=where, at=at)
    assert waiting(house) == {child.pk for child in house.children} - {home.child.pk}


def test_a_role_waits_until_the_child_is_in(house):
    kite, at = house.children[0], timezone.now()
    knocks(house, kite, at)
    with pytest.raises(NotNow) as no:
        house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    assert no.value.code == "nobody"
    house.do(house.adults[0], "admit", who=kite.pk)
    house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    house.do(house.adults[0], "expel", who=kite.pk)
    with pytest.raises(NotNow):
        house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    assert log.current(house.room.pk).roles == {}


def test_a_knock_that_is_not_kept_is_not_remembered(house):
    """The database may go away before it has written: no process may then know a number that does not exist."""
    before = log.current(house.room.pk)
    with transaction.atomic():
        knocks(house, house.children[0], timezone.now())
        transaction.set_rollback(True)
    assert log.current(house.room.pk) == before
    house.do(house.adults[0], "tell_adults", text="我在门口")
