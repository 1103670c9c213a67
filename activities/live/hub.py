"""The sockets of one process: what is written out once goes to each of them without waiting for any.

A socket that does not read fills a small buffer of its own and is then sent away with a code that says "come back";
coming back brings the rest. So one stalled phone never stops a room (in plain fan-out it stops all).
Everything here runs on the event loop's thread, and nothing between two `await`s can be interrupted.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from uuid import UUID

from activities.live.protocol import Close, News
from activities.live.room import readable

RING = 512  # recent events kept for those who come back
BUFFERED_FRAMES = 256  # for one socket, beyond what the server's own buffer holds
BUFFERED_BYTES = 256 * 1024
A_SECOND, BURST = 5, 10


class Allowance:
    """How fast one person may write: five a second, ten at once (SEC-34)."""

    def __init__(self):
        self._left, self._at = float(BURST), 0.0

    def take(self, now: float) -> bool:
        self._left = min(BURST, self._left + (now - self._at) * A_SECOND)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class _Rest:
    """Awaits what is left of a coroutine that has already begun."""

    def __init__(self, coroutine, first):
        self._coroutine, self._next = coroutine, first

    def __await__(self):
        while True:
            try:
                sent = yield self._next
            except BaseException as problem:
                step = self._coroutine.throw, problem
            else:
                step = self._coroutine.send, sent
            try:
                self._next = step[0](step[1])
            except StopIteration:
                return


class Socket:
    """One window of one person; `push` never waits. Before it is `opened` nothing is sent: who opens it says no."""

    def __init__(self, person: UUID, *, adult: bool, send: Callable[[dict], Awaitable], login: str = ""):
        self.person, self.adult, self.login = person, adult, login
        self._send = send
        self._waiting: deque[dict] = deque()
        self._bytes = 0
        self._writing: asyncio.Task | None = None
        self.opened = True
        self.live = False  # between subscribing and the snapshot it hears nothing
        self.after = 0  # the number its snapshot or tail ended with
        self.edition = 0  # of the room's log that its picture was read from
        self.owed = 0  # the last number it may not read and was not yet told
        self.closed: Close | None = None
        self.heard_at = 0.0

    def offer(self, news: News, frame: dict) -> None:
        if not self.live or news.seq <= self.after:
            return
        self.after = news.seq
        if readable(news.audience, news.to, self.person, self.adult):
            if self.owed:
                self.push(passed(self.owed))
                self.owed = 0
            self.push(frame)
        else:
            self.owed = news.seq

    def push(self, frame: dict) -> None:
        """Hands a frame to the server at once if it takes it, else keeps it; a full buffer ends the socket."""
        if self.closed:
            return
        if self._writing is None:
            self._write(frame)
            return
        self._waiting.append(frame)
        self._bytes += len(frame["text"])
        if len(self._waiting) > BUFFERED_FRAMES or self._bytes > BUFFERED_BYTES:
            self.close(Close.COME_BACK)

    def _write(self, frame: dict) -> None:
        # Most sends end at once. Running the first step here spares a task for each of a thousand sockets.
        sending = self._send(frame)
        try:
            first = sending.send(None)
        except StopIteration:
            return
        except Exception:
            self.closed = self.closed or Close.COME_BACK  # gone already; its own consumer hears of it
            return
        self._writing = asyncio.ensure_future(self._finish(_Rest(sending, first)))

    async def _finish(self, rest: Awaitable) -> None:
        try:
            await rest
            while self._waiting and not self.closed:
                frame = self._waiting.popleft()
                self._bytes -= len(frame["text"])
                await self._send(frame)
        except Exception:
            self.closed = self.closed or Close.COME_BACK
        finally:
            self._writing = None

    def close(self, code: Close) -> None:
        if self.closed:
            return
        self.closed, self.live = code, False
        self._waiting.clear()
        if self.opened:
            self._last = asyncio.ensure_future(self._goodbye(code))

    async def _goodbye(self, code: Close) -> None:
        if self._writing:
            await asyncio.wait([self._writing])  # a frame that was begun comes first, or the server stumbles
        try:
            await self._send({"type": "websocket.close", "code": int(code)})
        except Exception:
            return  # it went first


class Screen(Socket):
    """A screen at the wall, opened by `person`: it hears that something everybody may read has changed and is then
    shown what it may show (`protocol.screen`). No event goes to it, nor who is here; it is nobody's chair."""

    def __init__(self, person: UUID, *, send: Callable[[dict], Awaitable], login: str, changed: Callable[[], None]):
        super().__init__(person, adult=False, send=send, login=login)
        self._changed = changed
        self.painting = False

    def offer(self, news: News, frame: dict) -> None:
        if self.live and news.seq > self.after:
            self.after = news.seq
            if news.audience == "all":
                self.paint()

    def paint(self) -> None:
        self._changed()


