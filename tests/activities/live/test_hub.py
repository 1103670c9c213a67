"""The hub: one text for all, nobody waited for, gaps noticed, small buffers that end a socket and never the room."""

import asyncio

import pytest

from activities.live import hub
from activities.live.hub import Allowance, LocalRoom, Socket
from activities.live.protocol import Close, News
from tests.activities.live.test_room import BELL, KITE, MING


class Wire:
    """A server's side of a socket: takes frames, and stops taking them when told."""

    def __init__(self):
        self.frames, self.open, self.broken = [], asyncio.Event(), False
        self.open.set()

    async def send(self, frame):
        if self.broken:
            raise ConnectionError
        await self.open.wait() if not self.open.is_set() else None
        self.frames.append(frame)

    @property
    def said(self):
        return [frame.get("text", frame.get("code")) for frame in self.frames]


def news(seq, audience="all", to=None, **more):
    return News(seq, audience, to, f"event {seq}", **more)


def room_with(*members, missed=None):
    room, wires = LocalRoom(MING.id, missed or (lambda room: None)), []
    for member in members:
        wire = Wire()
        socket = Socket(member.id, adult=member.adult, send=wire.send)
        room.sockets[socket] = None
        room.attach(socket, 0)
        wire.socket = socket
        wires.append(wire)
    return room, *wires


def run(conversation):
    asyncio.run(asyncio.wait_for(conversation(), 5))


def test_everybody_gets_the_same_frame_at_once():
    async def conversation():
        room, kite, bell = room_with(KITE, BELL)
        room.hear([news(1)])
        # Without a turn of the loop: nobody was waited for, and the frame was made once.
        assert kite.frames[0] is bell.frames[0]
        assert kite.said == ["event 1"]

    run(conversation)


@pytest.mark.parametrize(
    ("audience", "to", "heard"),
    [("all", None, "kbm"), ("adults", None, "m"), ("one", KITE.id, "km"), ("own", KITE.id, "k"), ("odd", None, "")],
)
def test_who_may_not_read_gets_the_number_and_no_gap(audience, to, heard):
    async def conversation():
        room, kite, bell, ming = room_with(KITE, BELL, MING)
        room.hear([news(1, audience, to), news(2)])
        for name, wire in (("k", kite), ("b", bell), ("m", ming)):
            first = "event 1" if name in heard else '{"type":"passed","seq":1}'
            assert wire.said == [first, "event 2"]

    run(conversation)


def test_a_stalled_socket_stops_nobody_and_is_sent_away():  # SEC-34; in plain fan-out the room stands still
    async def conversation():
        room, kite, bell = room_with(KITE, BELL)
        kite.open.clear()
        for seq in range(1, hub.BUFFERED_FRAMES + 3):
            room.hear([news(seq)])
        assert len(bell.frames) == hub.BUFFERED_FRAMES + 2
        assert kite.socket.closed == Close.COME_BACK
        kept = len(kite.socket._waiting)
        room.hear([news(hub.BUFFERED_FRAMES + 3)])
        assert (kept, len(kite.socket._waiting)) == (0, 0)  # its memory was given back
        kite.open.set()
        await asyncio.sleep(0.01)
        assert kite.said[-1] == Close.COME_BACK

    run(conversation)


def test_much_text_for_a_stalled_socket_is_not_kept_either():
    async def conversation():
        room, kite = room_with(KITE)
        kite.open.clear()
        for seq in range(1, 40):
            room.hear([News(seq, "all", None, "字" * 16_000)])
        assert kite.socket.closed == Close.COME_BACK

    run(conversation)


def test_a_socket_that_was_slow_for_a_moment_gets_everything_in_order():
    async def conversation():
        room, kite = room_with(KITE)
        kite.open.clear()
        room.hear([news(seq) for seq in range(1, 6)])
        assert kite.said == []
        kite.open.set()
        await asyncio.sleep(0.01)
        room.hear([news(6)])
        assert kite.said == [f"event {seq}" for seq in range(1, 7)]

    run(conversation)


def test_a_broken_socket_is_forgotten_without_a_fault():
    async def conversation():
        room, kite, bell = room_with(KITE, BELL)
        kite.broken = True
        room.hear([news(1), news(2)])
        assert bell.said == ["event 1", "event 2"]
        assert kite.socket.closed
        late = Wire()
        late.open.clear()
        socket = Socket(KITE.id, adult=False, send=late.send)
        room.attach(socket, 2)
        socket.push({"text": "x"})
        late.broken = True
        late.open.set()
        socket.close(Close.LEFT)
        socket.close(Close.OVER)
        await asyncio.sleep(0.01)
        assert socket.closed == Close.LEFT

    run(conversation)


