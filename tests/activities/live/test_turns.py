"""Who want something of a room at once stand in line before the tables; the watch over it does not (MOD-25)."""

import asyncio
import threading

import pytest

from activities.live.actions import Outcome
from activities.live.consumers import room
from activities.live.consumers.station import TURNS
from activities.live.consumers.tables import in_db
from tests.making import live as make

pytestmark = pytest.mark.django_db


async def all_have_begun():
    """Whatever is ready to run has run as far as it can."""
    for _turn in range(50):
        await asyncio.sleep(0)


def test_the_renewing_of_chairs_overtakes_those_who_vote(talk, monkeypatch):
    house, go_on, order = make.house(children=6), threading.Event(), []

    def carried(ticket, command):
        go_on.wait(20)
        order.append("command")
        return Outcome(0)

    monkeypatch.setattr(room, "_carry_out", carried)

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
    assert order.count("command") == 8
    assert order.index("beat") <= TURNS
