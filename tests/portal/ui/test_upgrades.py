"""A refused socket carries the headers of an ordinary answer, whoever refuses it and why (SEC-11)."""

import asyncio
import http.client
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import override_settings

from portal.ui.headers import GUARDS
from portal.ui.upgrades import Upgrades
from tests.making import live as make

OF_THE_BODY = {"date", "server", "connection", "content-type", "content-length", "content-language", "vary"}
KNOCK = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def ask(url, path, **headers):
    asking = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    asking.request("GET", path, headers=headers)
    answer = asking.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}


def test_every_refusal_is_guarded_like_a_page(site):  # SEC-11, through a real server
    status, page = ask(site.url, "/healthz")
    ours = {name: value for name, value in page.items() if name not in OF_THE_BODY}
    assert status == 200
    assert len(ours) >= 8
    room = f"/ws/rooms/{site.do(make.house).room.pk}/"
    knocks = {
        "another page": (room, {"Origin": "https://evil.example"}),
        "no page": (room, {}),
        "no address": (room, {"Origin": "http://["}),
        "another port": (room, {"Origin": "http://127.0.0.1:1"}),
        "no ticket": (room, {"Origin": site.url}),
        "an invented ticket": (f"{room}?ticket=abc", {"Origin": site.url}),
        "an unknown address": ("/ws/elsewhere/", {"Origin": site.url}),
        "no address of ours": ("/admin", {"Origin": site.url}),
    }
    for name, (path, headers) in knocks.items():
        status, answer = ask(site.url, path, **KNOCK, **headers)
        assert status == 403, name
        assert {header: answer.get(header) for header in ours} == ours, name


def test_the_guards_are_those_of_pages_in_their_order():
    named = [f"{guard.__module__}.{guard.__qualname__}" for guard in reversed(GUARDS)]
    assert [name for name in settings.MIDDLEWARE if name in named] == named


def knock(application, **scope):
    """What a server is told to send."""
    sent = []

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    able = {"extensions": {"websocket.http.response": {}}}
    scope = {"type": "websocket", "path": "/ws/", "scheme": "ws", "query_string": b"", "headers": []} | able | scope
    asyncio.run(Upgrades(application)(scope, receive, send))
    return sent


def told(start):
    return {name.decode(): value.decode() for name, value in start["headers"]}


async def closing(scope, receive, send):
    await send({"type": "websocket.close", "code": 4404})


async def failing(scope, receive, send):
    raise RuntimeError("the tables do not answer")


async def talking(scope, receive, send):
    for message in ("websocket.accept", "websocket.send", "websocket.close"):
        await send({"type": message})


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
@pytest.mark.parametrize(
    ("scheme", "headers", "secret"),
    [
        ("wss", [], True),
        ("ws", [(b"x-forwarded-proto", b"https")], True),
        ("ws", [(b"x-forwarded-proto", b"http")], False),
        ("ws", [], False),
    ],
)
def test_in_production_it_says_that_we_speak_only_in_secret(scheme, headers, secret):
    start, body = knock(closing, scheme=scheme, headers=headers)
    assert (start["status"], body["body"]) == (403, b"")
    assert ("strict-transport-security" in told(start)) is secret


def test_a_fault_is_answered_too_and_said_without_its_words(caplog):
    start, _body = knock(failing)
    assert start["status"] == 500
    assert "default-src 'none'" in told(start)["content-security-policy"]
    assert caplog.messages == ["a socket could not be answered"]


def test_a_server_that_cannot_carry_it_is_told_to_close():
    assert knock(closing, extensions={}) == [{"type": "websocket.close", "code": 4404}]
    with pytest.raises(RuntimeError):
        knock(failing, extensions={})


def test_who_was_let_in_is_left_alone():
    assert [message["type"] for message in knock(talking)] == ["websocket.accept", "websocket.send", "websocket.close"]
