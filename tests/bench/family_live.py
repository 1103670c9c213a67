"""Live rooms: one sending to the last receipt, ours beside a plain Channels consumer and the bare floor, in turn.

Ours does everything it always does: checks the person and every consent anew, screens, writes the log, commits. The
yardsticks only pass words on.
"""

import contextlib
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.harness import ROOT, cpu_seconds, family, in_turn, loop_seconds, row
from tests.bench.live_client import Crowd, busy

SIZES = (100, 1000)
SOCKETS_A_PERSON = 3
ROOMS, SECONDS, PACE = 200, 12, 4  # every room hears a message each four seconds: fifty written down a second
SENDS = 5  # a run is the median of so many
GAP = 0.25  # nobody may write faster than five times a second
APPLICATIONS = {  # ours joins last: its adults must answer every few seconds, or the room pauses
    "plain": ("tests.bench.live_yardsticks:application", {"YARDSTICK": "plain"}),
    "floor": ("tests.bench.live_yardsticks:application", {"YARDSTICK": "bare"}),
    "ours": ("tests.bench.live_ours:application", {}),
}


@family("live")
def live():
    house = _house()
    try:
        for size in SIZES:
            yield from _fan_out(house, size)
        yield from _many_rooms(house)
    finally:
        for end in ("", "-wal", "-shm"):
            Path(house["database"] + end).unlink(missing_ok=True)


def _house() -> dict:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    env.pop("DATABASE_URL", None)
    children = -(-max(SIZES) // SOCKETS_A_PERSON)
    command = [sys.executable, "-m", "tests.bench.live_house", str(children), str(ROOMS)]
    return json.loads(subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout)


@contextlib.contextmanager
def _server(name: str, house: dict):
    """One uvicorn; yields its port and process number."""
    application, more = APPLICATIONS[name]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="tongyan-bench-") as data:
        env = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ} | more
        env |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": data, "PORT": str(port)}
        env |= {"DATABASE_URL": f"sqlite:////{house['database'].lstrip('/')}", "CLOCK_SECONDS": "0"}
        command = [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--ws", "websockets-sansio"]
        command += ["--log-level", "error", "--no-access-log", "--lifespan", "off"]
        command += ["--ws-ping-interval", "900"]  # the client answers nobody while another crowd joins
        log = (Path(data) / "server.log").open("wb")
        running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            _wait(port, running, Path(data) / "server.log")
            yield port, running.pid
        except BaseException:
            sys.stderr.write(f"{name}: {(Path(data) / 'server.log').read_text()[-3000:]}\n")
            raise
        finally:
            running.kill()  # nothing of it is kept, and saying goodbye to thousands takes its time
            running.wait(20)


def _wait(port: int, running, log: Path) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError):
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
            return
        assert running.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def _ways(port: int, place: dict, number: int, size: int, *, each: int):
    """Addresses of `size` sockets of one room, its adults last; tickets are fetched as they are used."""
    people = [(*pair, False) for pair in place["children"].items()]
    people += [(*pair, True) for pair in place["adults"].items()]
    left = size - len(place["adults"])  # who are last in, so that they need not be kept awake meanwhile
    for person, login, adult in people:
        count = 1 if adult else min(left, each)
        if count:
            asking = http.client.HTTPConnection("127.0.0.1", port)
            asking.request("GET", f"/bench/tickets?person={person}&room={place['room']}&login={login}&n={count}")
            for word in asking.getresponse().read().decode().split(","):
                yield f"/ws/rooms/{place['room']}/?ticket={word}", number, adult
            asking.close()
        left -= 0 if adult else count


def _crowd(name: str, port: int, place: dict, size: int) -> Crowd:
    crowd = Crowd(port)
    if name == "ours":
        crowd.join(_ways(port, place, 0, size, each=SOCKETS_A_PERSON))
        crowd.rest_for(3)  # until the room knows that two adults are here
    else:
        crowd.join((f"/ws/rooms/{place['room']}/", 0, False) for _ in range(size))
    return crowd


