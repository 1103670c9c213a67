"""Faults while people talk: a killed worker, Redis gone and back, connections of PostgreSQL cut, a network that goes
(a phone that reads nothing: test_hub). Nothing acknowledged is lost, nothing doubles, others notice a short pause.
"""

import os
import shutil
import signal
import socket
import subprocess

import pytest
from django.db import connection

from activities.live.models import Entry
from activities.live.protocol import Close
from tests import needs, serving
from tests.making import live as make
from tests.making.live_far import Far

pytestmark = pytest.mark.services
WORDS = "我们走北门吧"
# What a server says of a fault that was not its own; a pause of the tables is one.
OURS = (
    "a look at the live rooms failed",
    "a live command met a fault",
    "could not be noted",
    "could not be told",
    "nobody could be let into",
    "Error calling",
    "Traceback",
    "terminating connection",
)


def gathered(site, *, adults=3, children=2):
    """Two adults and a child at the last process, the rest at the first; everybody may speak."""
    house = site.do(make.house, child_age=15, adults=adults, children=children)
    first, last = site.urls[0], site.urls[-1]
    grown = [Far(site, url, house, who).open() for url, who in zip((last, last, first), house.adults, strict=False)]
    kite, bell = (Far(site, url, house, who).open() for url, who in zip((first, last), house.children, strict=False))
    for window in (*grown, kite, bell):
        if window.hears("welcome").get("room", {}).get("uncovered"):
            window.hears("cover_changed", uncovered=False)
    return house, grown, kite, bell


def says(window, words=WORDS, **more):
    """Says it until it hears the yes: from then on it may not be lost. While adults are missing a room rests."""
    body = window.sends("say", text=words, **more)
    while True:
        answer = window.hears(("accepted", "refused"), client_id=body["client_id"])
        if answer["type"] == "accepted":
            return body | {"seq": answer["seq"]}
        assert answer["code"] == "uncovered"
        window.hears("cover_changed", uncovered=False)
        window.sends(**body | {"command": body["type"]})


def whole(house, *windows, said) -> None:
    """The log is dense, each of `said` stands in it once, and every window heard each number once and in order."""
    entries = list(Entry.objects.filter(room=house.room).order_by("seq"))
    assert [each.seq for each in entries] == list(range(1, len(entries) + 1))
    marks = [each.client_id for each in entries if each.client_id]
    assert all(marks.count(body["client_id"]) == 1 for body in said)
    assert {body["seq"]: body["text"] for body in said} == {
        each.seq: each.event["text"] for each in entries if each.seq in {body["seq"] for body in said}
    }
    for window in windows:
        assert "broken" not in window.log, window.log["broken"]


def closed(*windows):
    for window in windows:
        window.socket.close()


def test_a_worker_is_killed(site):
    site.expected += OURS
    house, grown, kite, bell = gathered(site)
    before = says(kite)
    bell.hears("message_posted", seq=before["seq"])
    site.processes[0].running.send_signal(signal.SIGKILL)
    kite.hears("closed")
    during = says(bell, "我们等一等")
    assert kite.back(site.urls[-1])["how"] == "tail"
    kite.hears("message_posted", seq=during["seq"])
    assert says(kite, client_id=before["client_id"])["seq"] == before["seq"], "sent again, and still one"
    after = says(kite, "我回来了")
    for window in (bell, *grown[:2]):
        window.hears("message_posted", seq=after["seq"])
    whole(house, kite, bell, *grown[:2], said=[before, during, after])
    closed(kite, bell, *grown[:2])


@pytest.fixture
def own_redis(tmp_path, monkeypatch):
    """A Redis of this test's own, which may be stopped and started."""
    program = shutil.which("redis-server")
    if not program:
        needs.missing("redis-server", "Install redis-server.")
    port = serving.free_port()
    running = []

    def start():
        command = [program, "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(tmp_path)]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        while True:
            try:
                return socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                assert running[-1].poll() is None

    def stop():
        running[-1].kill()
        running[-1].wait(10)

    start()
    monkeypatch.setitem(os.environ, "REDIS_URL", f"redis://127.0.0.1:{port}/0")
    yield stop, start
    stop()


def test_redis_goes_and_comes_back(copied_database, own_redis):
    stop, start = own_redis
    with serving.serving(serving.usual_processes()) as site:
        site.expected += (*OURS, "redis", "Redis")
        house, grown, kite, bell = gathered(site)
        before = says(kite)
        bell.hears("message_posted", seq=before["seq"])
        stop()
        during = says(kite, "听得见吗")
        # What could not be told is found by its number, in every process.
        for window in (bell, kite):
            window.hears("message_posted", seq=during["seq"])
        start()
        after = says(bell, "听见了")
        for window in (kite, *grown):
            window.hears("message_posted", seq=after["seq"])
        whole(house, kite, bell, *grown, said=[before, during, after])
        closed(kite, bell, *grown)


def test_connections_to_the_tables_are_cut(site):
    site.expected += OURS
    house, grown, kite, bell = gathered(site)
    before = says(kite)
    bell.hears("message_posted", seq=before["seq"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        assert cursor.fetchall()
    body = kite.sends("say", text="还在吗")
    answer = kite.news.get(timeout=20)
    while answer["type"] not in {"closed", "accepted"}:
        answer = kite.news.get(timeout=20)
    if answer["type"] == "closed":
        assert kite.code == Close.COME_BACK, "the page knows that it may come back"
        kite.back()
    again = says(kite, "还在吗", client_id=body["client_id"])
    bell.hears("message_posted", seq=again["seq"])
    after = says(bell, "还在")
    whole(house, kite, bell, *grown, said=[before, again, after])
    closed(kite, bell, *grown)


def test_a_network_goes_for_a_while(site):
    house, grown, kite, bell = gathered(site)
    unsure = kite.sends("say", text="我马上回来")  # whether it arrived, nobody has told this page
    kite.cut()
    during = [says(bell, f"第{number}句") for number in range(3)]
    for window in grown:
        window.hears("message_posted", seq=during[-1]["seq"])
    welcome = kite.back()
    assert welcome["how"] == "tail"
    sent = says(kite, unsure["text"], client_id=unsure["client_id"])
    after = says(kite, "我在")
    bell.hears("message_posted", seq=after["seq"])
    whole(house, kite, bell, *grown, said=[*during, sent, after])
    closed(kite, bell, *grown)