def passed(seq: int) -> dict:
    return frame(f'{{"type":"passed","seq":{seq}}}')


def frame(text: str) -> dict:
    return {"type": "websocket.send", "text": text}


class LocalRoom:
    """One room as this process knows it: its sockets and the last few hundred events."""

    def __init__(self, pk: UUID, missed: Callable[["LocalRoom"], None]):
        self.pk = pk
        self.seq: int | None = None  # until the first reader brought a number from the table
        self.ring: deque[News] = deque(maxlen=RING)
        self.sockets: dict[Socket, None] = {}  # in order of arrival
        self._ahead: dict[int, News] = {}
        self._missed = missed
        self.filling = False
        self.edition = 0  # how often words were taken out of its log
        self.seats: frozenset | None = None  # who the sockets were last told was here
        self.presence = ""
        self.groups: dict = {}  # how many its adults were told are in each small room

    def hear(self, news: Iterable[News]) -> None:
        """In any order, any number of times; what is missing is fetched from the table, never guessed."""
        for each in news:
            if self.seq is None or each.seq > self.seq:
                self._ahead[each.seq] = each
        self._go_on()
        if self._ahead and self.seq is not None:
            self._missed(self)

    def _go_on(self) -> None:
        while self.seq is not None and self.seq + 1 in self._ahead:
            self.seq += 1
            self._deliver(self._ahead.pop(self.seq))

    def _deliver(self, news: News) -> None:
        if news.removes:
            self.ring = deque(
                (each.wordless() if each.message == news.removes else each for each in self.ring), maxlen=RING
            )
        self.ring.append(news)
        written = frame(news.text)
        for socket in list(self.sockets):
            socket.offer(news, written)

    def since(self, seq: int) -> list[News] | None:
        """Everything after `seq` from memory, or None where memory does not reach back so far."""
        if self.seq is None or seq > self.seq:
            return None
        if seq == self.seq:
            return []
        if not self.ring or self.ring[0].seq > seq + 1:
            return None
        return [each for each in self.ring if each.seq > seq]

    def drop(self, seq: int) -> None:
        """Forgets events up to `seq`, which were told as they read no more."""
        self.ring = deque((each for each in self.ring if each.seq > seq), maxlen=RING)

    def attach(self, socket: Socket, seq: int) -> None:
        """From now on `socket` hears what follows `seq`; what this room heard meanwhile comes at once."""
        if self.seq is None:
            self.seq = seq
            self._ahead = {number: news for number, news in self._ahead.items() if number > seq}
        socket.after, socket.live = seq, socket.closed is None
        heard = self.since(min(seq, self.seq))
        if heard is None or socket.edition != self.edition:
            # The table was read too long ago, or before words were taken out of it; coming back reads it anew.
            socket.close(Close.COME_BACK)
        for news in heard or ():
            socket.offer(news, frame(news.text))
        self._go_on()
        if seq > self.seq or self._ahead:
            self._missed(self)

    def say(self, text: str, *, adults_only: bool = False) -> None:
        """Something of the moment, without a number."""
        written = frame(text)
        for socket in list(self.sockets):
            if socket.live and not isinstance(socket, Screen) and (socket.adult or not adults_only):
                socket.push(written)

    def of(self, person: UUID) -> list[Socket]:
        """The windows of somebody; a screen they opened is none."""
        return [socket for socket in self._windows() if socket.person == person]

    def screens(self) -> list[Socket]:
        return [socket for socket in self.sockets if isinstance(socket, Screen) and not socket.closed]

    def screens_of(self, person: UUID) -> list[Socket]:
        return [screen for screen in self.screens() if screen.person == person]

    def people(self) -> set[UUID]:
        """Everybody with a window, those on the doorstep included."""
        return {socket.person for socket in self._windows()}

    def on_the_doorstep(self) -> set[UUID]:
        """Of these the ones who have no window yet that was let in: their chair is being made."""
        return self.people() - {socket.person for socket in self._windows() if socket.live}

    def _windows(self) -> list[Socket]:
        return [socket for socket in self.sockets if not isinstance(socket, Screen) and not socket.closed]
