"""What our rooms are measured against: a room as the Channels tutorial writes it, and the bare floor without Channels.

YARDSTICK=plain|bare LAYER=memory|pubsub STAMPS=file uvicorn tests.bench.live_yardsticks:application
"""

import collections
import json
import os
import struct
import time

import django
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import re_path

LAYERS = {
    "memory": {"BACKEND": "channels.layers.InMemoryChannelLayer"},
    "pubsub": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [os.environ.get("REDIS_URL", "")], "prefix": "bench-plain"},
    },
}
settings.configure(
    SECRET_KEY="measured, never trusted " * 3,
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={"default": LAYERS[os.environ.get("LAYER", "memory")]},
)
django.setup()
numbers = collections.Counter()
rooms = collections.defaultdict(set)

stamps = os.open(os.environ.get("STAMPS", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def event(room, said):
    """About as long as one of ours, with the sender's mark in it."""
    os.write(stamps, struct.pack("d", time.perf_counter()))  # from here on it is only passed on
    numbers[room] += 1
    by = {"id": "0b0e7a3e-1111-4222-8333-444455556666", "name": "安静的风筝", "avatar": "kite", "adult": True}
    said = {"type": "message_posted", "by": by, "text": said["text"], "at": "2026-11-23T10:00:00Z"}
    return {"seq": numbers[room], **said}


class Plain(AsyncJsonWebsocketConsumer):
    """Every socket a member of the group, every socket encodes."""

    async def connect(self):
        self.room = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def receive_json(self, content):
        if content["type"] == "say":
            await self.channel_layer.group_send(self.room, {"type": "room.event", "payload": event(self.room, content)})

    async def room_event(self, message):
        await self.send_json(message["payload"])


async def bare(scope, receive, send):
    """No Channels, no database, one encoding, one loop over the sockets."""
    if scope["type"] != "websocket":
        return
    room = scope["path"]
    await receive()
    await send({"type": "websocket.accept"})
    rooms[room].add(send)
    try:
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            said = json.loads(message["text"])
            if said["type"] == "say":
                text = json.dumps(event(room, said), ensure_ascii=False)
                for each in list(rooms[room]):
                    await each({"type": "websocket.send", "text": text})
    finally:
        rooms[room].discard(send)


plain = ProtocolTypeRouter({"websocket": URLRouter([re_path(r"^ws/rooms/(?P<room>[\w-]+)/$", Plain.as_asgi())])})
application = plain if os.environ.get("YARDSTICK", "plain") == "plain" else bare
