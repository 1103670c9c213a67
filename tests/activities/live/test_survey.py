"""One look at the tables: its queries do not grow with the rooms, and it decides as the doors do."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.live import log, queries
from activities.live.consumers.survey import survey
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