def test_news_out_of_order_or_twice_is_heard_once_and_in_order():
    asked = []

    async def conversation():
        room, kite = room_with(KITE, missed=asked.append)
        room.hear([news(2)])
        assert (kite.said, asked) == ([], [room])
        room.hear([news(1), news(2)])
        room.hear([news(1)])
        assert kite.said == ["event 1", "event 2"]
        assert len(asked) == 1

    run(conversation)


def test_what_was_heard_before_the_table_was_read_is_neither_lost_nor_doubled():
    asked = []

    async def conversation():
        room = LocalRoom(MING.id, asked.append)
        wire = Wire()
        socket = Socket(KITE.id, adult=False, send=wire.send)
        room.sockets[socket] = None
        room.hear([news(5), news(6), news(7)])
        assert wire.said == []
        room.attach(socket, 5)
        assert wire.said == ["event 6", "event 7"]
        late = Wire()
        second = Socket(BELL.id, adult=False, send=late.send)
        room.sockets[second] = None
        room.attach(second, 6)
        assert late.said == ["event 7"]
        ahead = Wire()
        third = Socket(MING.id, adult=True, send=ahead.send)
        room.sockets[third] = None
        room.attach(third, 8)  # the table knew more than this process: it asks, and this one hears nothing twice
        assert asked == [room]
        room.hear([news(8), news(9)])
        assert (ahead.said, late.said) == (["event 9"], ["event 7", "event 8", "event 9"])

    run(conversation)


def test_memory_reaches_back_so_far_and_no_further():
    async def conversation():
        room, kite = room_with(KITE)
        assert LocalRoom(MING.id, print).since(0) is None
        room.hear([news(seq) for seq in range(1, hub.RING + 11)])
        assert room.since(hub.RING + 10) == []
        assert [each.seq for each in room.since(hub.RING + 8)] == [hub.RING + 9, hub.RING + 10]
        assert room.since(3) is None
        assert room.since(hub.RING + 99) is None
        old = Wire()
        socket = Socket(BELL.id, adult=False, send=old.send)
        room.attach(socket, 3)
        await asyncio.sleep(0)
        assert old.said == [Close.COME_BACK]
        assert kite.said[-1] == f"event {hub.RING + 10}"

    run(conversation)


def test_removed_words_are_not_repeated_from_memory():
    async def conversation():
        room, _kite = room_with(KITE)
        room.hear([news(1, message=1), news(2), news(3, removes=1)])
        assert [each.text for each in room.since(0)] == ["", "event 2", "event 3"]

    run(conversation)


def test_momentary_words_reach_whom_they_are_for():
    async def conversation():
        room, kite, ming = room_with(KITE, MING)
        room.say("beat", adults_only=True)
        room.say("presence")
        kite.socket.closed = Close.LEFT
        room.say("later")
        assert (kite.said, ming.said) == (["presence"], ["beat", "presence", "later"])
        assert room.people() == {MING.id}
        assert (len(room.of(MING.id)), room.of(KITE.id)) == (1, [])

    run(conversation)


def test_five_a_second_and_ten_at_once():  # SEC-34
    allowance = Allowance()
    assert [allowance.take(100.0) for _ in range(12)] == [True] * 10 + [False] * 2
    assert [allowance.take(101.0) for _ in range(6)] == [True] * 5 + [False]


def test_a_picture_read_before_words_were_taken_out_is_not_shown():
    async def conversation():
        room, wire = room_with(BELL)
        room.edition += 1
        room.attach(wire.socket, 3)
        await asyncio.sleep(0)
        assert wire.socket.closed == Close.COME_BACK

    run(conversation)


def test_a_door_that_is_closed_before_it_opened_is_shut_by_whoever_opens_it():  # SEC-32
    """Else a stranger would be told another code than everybody who is not let in."""

    async def conversation():
        wire = Wire()
        socket = Socket(KITE.id, adult=False, send=wire.send)
        socket.opened = False
        socket.close(Close.LEFT)
        await asyncio.sleep(0)
        assert wire.said == []
        assert socket.closed == Close.LEFT

    run(conversation)
