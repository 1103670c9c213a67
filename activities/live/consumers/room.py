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
from django.utils import translation
from pydantic import ValidationError

from activities.live import protocol
from activities.live.actions import REASONS, Coming, NotHere, NotNow, Shown, Ticket, frames
from activities.live.consumers.station import Station
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

    async def close(self, code=None, reason=None):
        with contextlib.suppress(OSError):  # ASGI's word for a page that has gone by itself
            await super().close(code, reason)

    async def opens(self) -> bool:
        """Accepts; false when the window was closed while everything was asked, by us or with its page."""
        try:
            await self.accept()
        except OSError:
            self.socket.closed = Close.COME_BACK  # that it left comes as a message of its own
        if self.socket.closed:
            await self.close(self.socket.closed)
        self.socket.opened = self.socket.closed is None
        return self.socket.opened


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
        self.station = Station.here()
        self.ticket = await self.station.tickets.ask(Shown(asked.get("ticket", [""])[0], self.room_id))
        if self.ticket is None:
            return await self.close()
        self.socket = Socket(self.ticket.person, adult=False, send=self.base_send, login=self.ticket.login)
        self.socket.opened = False
        # Subscribe first, then read: what changes in between is heard twice at worst, and dropped by its number.
        room = await self.station.open(self.room_id, self.socket)
        known = (_number(asked, "epoch"), _number(asked, "since"))
        coming = Coming(self.ticket.person, *known, looking=asked.get("looking") != ["0"])
        entrance = await self.station.comings(self.room_id).ask((self.ticket.login, coming))
        if entrance is None or self.socket.closed:
            return await self.close()
        if not await self.opens():
            return None
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
            outcome = await self.station.commands.ask((self.ticket, command))
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
