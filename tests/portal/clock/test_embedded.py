"""The embedded process keeps the clock going by itself, and no other process does."""

import asyncio

import pytest
from django.test import override_settings

from portal.clock import embedded


def lives(messages):
    """Sends the server's messages and returns what was answered; the second waits until the clock has beaten twice."""
    beats, sent = [], []

    async def receive():
        message = messages.pop(0)
        if message == "lifespan.shutdown":
            for _ in range(200):
                if len(beats) >= 2:
                    break
                await asyncio.sleep(0.005)
        return {"type": message}

    async def send(message):
        sent.append(message["type"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embedded, "_tick", lambda: beats.append(1))
        asyncio.run(embedded.Lifespan()({"type": "lifespan"}, receive, send))
    return sent, beats


ANSWERS = ["lifespan.startup.complete", "lifespan.shutdown.complete"]


@override_settings(EMBEDDED=True, CLOCK_SECONDS=0.01)
def test_the_clock_beats_until_the_server_stops():
    sent, beats = lives(["lifespan.startup", "lifespan.shutdown"])
    assert sent == ANSWERS
    assert len(beats) >= 2


@pytest.mark.parametrize(
    "setting", [{"EMBEDDED": False, "CLOCK_SECONDS": 0.01}, {"EMBEDDED": True, "CLOCK_SECONDS": 0}]
)
def test_elsewhere_it_is_still(setting):
    with override_settings(**setting):
        sent, beats = lives(["lifespan.startup", "lifespan.shutdown"])
    assert sent == ANSWERS
    assert beats == []