def _fan_out(house: dict, size: int):
    with contextlib.ExitStack() as stack:
        crowds = {}
        for name in APPLICATIONS:
            port, _pid = stack.enter_context(_server(name, house))
            crowds[name] = _crowd(name, port, house["big"], size)
        shares = {name: [] for name in crowds}

        def measure(name):
            def run():
                times = []
                for _ in range(SENDS):
                    for other in crowds.values():
                        other.rest_for(GAP / len(crowds))
                    before, start = busy(), time.perf_counter()
                    speaker = crowds[name].speaker(0)
                    times.append(crowds[name].fan_out(speaker, size))
                    shares[name].append((busy() - before) / (time.perf_counter() - start))
                return statistics.median(times)

            return run

        found = in_turn({name: measure(name) for name in crowds}, runs=5)
        for crowd in crowds.values():
            crowd.close()
    said = ", ".join(f"{name} {statistics.median(share):.0%}" for name, share in shares.items())
    sys.stderr.write(f"live.fanout.{size}: the client was busy for {said} of the time\n")
    yield row(f"live.fanout.{size}.vs_plain", found["ours"], "ms", found["plain"])
    yield row(f"live.fanout.{size}.vs_floor", found["ours"], "ms", found["floor"])


def _many_rooms(house: dict):
    """Many small rooms, each with a message every few seconds."""
    found, used, looped = {}, {}, {}
    for name in ("ours", "plain"):
        with _server(name, house) as (port, pid):
            crowd = Crowd(port)
            speakers = []
            for number, place in enumerate(house["small"]):
                ways = (f"/ws/rooms/{place['room']}/", number, False)
                crowd.join(_ways(port, place, number, 10, each=1) if name == "ours" else [ways] * 10)
                speakers.append(crowd.speaker(number))
            crowd.rest_for(4)
            cpu, loop, start = cpu_seconds(pid), loop_seconds(pid), time.perf_counter()
            found[name] = _each_second(crowd, speakers)
            took = time.perf_counter() - start
            used[name], looped[name] = (cpu_seconds(pid) - cpu) / took, (loop_seconds(pid) - loop) / took
            crowd.close()
    yield row(f"live.rooms.{ROOMS}.p50", found["ours"][0], "ms", found["plain"][0])
    yield row(f"live.rooms.{ROOMS}.p99", found["ours"][1], "ms", found["plain"][1])
    yield row(f"live.rooms.{ROOMS}.cpu", used["ours"], "cores", used["plain"])
    yield row(f"live.rooms.{ROOMS}.loop_cpu", looped["ours"], "cores", looped["plain"])


def _each_second(crowd: Crowd, speakers: list) -> tuple[float, float]:
    """Milliseconds from a sending to the tenth receipt: the median and the 99th of a hundred."""
    heard = crowd.listen()
    start, sent = time.perf_counter(), 0
    total = len(speakers) * SECONDS // PACE
    while sent < total:
        due = start + sent * SECONDS / total
        if (wait := due - time.perf_counter()) > 0:
            crowd.pump(wait)
            continue
        mark = f"mark{sent:08d}"
        heard[mark.encode()] = [time.perf_counter(), 0, 0.0]
        crowd.say(speakers[sent % len(speakers)], mark)
        sent += 1
    end = time.perf_counter() + 20
    while any(count < 10 for _began, count, _last in heard.values()) and time.perf_counter() < end:
        crowd.pump(0.05)
    lost = sum(10 - count for _began, count, _last in heard.values())
    if lost:
        sys.stderr.write(f"live.rooms: {lost} of {total * 10} not heard within 20 s\n")
    times = sorted((last - began) * 1000 for began, count, last in heard.values() if count)
    return statistics.median(times), times[int(len(times) * 0.99) - 1]
