"""Live rooms under load and faults: commands, votes, comings-in, a killed worker, memory, a reader that stalls."""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.harness import ROOT, family, row
from tests.bench.live_client import Crowd
from tests.bench.live_servers import SOCKETS_A_PERSON, Server, crowd, house, server, services, ways

HEARING = 300
ACCEPTED, WELCOME, OPENED = b'"type":"accepted"', b'"type":"welcome"', b'"type":"poll_opened"'


@family("live.commands.one_room")
def commands():
    """Sixty children put their hands up and down, as fast as the room takes it; each is in the log when it counts."""
    services()
    with house(60, postgres=True) as made, server("ours", made, redis=True) as only:
        everybody = crowd("ours", [only], made["big"], 62, each=1)
        hands = [line for line in everybody.lines.values() if not line.adult]
        taken = []
        for turn in range(3):

            def once(turn=turn):
                for number in range(6):
                    for line in hands:
                        kind = "lower_hand" if number % 2 else "raise_hand"
                        everybody.send(line, type=kind, client_id=f"hand-{turn}-{number}-0000")

            taken.append(len(hands) * 6 / everybody.until(ACCEPTED, len(hands) * 6, once))
            everybody.rest_for(2)  # until everybody's allowance is full again
        everybody.close()
    yield row("live.commands.one_room", statistics.median(taken), "commands/s")


@family("live.votes")
def votes():
    """Three hundred children answer a question in the same moment."""
    services()
    with house(HEARING, postgres=True) as made, server("ours", made, redis=True) as only:
        everybody = crowd("ours", [only], made["big"], HEARING + 2, each=1)
        ming = everybody.speaker(0)

        def ask():
            everybody.send(ming, type="open_poll", client_id="bench-poll-01", question="走哪边？", choices=["北", "南"])

        everybody.until(OPENED, HEARING + 2, ask)
        poll = everybody.last_seq

        def answer():
            for number, line in enumerate(line for line in everybody.lines.values() if not line.adult):
                everybody.send(line, type="answer_poll", client_id="bench-vote-1", poll=poll, choice=number % 2)

        took = everybody.until(ACCEPTED, HEARING, answer)
        everybody.until(b'"type":"poll_closed"', 1, lambda: _close(everybody, ming, poll))
        counts = json.loads(everybody.last_text)["counts"]
        assert sum(counts) == HEARING, counts
        everybody.close()
    yield row(f"live.votes.{HEARING}.acknowledged_s", took, "s")


def _close(everybody: Crowd, line, poll: int) -> None:
    everybody.send(line, type="close_poll", client_id="bench-close-1", poll=poll)


@family("live.command.growth")
def growth():
    """What a command costs after a hundred thousand events, through what it costs after a hundred."""
    command = [sys.executable, "-m", "tests.bench.live_growth"]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    told = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout
    found = json.loads(told)
    yield row("live.command.growth", found["late"] / found["early"], "times")
    yield row("live.command.ms", found["late"] * 1000, "ms", found["early"] * 1000)
    yield row("live.command.first_fold_s", found["fold"], "s")


@family("live.connects_per_s")
def connects():
    """The page has made the tickets; a socket counts when it was let in after everything was asked anew."""
    for postgres in (False, True):
        if postgres:
            services()
        with house(100, postgres=postgres) as made, server("ours", made, redis=postgres) as only:
            taken = []
            for _ in range(3):
                addresses = list(ways(only.port, made["big"], 0, HEARING, each=SOCKETS_A_PERSON))
                everybody, start = Crowd(only.port), time.perf_counter()
                everybody.join(addresses, at_once=100)
                taken.append(HEARING / (time.perf_counter() - start))
                everybody.close()
                time.sleep(3)  # the server notes that they left
        name = "live.connects_per_s" if postgres else "live.connects_per_s.embedded"
        yield row(name, statistics.median(taken), "sockets/s")


@family("live.back_level")
def back_level():
    """A worker is killed with half of a hearing on it: until each of them has heard what was said afterwards."""
    services()
    with house(HEARING // SOCKETS_A_PERSON, postgres=True) as made, contextlib.ExitStack() as stack:
        first, other = (stack.enter_context(server("ours", made, redis=True)) for _ in range(2))
        place = made["big"]
        stays = crowd("ours", [other], place | {"children": _half(place, 0)}, HEARING // 2)
        goes = Crowd(first.port)
        goes.join(ways(first.port, place | {"children": _half(place, 1), "adults": {}}, 0, HEARING // 2, each=3))
        stays.rest_for(3)
        start = time.perf_counter()
        first.kill()
        goes.close()
        back = Crowd(other.port)
        addresses = ways(other.port, place | {"children": _half(place, 1), "adults": {}}, 0, HEARING // 2, each=3)
        back.join(((f"{path}&since=1&epoch=0", number, adult) for path, number, adult in addresses), at_once=50)
        stays.rest_for(0.3)
        heard = back.until(b"bench-level", HEARING // 2, lambda: stays.say(stays.speaker(0), "bench-level"))
        took = time.perf_counter() - start
        back.close(), stays.close()
    yield row(f"live.back_level.{HEARING}.s", took, "s")
    yield row(f"live.back_level.{HEARING}.last_word_s", heard, "s")


def _half(place: dict, which: int) -> dict:
    return dict(list(place["children"].items())[which::2])


@family("live.kb_per_socket")
def memory():
    with house(HEARING // SOCKETS_A_PERSON) as made:
        found = {}
        for name in ("ours", "plain"):
            with server(name, made) as only:
                everybody = Crowd(only.port)
                place, path = made["big"], f"/ws/rooms/{made['big']['room']}/"
                if name == "ours":
                    addresses = list(ways(only.port, place, 0, HEARING, each=SOCKETS_A_PERSON))
                else:
                    addresses = [(path, 0, False)] * HEARING
                everybody.join(addresses[:50])
                before = _kb(only)
                everybody.join(addresses[50:])
                found[name] = (_kb(only) - before) / (len(addresses) - 50)
                everybody.close()
    yield row("live.kb_per_socket", found["ours"], "kB", found["plain"])


def _kb(of: Server) -> int:
    lines = Path(f"/proc/{of.pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


@family("live.stalled")
def stalled():
    """One phone reads nothing any more: what the others wait for a message, and what the server keeps for it."""
    size = 60
    with house(20) as made, server("ours", made) as only:
        everybody = crowd("ours", [only], made["big"], size)
        before = _fan_outs(everybody, size)
        kept = _kb(only)
        silent = next(line for line in everybody.lines.values() if not line.adult)
        everybody.poll.unregister(silent.sock.fileno())
        after = _fan_outs(everybody, size - 1)
        grown = _kb(only) - kept
        everybody.poll.register(silent.sock.fileno())
        everybody.close()
    yield row("live.stalled.others_wait", after / before, "times as long")
    yield row("live.stalled.kept", grown, "kB")


def _fan_outs(everybody: Crowd, count: int) -> float:
    times = []
    for _ in range(20):
        everybody.rest_for(0.25)
        times.append(everybody.fan_out(everybody.speaker(0), count))
    return statistics.median(times)
