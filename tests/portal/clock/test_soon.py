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


def test_a_process_that_ends_finishes_what_waits():
    act = "import time; from portal.clock import soon; soon.start(lambda: (time.sleep(0.2), print('went')), what='it')"
    done = subprocess.run([sys.executable, "-c", act], cwd=settings.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "went"
