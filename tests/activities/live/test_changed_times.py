"""A room whose time is cancelled, or whose whole activity ends, closes at once; one that moved keeps its room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import actions
from activities.live.models import Room
from tests.making import live as make_live

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how", ["cancel", "close", "move"])
def test_an_open_room_closes_with_its_time_and_keeps_with_a_moved_one(how, commits):
    house = make_live.house()
    house.sit()
    by, session, at = house.adults[0], house.room.session, timezone.now()
    if how == "cancel":
        actions.cancel_session(by=by, session=session, why="下大雨", at=at)
    if how == "close":
        actions.close(by=by, activity=session.activity, at=at)
    if how == "move":
        later = at + timedelta(minutes=20)
        actions.move_session(by=by, session=session, starts_at=later, ends_at=later + timedelta(hours=1), at=at)
    assert Room.objects.open().exists() is (how == "move")
