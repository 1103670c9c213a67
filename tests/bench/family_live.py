"""Live rooms, spreading news: from the publishing of an event to the last receipt, ours beside a plain Channels
consumer and the bare floor, in turn.

Ours does everything it always does: checks the person and every consent anew, screens, writes the log, commits. The
yardsticks only pass words on. So the time before publishing is reported apart (`commit_to_last`).
"""

import contextlib
import statistics
import sys
import time

from tests.bench.harness import cpu_seconds, family, in_turn, loop_seconds, row
from tests.bench.live_client import Crowd, busy
from tests.bench.live_servers import SOCKETS_A_PERSON, crowd, house, server, services, ways

ROOMS, SECONDS = 200, 12
SENDS = 5  # a run is the median of so many
GAP = 0.25  # nobody may write faster than five times a second


@family("live.fanout.100")
def fanout_100():
    yield from _fan_out(100, ("plain", "floor", "ours"))


@family("live.fanout.500")
def fanout_500():
    yield from _fan_out(500, ("plain", "floor", "ours"))


@family("live.fanout.1000")
def fanout_1000():
    yield from _fan_out(1000, ("plain", "floor", "ours"))


@family("live.fanout.1000.pubsub")
def fanout_1000_pubsub():
    services()
    yield from _fan_out(1000, ("plain", "ours"), redis=True)


def _fan_out(size: int, names, *, redis=False):
    with contextlib.ExitStack() as stack:
        made = stack.enter_context(house(-(-size // SOCKETS_A_PERSON)))
        # Ours joins last: its adults must answer every few seconds, or the room pauses.
        servers = {name: stack.enter_context(server(name, made, redis=redis)) for name in names}
        crowds = {name: crowd(name, [servers[name]], made["big"], size) for name in names}
        shares, whole = {name: [] for name in names}, {name: [] for name in names}

        def measure(name):
            def run():
                times = []
                for _ in range(SENDS):
                    for other in crowds.values():
                        other.rest_for(GAP / len(crowds))
                    before, start = busy(), time.perf_counter()
                    whole[name].append(crowds[name].fan_out(crowds[name].speaker(0), size))
                    times.append((crowds[name].last - servers[name].published(start)) * 1000)
                    shares[name].append((busy() - before) / (time.perf_counter() - start))
                return statistics.median(times)

            return run

        found = in_turn({name: measure(name) for name in names}, runs=5)
        for each in crowds.values():
            each.close()
    said = ", ".join(f"{name} {statistics.median(share):.0%}" for name, share in shares.items())
    what = f"live.fanout.{size}{'.pubsub' if redis else ''}"
    sys.stderr.write(f"{what}: the client was busy for {said} of the time\n")
    for name in names[:-1]:
        yield row(f"{what}.vs_{name}", found[name] / found["ours"], "times as fast")
        yield row(f"{what}.publish_to_last.beside_{name}", found["ours"], "ms", found[name])
    yield row(f"{what}.commit_to_last", statistics.median(whole["ours"]), "ms", statistics.median(whole["plain"]))


@family("live.rooms.200x10")
def rooms_postgres():
    """Two workers over PostgreSQL and Redis; each room one durable message a second."""
    services()
    with house(0, ROOMS, postgres=True) as made, contextlib.ExitStack() as stack:
        servers = [stack.enter_context(server("ours", made, redis=True)) for _ in range(2)]
        p50, p99, cpu, loop = _many_rooms("ours", servers, made)
    yield row(f"live.rooms.{ROOMS}x10.p50_ms", p50, "ms")
    yield row(f"live.rooms.{ROOMS}x10.p99_ms", p99, "ms")
    yield row(f"live.rooms.{ROOMS}x10.cpu", cpu, "cores, both workers")
    yield row(f"live.rooms.{ROOMS}x10.loop_cpu", loop, "cores, both loops")


@family("live.rooms.200x10.embedded")
def rooms_embedded():
    """One process on SQLite, beside a plain consumer in memory."""
    found = {}
    with house(0, ROOMS) as made:
        for name in ("ours", "plain"):
            with server(name, made) as only:
                found[name] = _many_rooms(name, [only], made)
    kinds = (("p50_ms", "ms"), ("p99_ms", "ms"), ("cpu", "cores"), ("loop_cpu", "cores"))
    for number, (kind, unit) in enumerate(kinds):
        yield row(f"live.rooms.{ROOMS}x10.embedded.{kind}", found["ours"][number], unit, found["plain"][number])


def _many_rooms(name: str, servers: list, made: dict) -> tuple[float, float, float, float]:
    """Median and 99th of a hundred from a sending to the tenth receipt, and what the processor spent meanwhile. What
    the loop spent is the fan-out's share, with the reading and writing of sockets; the tables have threads of their
    own."""
    everybody = Crowd(*(each.port for each in servers))
    speakers = []
    for number, place in enumerate(made["small"]):
        plain = [(f"/ws/rooms/{place['room']}/", number, False)] * 10
        everybody.join(ways(servers[0].port, place, number, 10, each=1) if name == "ours" else plain)
        speakers.append(everybody.speaker(number))
    everybody.rest_for(5)
    cpu, loop = cpu_seconds(*(each.pid for each in servers)), sum(loop_seconds(each.pid) for each in servers)
    start = time.perf_counter()
    p50, p99 = _each_second(everybody, speakers)
    took = time.perf_counter() - start
    cpu, loop = (
        cpu_seconds(*(each.pid for each in servers)) - cpu,
        sum(loop_seconds(each.pid) for each in servers) - loop,
    )
    everybody.close()
    return p50, p99, cpu / took, loop / took


def _each_second(everybody: Crowd, speakers: list) -> tuple[float, float]:
    heard = everybody.listen()
    start, sent = time.perf_counter(), 0
    total = len(speakers) * SECONDS
    while sent < total:
        due = start + sent * SECONDS / total
        if (wait := due - time.perf_counter()) > 0:
            everybody.pump(wait)
            continue
        mark = f"mark{sent:08d}"
        heard[mark.encode()] = [time.perf_counter(), 0, 0.0]
        everybody.say(speakers[sent % len(speakers)], mark)
        sent += 1
    end = time.perf_counter() + 20
    while any(count < 10 for _began, count, _last in heard.values()) and time.perf_counter() < end:
        everybody.pump(0.05)
    lost = sum(10 - count for _began, count, _last in heard.values())
    assert not lost, f"{lost} of {total * 10} not heard within 20 s"  # then there is no figure
    times = sorted((last - began) * 1000 for began, count, last in heard.values() if count)
    return statistics.median(times), times[int(len(times) * 0.99) - 1]
