"""Telling news to other processes: nobody waits for a channel layer that does not answer."""

import asyncio
import time
from uuid import uuid4

from activities.live import broadcast
from activities.live.protocol import News


class Deaf:
    def __init__(self):
        self.asked = 0

    async def group_send(self, group, message):
        self.asked += 1
        await asyncio.Event().wait()


def test_a_layer_that_does_not_answer_holds_nobody_up(monkeypatch, caplog):
    layer = Deaf()
    monkeypatch.setattr(broadcast, "get_channel_layer", lambda: layer)
    monkeypatch.setattr(broadcast, "PATIENCE", 0.01)
    monkeypatch.setattr(broadcast, "_silent_until", 0.0)
    start = time.monotonic()
    for _ in range(50):
        broadcast.publish(uuid4(), [News(1, "all", None, "{}")])
    assert time.monotonic() - start < broadcast.SILENCE, "a command takes as long as its own work"
    assert layer.asked == 1
    assert "could not be told" in caplog.text
    monkeypatch.setattr(broadcast, "_silent_until", 0.0)
    broadcast.expel(uuid4(), 4030)
    assert layer.asked == 2, "and it is tried again"
