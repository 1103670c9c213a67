"""One look at the tables: its queries do not grow with the rooms, and it decides as the doors do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.live import log, queries
from activities.live.consumers.survey import survey
from activities.live.models import Presence
from tests.making import live as make

pytestmark = pytest.mark.django_db


def look(houses, place, told):
    """A full check of every room, all of whose people have a window here."""
    here = {house.room.pk: {person.pk for person in (*house.adults, *house.children)} for house in houses}
    logins = {house.room.pk: {house.login(person) for person in house.adults} for house in houses}
    with CaptureQueriesContext(connection) as asked:
        found = survey(place, here, logins, told, at=timezone.now())
    return found, len(asked)


def test_a_look_at_quiet_rooms_costs_the_same_for_one_and_for_six():
    place, counts = uuid4(), []
    for houses in ([make.house()], [make.house() for _ in range(6)]):
        told = {house.room.pk: None for house in houses}
        for _ in range(2):  # everybody sits down, and it is told
            found, _count = look(houses, place, told)
            told = {room: each.seats for room, each in found.items()}
        found, count = look(houses, place, told)
        counts.append(count)
        assert all(each.faces is None and not each.gone and not each.signed_out for each in found.values())
        assert all(not log.current(room).paused for room in found)
    assert counts[0] == counts[1] < 20, counts


def test_many_rooms_are_answered_as_each_alone():  # SEC-32
    houses = [make.house(), make.house(asked=False), make.house(children=1)]
    at = timezone.now()
    stranger = make.adult(make.house().office)
    everybody = {stranger.pk} | {person.pk for house in houses for person in (*house.adults, *house.children)}
    together = queries.members_of({house.room: everybody for house in houses}, at=at)
    assert together == {house.room.pk: queries.members(house.room, everybody, at=at) for house in houses}
    own = [{person.pk for person in (*house.adults, *house.children)} for house in houses]
    assert set(together[houses[0].room.pk]) == own[0]
    assert set(together[houses[1].room.pk]) == {person.pk for person in houses[1].adults}  # no child said yes
    assert set(together[houses[2].room.pk]) == own[2]


def test_a_look_finds_sessions_that_ended():  # SEC-33
    house, other = make.house(), make.house()
    at, gone = timezone.now(), "no-such-session"
    here = {each.room.pk: {person.pk for person in each.adults} for each in (house, other)}
    logins = {house.room.pk: {gone, house.login(house.adults[0])}, other.room.pk: {other.login(other.adults[0])}}
    found = survey(uuid4(), here, logins, dict.fromkeys(here), at=at)
    assert found[house.room.pk].signed_out == {gone}
    assert found[other.room.pk].signed_out == set()


def test_nobody_stays_in_a_room_by_sitting_in_another():  # MOD-25
    """A chair that could not be taken away runs out, whatever else its owner does in the same process."""
    left, other = make.house(), make.house()
    place, at, ming = uuid4(), timezone.now(), other.adults[0]
    chair = {"person": ming, "place": place, "adult": True, "since": at}
    for house in (left, other):
        Presence.objects.create(room=house.room, until=at + timedelta(seconds=5), **chair)
    survey(place, {other.room.pk: {ming.pk}}, {}, {}, at=at + timedelta(seconds=4))
    still = queries.present([left.room.pk, other.room.pk], at=at + timedelta(seconds=6))
    assert set(still) == {other.room.pk}


def test_on_the_doorstep_nobody_has_a_chair():  # MOD-25
    """An adult who was asked to leave and knocks on is no second adult, and a child who waits is not here."""
    house = make.house(stage="lobby")
    house.sit()
    house.do(house.adults[0], "expel", who=house.adults[1].pk)
    assert not queries.cover(house.room.pk, at=timezone.now()).adults > 1, "nor from the second they had to go"
    house.sit(house.adults[0])
    here = {house.room.pk: {house.adults[1].pk, house.children[0].pk}}
    survey(uuid4(), here, {house.room.pk: set()}, {}, at=timezone.now())
    assert {seat.person for seat in queries.present(here, at=timezone.now())[house.room.pk]} == {house.adults[0].pk}
