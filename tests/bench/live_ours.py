"""Our own site for measuring, with one more address that hands out tickets as the page would, page not included."""

from importlib import import_module
from urllib.parse import parse_qs
from uuid import UUID

site = import_module("portal.asgi").application  # first: it sets Django up

from activities.live.actions import issue_ticket  # noqa: E402
from portal.accounts.models import User  # noqa: E402


async def application(scope, receive, send):
    if scope["type"] != "http" or scope["path"] != "/bench/tickets":
        return await site(scope, receive, send)
    asked = parse_qs(scope["query_string"].decode())
    who, room, login = User(pk=UUID(asked["person"][0])), UUID(asked["room"][0]), asked["login"][0]
    words = [issue_ticket(by=who, room=room, login=login, language="zh-hans") for _ in range(int(asked["n"][0]))]
    body = ",".join(words).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
