"""One socket: reads a message, has it carried out, says what came of it. It decides nothing."""

import contextlib
import json
import logging
from urllib.parse import parse_qs
from uuid import UUID

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.utils import timezone, translation
from pydantic import ValidationError

from activities.live import protocol, queries
from activities.live.actions import REASONS, NotHere, NotNow, Ticket, carry_out, enter, frames, use_ticket
from activities.live.consumers.station import Station
from activities.live.consumers.tables import in_db
from activities.live.hub import Socket
from activities.live.hub import frame as written
from activities.live.protocol import Close

logger = logging.getLogger(__name__)
HERE = '{"type":"here"}'
STRIKES = 20  # unreadable or hurried messages before the socket is closed


class Direct(AsyncWebsocketConsumer):
    """A consumer without a channel of its own: the process has one for all its sockets (see Station)."""

    async def __call__(self, scope, receive, send):
        self.scope, self.base_send, self.channel_layer = scope, send, None
        with contextlib.suppress(StopConsumer):
            while True:
                await self.dispatch(await receive())

    async def dispatch(self, message):
        await getattr(self, get_handler_name(message))(message)


class Unknown(Direct):
    """No such address."""

    async def connect(self):
        await self.close(Close.UNKNOWN)


def own_origins(scope) -> set[str]:
    """The site's own address; the embedded default answers under whatever name its host was called by."""
    own = {settings.BASE_URL.rstrip("/")}
    if settings.EMBEDDED:
        host = dict(scope["headers"]).get(b"host", b"").decode("latin1")
        own |= {f"http://{host}", f"https://{host}"} if host else set()
    return own


class RoomConsumer(Direct):
    socket: Socket | None = None
    ticket: Ticket | None = None
    strikes = 0

    async def connect(self):
        if dict(self.scope["headers"]).get(b"origin", b"").decode("latin1") not in own_origins(self.scope):
            return await self.close()
        self.room_id: UUID = self.scope["url_route"]["kwargs"]["room"]
        asked = parse_qs(self.scope["query_string"].decode("latin1"))
        try:
            await self._come_in(asked)
        except Exception:
            # The tables or the tickets could not be asked; whoever was half in is out, and comes again by itself.
            logger.error("nobody could be let into a live room", exc_info=False)
            await self._turn_away()

    async def _turn_away(self):
        if self.socket and self.socket.live:
            self.socket.close(Close.COME_BACK)
            return
        if self.socket:
            await self.station.leave(self.room_id, self.socket)
        await self.close(Close.COME_BACK)

    async def _come_in(self, asked):
        self.ticket = await in_db(use_ticket)(asked.get("ticket", [""])[0], room=self.room_id)
        if self.ticket is None:
            return await self.close()
        self.station = Station.here()
        self.socket = Socket(self.ticket.person, adult=False, send=self.base_send, login=self.ticket.login)
        # Subscribe first, then read: what changes in between is heard twice at worst, and dropped by its number.
        room = await self.station.open(self.room_id, self.socket)
        known = (_number(asked, "epoch"), _number(asked, "since"))
        async with self.station.turns:
            entrance = await in_db(_enter)(self.ticket, self.station.place, *known, asked.get("looking") != ["0"])
        if entrance is None or self.socket.closed:
            return await self.close()
        await self.accept()
        self.socket.adult = entrance.face.adult
        for text in frames.of(entrance):
            self.socket.push(written(text))
        room.attach(self.socket, entrance.seq)
        self.station.welcome(room, self.socket)

    async def receive(self, text_data=None, bytes_data=None):
        if self.socket is None:
            return None  # never let in; what still arrives is nobody's
        self.socket.heard_at = self.station.now()
        if text_data == HERE:
            return None  # asked for by our own beat, so it is not counted as writing
        if text_data is None or len(text_data.encode()) > protocol.LONGEST_FRAME:
            return self._strike("unreadable")
        if not self.station.allows(self.room_id, self.ticket.person):
            return self._strike("too_fast", _client_id(text_data))
        try:
            message = protocol.inward.validate_json(text_data)
        except ValidationError:
            return self._strike("unreadable")
        if isinstance(message, protocol.Command):
            await self._carry_out(message)
        elif isinstance(message, protocol.Looking):
            await self.station.looks(self.room_id, self.socket)

    async def _carry_out(self, command):
        try:
            async with self.station.turns:
                outcome = await in_db(_carry_out)(self.ticket, command)
        except NotNow as no:
            return self._refuse(no.code, command.client_id)
        except NotHere:
            return self.socket.close(Close.LEFT)
        except Exception:
            # The tables could not be asked, or went away meanwhile. Whether it was written the page does not know: it
            # comes back and sends it once more under the same mark. The words stay out of the server's log.
            logger.error("a live command met a fault", exc_info=False)
            return self.socket.close(Close.COME_BACK)
        if outcome is None:
            return self.socket.close(Close.ASK_AGAIN)
        self.socket.push(written(frames.accepted(command.client_id, outcome)))

    def _strike(self, code, client_id=None):
        self.strikes += 1
        self._refuse(code, client_id)
        if self.strikes >= STRIKES:
            self.socket.close(Close.BAD_MANNERS)

    def _refuse(self, code, client_id=None):
        with translation.override(self.ticket.language):
            self.socket.push(written(frames.refused(client_id, code, str(REASONS[code]))))

    async def disconnect(self, code):
        if self.socket:
            await self.station.leave(self.room_id, self.socket)


def _enter(ticket: Ticket, place: UUID, epoch: int, since: int, looking: bool):
    at = timezone.now()
    if not queries.signed_in(ticket.login, at=at):
        return None
    return enter(by=ticket.person, room=ticket.room, place=place, epoch=epoch, since=since, looking=looking, at=at)


def _carry_out(ticket: Ticket, command):
    """None when the session behind the socket has ended."""
    at = timezone.now()
    if not queries.signed_in(ticket.login, at=at):
        return None
    return carry_out(by=ticket.person, room=ticket.room, command=command, at=at)


def _number(asked: dict, name: str) -> int:
    text = asked.get(name, [""])[0]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0


def _client_id(text: str) -> str | None:
    """So that the page knows which of its messages has to wait; anything odd is nobody's."""
    try:
        found = json.loads(text)["client_id"]
    except (ValueError, KeyError, TypeError):
        return None
    return found[:40] if isinstance(found, str) else None
