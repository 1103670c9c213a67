"""What must not hold a page, done a moment later by a few threads: letters and short messages above all.

Whoever asks for a code gets the page at once, whether the number is known or not and however slow the carrier is
(SEC-7). What waits is kept in memory and nowhere else: a code or a number that lies in a table can be read there. A
process that is stopped finishes what waits; one that dies loses it, and the person asks for another code.
"""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connections

THREADS = 4
PAUSES = (2, 15)  # seconds before the second and the third try
MOST = 2_000  # waiting at one time; beyond it the sender has been away for long and memory is dearer

log = logging.getLogger(__name__)
pool = ThreadPoolExecutor(THREADS, thread_name_prefix="soon")  # its threads begin with the first task, after any fork
_waiting: set[object] = set()
_changed = threading.Condition()


@dataclass(frozen=True, eq=False)
class _Task:
    act: Callable[[], object]
    what: str


def start(act: Callable[[], object], *, what: str) -> None:
    """Runs `act` soon, off the page. One that raises is run again after a pause, three times in all.

    For `on_commit` where there is a transaction: what was sent cannot be taken back with it. `what` is for the log.
    """
    task = _Task(act, what)
    with _changed:
        full = len(_waiting) >= MOST
        if not full:
            _waiting.add(task)
    if full:
        log.error("%s was given up: too many wait", what)
    else:
        pool.submit(_run, task, 0)


def settled(seconds: float) -> bool:
    """Waits until nothing waits any more, so long at most."""
    with _changed:
        return _changed.wait_for(lambda: not _waiting, seconds)


def _run(task: _Task, tried: int) -> None:
    try:
        task.act()
    except Exception as problem:  # its message may hold an address, and the address a number
        log.warning("%s failed: %s", task.what, type(problem).__name__)
        if tried < len(PAUSES):
            _again(PAUSES[tried], task, tried + 1)
            return
        log.error("%s was given up", task.what)
    finally:
        if threading.current_thread().name.startswith("soon"):
            connections.close_all()
    with _changed:
        _waiting.discard(task)
        _changed.notify_all()


def _again(seconds: float, task: _Task, tried: int) -> None:
    waiting = threading.Timer(seconds, pool.submit, (_run, task, tried))
    waiting.daemon = True
    waiting.start()
