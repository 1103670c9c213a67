"""The socket of a screen at the wall: it is shown pictures, says nothing, and is nobody in the room."""

from urllib.parse import parse_qs

from django.utils import timezone

from activities.live import protocol, queries
from activities.live.actions import Shown, Ticket, at_the_wall
from activities.live.consumers.room import HERE, Direct, own_origins
from activities.live.consumers.station import Station
from activities.live.consumers.tables import in_db
from activities.live.hub import Screen
from activities.live.hub import frame as written

WELCOME = '{"type":"welcome","how":"screen"}'


class ScreenConsumer(Direct):
    socket: Screen | None = None
    ticket: Ticket | None = None

    async def connect(self):
        if dict(self.scope["headers"]).get(b"origin", b"").decode("latin1") not in own_origins(self.scope):
            return await self.close()
        self.room_id = self.scope["url_route"]["kwargs"]["room"]
        asked = parse_qs(self.scope["query_string"].decode("latin1"))
        self.station = Station.here()
        self.ticket = await self.station.tickets.ask(Shown(asked.get("ticket", [""])[0], self.room_id, wall=True))
        if self.ticket is None:
            return await self.close()
        self.socket = Screen(self.ticket.person, send=self.base_send, login=self.ticket.login, changed=self._changed)
        self.socket.opened = False
        room = await self.station.open(self.room_id, self.socket)
        state = await in_db(_looks)(self.ticket)
        if state is None or self.socket.closed:
            return await self.close()
        if not await self.opens():
            return None
        self.socket.push(written(WELCOME))
        room.attach(self.socket, state.seq)
        self._changed()

    def _changed(self):
        self.station.show(self.room_id, self.socket, self.ticket.names)

    async def receive(self, text_data=None, bytes_data=None):
        if self.socket is None:
            return
        self.socket.heard_at = self.station.now()
        if text_data != HERE:
            self.socket.close(protocol.Close.BAD_MANNERS)  # a wall has nothing to say

    async def disconnect(self, code):
        if self.socket:
            await self.station.leave(self.room_id, self.socket)


def _looks(ticket: Ticket):
    at = timezone.now()
    if not queries.signed_in(ticket.login, at=at):
        return None
    return at_the_wall(by=ticket.person, room=ticket.room, at=at)
