"""Who want something of a room at once stand in line before the tables; the watch over it does not (MOD-25)."""

import asyncio
import threading
from functools import partial
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync

from activities.live.actions import Outcome
from activities.live.consumers import askings
from activities.live.consumers import station as stations
from activities.live.consumers.queue import Queue
from activities.live.consumers.station import Station
from activities.live.consumers.tables import in_db
from activities.live.hub import LocalRoom
from activities.live.models import Presence
from tests.making import live as make

pytestmark = pytest.mark.django_db


async def all_have_begun():
    """Whatever is ready to run has run as far as it can."""
    for _turn in range(50):
        await asyncio.sleep(0)


def test_the_renewing_of_chairs_overtakes_those_who_vote(talk, monkeypatch):
    house, go_on, order = make.house(children=6), threading.Event(), []

    def carried(asked):
        go_on.wait(20)
        order.append(len(asked))
        return [Outcome(0) for _each in asked]

    monkeypatch.setattr(askings, "carry_out", carried)

    async def conversation(enter):
        windows = [await enter(person) for person in (*house.adults, *house.children)]
        for window in windows:
            await window.send("raise_hand")
        await all_have_begun()
        beat = asyncio.ensure_future(in_db(order.append)("beat"))
        await all_have_begun()
        go_on.set()
        await beat
        for window in windows:
            await window.hears("accepted")

    talk(conversation, house)
    order.remove("beat") if order.index("beat") <= 1 else pytest.fail(f"the beat stood in line: {order}")
    assert sum(order) == 8
    assert len(order) <= 2, "who comes meanwhile goes with the others"


def test_a_look_at_those_who_just_come_in_counts_no_window_twice(talk):
    """A fourth window closes the oldest; three are three, whenever the watch looks."""
    house = make.house()
    kite = house.children[0]

    async def conversation(enter):
        for adult in house.adults:
            await enter(adult)
        station = Station.here()
        open_now = asyncio.Event()
        let_in = in_db(partial(askings.enter, house.room.pk, station.place))

        async def late(coming):
            await open_now.wait()
            return await let_in(coming)

        station._comings[house.room.pk] = Queue(station.turns, late)
        coming = [asyncio.ensure_future(enter(kite)) for _window in range(3)]
        while len(station.rooms[house.room.pk].of(kite.pk)) < 3:
            await in_db(int)()  # their tickets are looked up there
        await station._look(set(station.rooms))
        open_now.set()
        windows = [await each for each in coming]
        assert [window.connected for window in windows] == [True] * 3
        chairs = await in_db(lambda: list(Presence.objects.filter(person=kite).values_list("sockets", flat=True)))()
        assert chairs == [3]

    talk(conversation, house)


def test_a_look_goes_over_every_room_a_few_at_a_time(monkeypatch):
    """Between two of its steps whoever says something has their turn."""
    looked, pauses, sleep = [], [], asyncio.sleep

    def survey(_place, here, *_rest, **_more):
        looked.append(set(here))
        return {}

    async def paused(seconds):
        pauses.append(seconds)
        await sleep(0)

    async def look():
        station = Station()
        station.rooms = {pk: LocalRoom(pk, lambda _room: None) for pk in (uuid4() for _ in range(60))}
        monkeypatch.setattr(stations, "survey", survey)
        monkeypatch.setattr(stations.asyncio, "sleep", paused)
        await station._look(set(station.rooms))
        monkeypatch.setattr(stations.asyncio, "sleep", sleep)
        return set(station.rooms)

    assert async_to_sync(look)() == set().union(*looked)
    assert [len(some) for some in looked] == [stations.AT_ONCE] * 2 + [10]
    assert all(0 < pause < stations.LOOKING for pause in pauses[1:])
