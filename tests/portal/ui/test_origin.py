"""A page of another site cannot open a socket with our cookies."""

import asyncio

import pytest

from portal.ui.origin import SameOrigin


async def accepting(scope, receive, send):
    await receive()
    await send({"type": "websocket.accept"})


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        ("http://house.example", True),
        ("https://house.example:8443", True),
        ("http://other.example", False),
        ("http://house.example.other.example", False),
        ("null", False),
        ("http://[", False),
        ("", False),
        (None, True),
    ],
)
def test_origins(origin, let_in):
    assert knock(origin, b"house.example:8000") == ["websocket.accept" if let_in else "websocket.close"]


@pytest.mark.parametrize("host", [b"", b"[", b":8000"])
@pytest.mark.parametrize("origin", ["null", "", "http://[", "file://"])
def test_nowhere_is_not_the_same_place_as_nowhere(origin, host):
    assert knock(origin, host) == ["websocket.close"]


def knock(origin, host):
    headers = [(b"host", host)] + ([] if origin is None else [(b"origin", origin.encode())])
    sent, coming = [], ["websocket.connect"]

    async def receive():
        return {"type": coming.pop() if coming else "websocket.disconnect", "code": 1000}

    async def send(message):
        sent.append(message["type"])

    scope = {"type": "websocket", "path": "/ws/rooms/1/", "headers": headers}
    asyncio.run(SameOrigin(accepting)(scope, receive, send))
    return sent
