"""One process's share of all live rooms: its sockets, its one ear for news, and its watch over who is here."""

import asyncio
import contextlib
import logging
from functools import partial
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

from django.utils import timezone

from activities.live import broadcast, log, queries
from activities.live.actions import frames, leave, look, use_tickets
from activities.live.consumers import askings
from activities.live.consumers.queue import Queue
from activities.live.consumers.survey import Found, survey
from activities.live.consumers.tables import in_db
from activities.live.hub import Allowance, LocalRoom, Screen, Socket
from activities.live.hub import frame as written
from activities.live.protocol import Close

logger = logging.getLogger(__name__)
BEAT = 2.0  # seconds between two looks
ADULT_SILENT = 6.0  # an adult whose page has not answered the beat for so long is not here
CHILD_SILENT = 70.0  # two and a half heartbeats of a child's page
CHECK_EVERY = 2  # looks in which every room has its turn: permission of everybody in it, and what was missed
CALM = 1000  # sockets of one room for which a look waits one second more
AT_ONCE = 25  # rooms looked at in one go
PAUSE = 3  # times as long as that took is for others
LOOKING = 1.0  # seconds that all pauses of one look may take together
FILL = 500  # missed events read at once
TURNS = 2  # of all who want something of the tables at once: one is answered, the next stands ready
GAP = 0.05  # news that come in the wrong order get so long to sort themselves out

_stations: WeakKeyDictionary = WeakKeyDictionary()


