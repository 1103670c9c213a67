"""A cheap load of sockets: one epoll loop over raw sockets, frames cut by hand, no event loop and no objects a frame.

It must never be what is measured, so every figure comes with the share of time it was busy itself.
"""

import json
import select
import socket
import struct
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

KEY = "dGhlIHNhbXBsZSBub25jZQ=="
MASK = b"\x01\x02\x03\x04"
ACCEPTED = b"HTTP/1.1 101"
SAID = b'"type":"message_posted"'
SAID_WIDE = b'"type": "message_posted"'


def masked(payload: bytes, opcode: int = 1) -> bytes:
    length = len(payload)
    head = bytes([0x80 | opcode, 0x80 | length]) if length < 126 else struct.pack("!BBH", 0x80 | opcode, 0xFE, length)
    key = MASK * (length // 4 + 1)
    body = (int.from_bytes(payload, "big") ^ int.from_bytes(key[:length], "big")).to_bytes(length, "big")
    return head + MASK + body


HEARTBEAT = 25.0
HERE = masked(b'{"type":"here"}')


@dataclass
class Line:
    """One socket: where it belongs, and bytes of a frame not yet whole."""

    sock: socket.socket
    room: int
    adult: bool
    rest: bytes = b""
    ready: bool = False
    closed: bool = False
    code: int = 0  # with which it was closed


class Crowd:
    def __init__(self, *ports: int):
        self.ports = ports
        self.lines: dict[int, Line] = {}
        self.poll = select.epoll()
        self.wanted = b""
        self.kinds = (SAID, SAID_WIDE)
        self.heard = 0
        self.last, self.last_text = 0.0, b""
        self.others = 0
        self.woke = time.perf_counter()
        self.marks: dict[bytes, list] = {}

    def join(self, ways: Iterable[tuple[str, int, bool]], *, at_once: int = 32) -> None:
        """Opens a socket for each (path, room, adult) and waits until each was accepted and heard nothing wrong."""
        ways = iter(ways)
        while some := [self._open(*way) for way in islice(ways, at_once)]:
            end = time.perf_counter() + 30
            while not all(line.ready for line in some):
                assert time.perf_counter() < end, "sockets were not accepted"
                refused = [line.code for line in some if line.closed]
                assert not refused, f"sockets were refused: {refused[:5]}"
                self.stay_awake()
                self.pump(0.05)

    def _open(self, path: str, room: int, adult: bool) -> Line:
        port = self.ports[len(self.lines) % len(self.ports)]
        sock = socket.create_connection(("127.0.0.1", port))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        own = f"http://127.0.0.1:{port}"
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: {own}", "Connection: Upgrade"]
        lines += ["Upgrade: websocket", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {KEY}", "", ""]
        sock.sendall("\r\n".join(lines).encode())
        sock.setblocking(False)
        line = Line(sock, room, adult)
        self.lines[sock.fileno()] = line
        self.poll.register(sock.fileno(), select.EPOLLIN)
        return line

    def pump(self, seconds: float) -> None:
        for number, _event in self.poll.poll(seconds, 512):
            self._read(self.lines[number])

    def _read(self, line: Line) -> None:
        try:
            data = line.rest + line.sock.recv(1 << 18)
        except BlockingIOError:
            return
        if len(data) == len(line.rest):
            self._drop(line)
            return
        at = 0
        if not line.ready:
            end = data.find(b"\r\n\r\n")
            if end < 0:
                line.rest = data
                return
            if not data.startswith(ACCEPTED):
                self._drop(line)
                return
            line.ready, at = True, end + 4
        line.rest = self._cut(line, data, at)

    def _cut(self, line: Line, data: bytes, at: int) -> bytes:
        size = len(data)
        while size - at >= 2:
            length, head = data[at + 1] & 127, 2
            if length == 126:
                if size - at < 4:
                    break
                length, head = (data[at + 2] << 8) | data[at + 3], 4
            elif length == 127:
                if size - at < 10:
                    break
                length, head = struct.unpack_from("!Q", data, at + 2)[0], 10
            if size - at < head + length:
                break
            self._frame(line, data[at] & 15, data[at + head : at + head + length])
            at += head + length
        return data[at:]

    def _frame(self, line: Line, opcode: int, payload: bytes) -> None:
        if opcode == 1 and self.wanted and self.wanted in payload and any(kind in payload for kind in self.kinds):
            self.heard += 1
            self.last, self.last_text = time.perf_counter(), payload
        elif opcode == 1 and self.marks and (SAID in payload or SAID_WIDE in payload):
            at = payload.index(b"mark")
            each = self.marks.get(payload[at : at + 12])
            if each:
                each[1], each[2] = each[1] + 1, time.perf_counter()
        elif opcode == 9:
            line.sock.send(masked(payload, 10))
        elif opcode == 8:
            line.code = struct.unpack("!H", payload[:2])[0] if len(payload) > 1 else 0
            self._drop(line)
        else:
            self.others += 1
            if line.adult and b'"beat"' in payload:
                line.sock.send(HERE)

    def _drop(self, line: Line) -> None:
        if not line.closed:
            line.closed = True
            self.poll.unregister(line.sock.fileno())
            line.sock.close()

    def speaker(self, room: int) -> Line:
        """An adult of the room, where it has one; of every other room one who came through the other port."""
        lines = [line for line in self.lines.values() if line.room == room]
        adults = [line for line in lines if line.adult]
        return adults[room % len(adults)] if adults else lines[0]

    def say(self, line: Line, mark: str) -> None:
        assert not line.closed, f"the speaker was sent away with {line.code}"
        body = {
            "type": "say",
            "client_id": f"bench-{mark}",
            "text": f"{mark} 路上哪里最难走？北门那边的台阶有一点高，我们慢慢走过去看看。",
        }
        line.sock.send(masked(json.dumps(body, ensure_ascii=False).encode()))

    @property
    def last_seq(self) -> int:
        return json.loads(self.last_text)["seq"]

    def send(self, line: Line, **body) -> None:
        line.sock.send(masked(json.dumps(body, ensure_ascii=False).encode()))

    def until(self, kind: bytes, count: int, start, *, patience: float = 60.0) -> float:
        """Runs `start()` and says how many seconds it took until `count` frames with `kind` in them had come."""
        self.wanted, self.kinds, self.heard = kind, (kind,), 0
        began = time.perf_counter()
        start()
        while self.heard < count:
            assert time.perf_counter() - began < patience, f"{self.heard} of {count} came"
            self.stay_awake()
            self.pump(0.05)
        self.wanted, self.kinds = b"", (SAID, SAID_WIDE)
        return self.last - began

    def fan_out(self, line: Line, count: int, *, patience: float = 20.0) -> float:
        """Milliseconds from one sending until `count` sockets have it."""
        mark = f"mark{time.perf_counter_ns()}"
        self.wanted, self.heard = mark.encode(), 0
        start = time.perf_counter()
        self.say(line, mark)
        while self.heard < count:
            assert time.perf_counter() - start < patience, f"{self.heard} of {count} heard it"
            self.pump(0.05)
        return (self.last - start) * 1000

    def listen(self) -> dict[bytes, list]:
        """From now on notes for every mark that is put in: [when it was sent, how many heard it, the last of them]."""
        self.wanted = b""
        return self.marks

    def rest_for(self, seconds: float) -> None:
        """Keeps answering while nothing is measured."""
        end = time.perf_counter() + seconds
        self.stay_awake()
        while (left := end - time.perf_counter()) > 0:
            self.pump(left)

    def stay_awake(self) -> None:
        """The heartbeat of a page, all at once."""
        if time.perf_counter() - self.woke > HEARTBEAT:
            self.woke = time.perf_counter()
            for line in list(self.lines.values()):
                if line.ready and not line.closed:
                    line.sock.send(HERE)

    def close(self) -> None:
        for line in self.lines.values():
            self._drop(line)


def busy() -> float:
    """Seconds of processor this process has used."""
    return time.process_time()
