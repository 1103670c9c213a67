"""What is done soon holds no page, is tried again, and is finished before a process ends."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from portal.clock import soon


@pytest.fixture
def threads(monkeypatch):
    """The real way: threads, and pauses too short to wait for."""
    monkeypatch.setattr(soon, "PAUSES", (0.01, 0.01))
    with ThreadPoolExecutor(2, thread_name_prefix="soon") as pool:
        monkeypatch.setattr(soon, "pool", pool)
        monkeypatch.setattr(soon.connections, "close_all", lambda: None)
        yield


def test_one_that_hangs_holds_nobody(threads):  # SEC-7
    goes_on, done = threading.Event(), threading.Event()
    soon.start(lambda: goes_on.wait(30) and done.set(), what="a letter")
    assert not done.is_set()  # and this line was reached
    assert not soon.settled(0)
    goes_on.set()
    assert soon.settled(30)
    assert done.is_set()


def test_one_that_fails_is_tried_three_times(threads, caplog):
    tries, last = [], threading.Event()

    def fails():
        tries.append(1)
        if len(tries) == 3:
            last.set()
        raise OSError("to +8613900001234")

    soon.start(fails, what="a letter")
    assert last.wait(30)
    soon.pool.shutdown()
    assert len(tries) == 3
    assert "given up" in caplog.text
    assert "139" not in caplog.text


def test_one_that_goes_the_second_time_goes_once(threads):
    tries, went = [], threading.Event()

    def goes_later():
        tries.append(1)
        if len(tries) == 1:
            raise OSError
        went.set()

    soon.start(goes_later, what="a letter")
    assert went.wait(30)
    soon.pool.shutdown()
    assert len(tries) == 2


def test_there_is_an_end_to_what_waits(threads, monkeypatch, caplog):
    monkeypatch.setattr(soon, "MOST", 1)
    goes_on, second = threading.Event(), threading.Event()
    soon.start(lambda: goes_on.wait(30), what="a letter")
    soon.start(second.set, what="a letter")
    goes_on.set()
    soon.pool.shutdown()
    assert not second.is_set()
    assert "too many" in caplog.text


def ended(*lines: str) -> str:
    """What a process of its own printed, which ends after these lines; its pauses are far longer than we wait."""
    act = "\n".join(["import atexit, time", "from portal.clock import soon", "soon.PAUSES = (600, 600)", *lines])
    done = subprocess.run(
        [sys.executable, "-c", act], cwd=settings.ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


FAILS = ["tries = []", "def fails():", "    tries.append(1)", "    print(len(tries))", "    1 / 0"]


def test_a_process_that_ends_finishes_what_waits():
    assert ended("soon.start(lambda: (time.sleep(0.2), print('went')), what='it')") == "went"


@pytest.mark.parametrize("before", ["soon.pool.submit(len, '').result()", "while not soon._later: time.sleep(0.01)"])
def test_what_waits_for_another_try_has_it_when_the_process_ends(before):
    """Whether it has failed already, or fails while the threads are on their way out."""
    assert ended(*FAILS, "soon.start(fails, what='it')", before).split() == ["1", "2"]


def test_what_is_begun_while_a_process_ends_is_done_there_and_then():
    assert (
        ended("atexit.register(lambda: (soon.start(lambda: print('went'), what='it'), print('over')))") == "went\nover"
    )


def test_one_that_fails_while_a_process_ends_raises_nothing():
    act = "atexit.register(lambda: (soon.start(fails, what='it'), print(soon.settled(0))))"
    assert ended(*FAILS, act) == "1\nTrue"


def test_a_shut_pool_loses_nothing_and_leaves_nothing_waiting(threads, caplog):
    soon.pool.shutdown()
    went = []
    soon.start(lambda: went.append(1), what="a letter")
    assert went == [1]
    assert soon.settled(0)

    def fails():
        went.append(2)
        raise OSError

    soon.start(fails, what="a letter")
    assert went == [1, 2]
    assert soon.settled(0)
    assert "given up" in caplog.text
