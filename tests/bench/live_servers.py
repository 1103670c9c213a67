"""Servers for measuring: ours and the yardsticks, each a uvicorn of its own, over one filled database."""

import contextlib
import functools
import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.harness import ROOT
from tests.bench.live_client import Crowd

SOCKETS_A_PERSON = 3
APPLICATIONS = {
    "plain": ("tests.bench.live_yardsticks:application", {"YARDSTICK": "plain"}),
    "floor": ("tests.bench.live_yardsticks:application", {"YARDSTICK": "bare"}),
    "ours": ("tests.bench.live_ours:application", {}),
}
POSTGRES, REDIS = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")


class Missing(Exception):  # noqa: N818 (a reason to leave a figure out, said aloud)
    pass


def services() -> None:
    """Raises Missing where this machine has no PostgreSQL and Redis for us."""
    if not POSTGRES.startswith("postgres") or not REDIS:
        raise Missing("needs PostgreSQL and Redis: set DATABASE_URL and REDIS_URL")


def _env(postgres: bool) -> dict:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    if not postgres:
        env.pop("DATABASE_URL", None)
    return env


@contextlib.contextmanager
def house(children: int, rooms: int = 0, *, postgres: bool = False):
    """Who belongs where, on a database of its own."""
    if postgres:
        services()
    command = [sys.executable, "-m", "tests.bench.live_house", str(children), str(rooms)]
    run = functools.partial(subprocess.run, cwd=ROOT, check=True, capture_output=True, text=True)
    made = json.loads(run(command, env=_env(postgres)).stdout) | {"postgres": postgres}
    try:
        yield made
    finally:
        run(command, env=_env(postgres) | {"DROP": made["database"]})


@dataclass
class Server:
    port: int
    pid: int
    stamps: Path

    def published(self, after: float) -> float:
        """When the first event after that moment went out, by the clock all processes of a machine share."""
        data = self.stamps.read_bytes()
        found = [moment for (moment,) in struct.iter_unpack("d", data[: len(data) // 8 * 8]) if moment >= after]
        return found[0] if found else after

    def kill(self) -> None:
        os.kill(self.pid, 9)


@contextlib.contextmanager
def server(name: str, made: dict, *, redis: bool = False):
    """One uvicorn. Without `redis` it is the embedded one, with everything in its own memory."""
    application, more = APPLICATIONS[name]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="tongyan-bench-") as data:
        stamps, log = Path(data) / "stamps", Path(data) / "server.log"
        env = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ} | more
        env |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": data, "PORT": str(port)}
        base = POSTGRES.rpartition("/")[0] if made["postgres"] else "sqlite:///"
        env |= {"DATABASE_URL": f"{base}/{made['database'].lstrip('/')}", "CLOCK_SECONDS": "0", "STAMPS": str(stamps)}
        if redis:
            env |= {"REDIS_URL": REDIS, "REDIS_PREFIX": f"bench-{os.getpid()}", "LAYER": "pubsub"}
        command = [sys.executable, "-m", "uvicorn", application, "--port", str(port), "--ws", "websockets-sansio"]
        command += ["--log-level", "error", "--no-access-log", "--lifespan", "off"]
        command += ["--ws-ping-interval", "900"]  # the client answers nobody while another crowd joins
        with log.open("wb") as out:
            running = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
        try:
            _wait(port, running, log)
            yield Server(port, running.pid, stamps)
        except BaseException:
            sys.stderr.write(f"{name}: {log.read_text()[-3000:]}\n")
            raise
        finally:
            running.kill()  # nothing of it is kept, and saying goodbye to thousands takes its time
            running.wait(20)


def _wait(port: int, running, log: Path) -> None:
    for _ in range(1200):
        with contextlib.suppress(OSError):
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
            return
        assert running.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def ways(port: int, place: dict, number: int, size: int, *, each: int):
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


def crowd(name: str, servers: list[Server], place: dict, size: int, *, each: int = SOCKETS_A_PERSON) -> Crowd:
    """Everybody in, and two adults known to be there."""
    found = Crowd(*(each.port for each in servers))
    if name == "ours":
        found.join(ways(servers[0].port, place, 0, size, each=each))
        found.rest_for(5)  # until the room knows that two adults are here
    else:
        found.join((f"/ws/rooms/{place['room']}/", 0, False) for _ in range(size))
    return found
