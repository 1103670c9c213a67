"""Who want something of a room at once stand in line before the tables; the watch over it does not (MOD-25)."""

import asyncio
import threading

import pytest

from activities.live.actions import Outcome
from activities.live.consumers import askings
from activities.live.consumers.queue import Queue
from activities.live.consumers.station import Station
from activities.live.consumers.tables import in_db
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
        open_now, let_in = asyncio.Event(), askings.let_in(house.room.pk, station.place)

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