class Station:
    @classmethod
    def here(cls) -> "Station":
        """The one of this process (of this event loop)."""
        loop = asyncio.get_running_loop()
        if loop not in _stations:
            _stations[loop] = cls()
        return _stations[loop]

    def __init__(self):
        self.place = uuid4()
        self.rooms: dict[UUID, LocalRoom] = {}
        self._allowances: dict[tuple[UUID, UUID], Allowance] = {}
        self._ear: broadcast.Ear | None = None
        self._watching: asyncio.Task | None = None
        self._tasks: set[asyncio.Task] = set()
        self._door = asyncio.Lock()
        self.turns = asyncio.Semaphore(TURNS)
        self.tickets = Queue(self.turns, in_db(use_tickets))
        self.commands = Queue(self.turns, in_db(askings.carry_out))
        self._comings: dict[UUID, Queue] = {}
        self._hurry = asyncio.Event()
        self._looks = 0

    @staticmethod
    def now() -> float:
        return asyncio.get_running_loop().time()

    # --- Coming and going ---

    async def open(self, pk: UUID, socket: Socket) -> LocalRoom:
        """The room, subscribed to, with a socket that hears nothing yet but can already be sent away."""
        async with self._door:
            if self._ear is None:
                self._ear = broadcast.Ear(self._hear)
                await self._ear.start()
            if pk not in self.rooms:
                await self._ear.join(pk)
                self.rooms[pk] = LocalRoom(pk, self._missed)
            room = self.rooms[pk]
            room.sockets[socket], socket.edition = None, room.edition
        socket.heard_at = self.now()
        if self._watching is None or self._watching.done():
            self._watching = asyncio.ensure_future(self._watch())
            self._do(self._pulse())
        return room

    def welcome(self, room: LocalRoom, socket: Socket) -> None:
        if room.presence:
            socket.push({"type": "websocket.send", "text": room.presence})
        if room.groups and socket.adult:
            socket.push({"type": "websocket.send", "text": frames.groups(room.groups)})
        self._hurry.set()

    async def looks(self, pk: UUID, socket: Socket) -> None:
        """Somebody turned to this window: where an adult looks is told at once, here and where they were before."""
        await in_db(look)(by=socket.person, room=pk, place=self.place, at=timezone.now())
        self._hurry.set()

    async def leave(self, pk: UUID, socket: Socket) -> None:
        socket.live = False
        socket.closed = socket.closed or Close.COME_BACK
        room = self.rooms.get(pk)
        if room is None or socket not in room.sockets:
            return
        del room.sockets[socket]
        if not isinstance(socket, Screen):
            await self._stand_up(pk, room, socket)
        self._hurry.set()
        async with self._door:
            if pk in self.rooms and not self.rooms[pk].sockets:
                del self.rooms[pk]
                self._comings.pop(pk, None)
                await self._ear.leave(pk)
            if not self.rooms and self._ear:
                await self._ear.stop()
                self._ear = None

    async def _stand_up(self, pk: UUID, room: LocalRoom, socket: Socket) -> None:
        try:
            await in_db(leave)(by=socket.person, room=pk, place=self.place, sockets=len(room.of(socket.person)))
        except Exception:
            # A chair nobody renews is empty soon by itself; the rest of the leaving must not be left undone.
            logger.error("somebody who left a live room could not be noted", exc_info=False)
        if not room.of(socket.person):
            self._allowances.pop((pk, socket.person), None)

    def show(self, pk: UUID, screen: Screen, names: bool) -> None:
        """Paints a screen anew; what changes while one picture is read is in the next."""
        if not screen.painting:
            screen.painting = True
            self._do(self._paint(pk, screen, names))

    async def _paint(self, pk: UUID, screen: Screen, names: bool) -> None:
        await asyncio.sleep(GAP)
        screen.painting = False
        text = await in_db(frames.wall)(pk, names=names)
        screen.push({"type": "websocket.send", "text": text})

    def comings(self, pk: UUID) -> Queue:
        """Where those stand who want in."""
        return self._comings.setdefault(pk, Queue(self.turns, in_db(partial(askings.enter, pk, self.place))))

    def allows(self, room: UUID, person: UUID) -> bool:
        """All windows of a person in a room share one allowance."""
        return self._allowances.setdefault((room, person), Allowance()).take(self.now())

    # --- News ---

    def _hear(self, message: dict) -> None:
        kind = message["type"]
        person = UUID(message["person"]) if message.get("person") else None
        room = self.rooms.get(UUID(message["room"])) if message.get("room") else None
        if kind == "live.news" and room:
            room.hear(broadcast.unpacked(message))
        elif kind == "live.shut" and room:
            self._send_away(list(room.sockets), Close(message["code"]))
        elif kind == "live.rewritten":
            pk = UUID(message["room"])
            log.forget([pk])
            if room:
                room.edition += 1
                self._do(self._show_anew(room))
        elif kind == "live.expel":
            rooms = ([room] if room else []) if message["room"] else list(self.rooms.values())
            leaving = [each for one in rooms for each in (*one.of(person), *one.screens_of(person))]
            self._send_away(leaving, Close(message["code"]))
        elif kind == "live.make_way" and room and message["place"] == self.place.hex:
            self._send_away(room.of(person)[:1], Close.ELSEWHERE)
        elif kind == "live.look_again" and (where := self._where(person)):
            self._do(self._look(where))

    def _where(self, person: UUID) -> set[UUID]:
        return {pk for pk, room in self.rooms.items() if room.of(person) or room.screens_of(person)}

    @staticmethod
    def _send_away(sockets: list[Socket], code: Close) -> None:
        for socket in sockets:
            socket.close(code)

    def _missed(self, room: LocalRoom) -> None:
        if not room.filling:
            room.filling = True
            self._do(self._fill(room))

    async def _fill(self, room: LocalRoom) -> None:
        await asyncio.sleep(GAP)
        try:
            while True:
                news = await in_db(log.tail)(room.pk, after=room.seq, limit=FILL)
                if len(news) < FILL:
                    break
                room.hear(news)
        finally:
            room.filling = False
        room.hear(news)

    async def _show_anew(self, room: LocalRoom) -> None:
        """Erased words stand on screens still: each reader gets the whole room again, over the line that is open."""
        row, state = await in_db(_room_anew)(room.pk)
        room.drop(state.seq)
        at = timezone.now()
        for socket in list(room.sockets):
            if isinstance(socket, Screen):
                socket.paint()
            elif socket.live:
                socket.push(written(frames.anew(state, socket.person, adult=socket.adult, epoch=row.epoch, at=at)))
                socket.edition = room.edition
                room.attach(socket, state.seq)

    def _do(self, coroutine) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            logger.error("a look at the live rooms failed", exc_info=False)

    # --- The watch ---

    async def _watch(self) -> None:
        while self.rooms:
            try:
                turn = self._looks % CHECK_EVERY
                await self._look({pk for pk in self.rooms if pk.int % CHECK_EVERY == turn})
            except Exception:
                # Presence runs out by itself when looks fail, so a fault here pauses rooms and never opens them.
                logger.error("a look at the live rooms failed", exc_info=False)
            self._looks += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), BEAT)
            # A class that comes in together is one piece of news, and the more are here the rarer it is told.
            await asyncio.sleep(GAP + max((len(room.sockets) for room in self.rooms.values()), default=0) / CALM)
            self._hurry.clear()

    async def _pulse(self) -> None:
        """Apart from the looks, so that a slow database makes nobody seem absent."""
        while self.rooms:
            self._drop_the_silent()
            await asyncio.sleep(BEAT)

    async def _look(self, checked: set[UUID]) -> None:
        """A few rooms at a time, and a pause in between: whoever says something meanwhile has their turn."""
        every, pause = list(self.rooms), 0.0
        for start in range(0, len(every), AT_ONCE):
            await asyncio.sleep(pause)
            began = self.now()
            await self._look_at({pk for pk in every[start : start + AT_ONCE] if pk in self.rooms}, checked)
            pause = min(PAUSE * (self.now() - began), LOOKING * AT_ONCE / len(every))

    async def _look_at(self, some: set[UUID], checked: set[UUID]) -> None:
        rooms = {pk: self.rooms[pk] for pk in some}
        here = {pk: room.people() for pk, room in rooms.items()}
        logins = {pk: {each.login for each in rooms[pk].sockets} for pk in checked & some}
        told = {pk: room.seats for pk, room in rooms.items()}
        walls = {pk: {each.person for each in rooms[pk].screens()} for pk in checked & some}
        coming = {pk: room.on_the_doorstep() for pk, room in rooms.items()}
        found = await in_db(survey)(self.place, here, logins, told, coming=coming, walls=walls, at=timezone.now())
        for pk, each in found.items():
            if pk in self.rooms:
                self._act_on(self.rooms[pk], each)

    def _act_on(self, room: LocalRoom, found: Found) -> None:
        for person in found.gone:
            self._send_away([*room.of(person), *room.screens_of(person)], Close.LEFT)
        for person in found.moved:
            self._send_away(room.of(person), Close.MOVED)
        for socket in list(room.sockets):
            if socket.login in found.signed_out:
                socket.close(Close.ASK_AGAIN)
        if found.faces is not None:
            room.seats = found.seats
            room.presence = frames.presence(found.faces)
            room.say(room.presence)
        if found.groups != room.groups:
            room.groups = found.groups
            room.say(frames.groups(found.groups), adults_only=True)
        if found.head and room.seq is not None and found.head > room.seq:
            self._missed(room)

    def _drop_the_silent(self) -> None:
        now = self.now()
        for room in self.rooms.values():
            for socket in list(room.sockets):
                if socket.live and now - socket.heard_at > (ADULT_SILENT if socket.adult else CHILD_SILENT):
                    socket.close(Close.COME_BACK)
            room.say(frames.BEAT, adults_only=True)


def _room_anew(pk: UUID):
    return queries.room_of(pk), log.current(pk)
