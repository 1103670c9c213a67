"""Our own site for measuring, with one more address that hands out tickets as the page would, page not included.

STAMPS names a file to which the moment of each publishing is added: the fan-out is measured from there.
"""

import os
import struct
import time
from importlib import import_module
from urllib.parse import parse_qs
from uuid import UUID

site = import_module("portal.asgi").application  # first: it sets Django up

from asgiref.sync import sync_to_async  # noqa: E402

from activities.live import broadcast  # noqa: E402
from activities.live.actions import issue_ticket  # noqa: E402
from portal.accounts.models import User  # noqa: E402

publish = broadcast.publish
stamps = os.open(os.environ.get("STAMPS", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def stamped(*args):
    os.write(stamps, struct.pack("d", time.perf_counter()))
    publish(*args)


broadcast.publish = stamped


async def application(scope, receive, send):
    if scope["type"] != "http" or scope["path"] != "/bench/tickets":
        return await site(scope, receive, send)
    asked = parse_qs(scope["query_string"].decode())
    who, room, login = User(pk=UUID(asked["person"][0])), UUID(asked["room"][0]), asked["login"][0]
    give = sync_to_async(issue_ticket)
    words = [await give(by=who, room=room, login=login, language="zh-hans") for _ in range(int(asked["n"][0]))]
    body = ",".join(words).encode()
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
