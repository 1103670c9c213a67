"""What must not hold a page, done a moment later by a few threads: letters and short messages above all.

Whoever asks for a code gets the page at once, whether the number is known or not and however slow the carrier is
(SEC-7). What waits is kept in memory and nowhere else: a code or a number that lies in a table can be read there. A
process that is stopped finishes what waits, and what waits for another try has one more at once; one that dies loses
it, and the person asks for another code.
"""

import atexit
import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connections

THREADS = 4
PAUSES = (2, 15)  # seconds before the second and the third try
PATIENCE = 30  # seconds that the end of a process waits for a try that has begun
MOST = 2_000  # waiting at one time; beyond it the sender has been away for long and memory is dearer

log = logging.getLogger(__name__)
pool = ThreadPoolExecutor(THREADS, thread_name_prefix="soon")  # its threads begin with the first task, after any fork
_waiting: set[object] = set()
_later: dict[object, threading.Timer] = {}  # those of them that failed, and what brings them back
_changed = threading.Condition()


@dataclass(frozen=True, eq=False)
class _Task:
    act: Callable[[], object]
    what: str


def start(act: Callable[[], object], *, what: str) -> None:
    """Runs `act` soon, off the page. One that raises is run again after a pause, three times in all. In a process that
    has begun to end it is run here and now, once: there are no threads any more.

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
        _hand_on(task, 0)


def settled(seconds: float) -> bool:
    """Waits until nothing waits any more, so long at most."""
    with _changed:
        return _changed.wait_for(lambda: not _waiting, seconds)


def finish() -> None:
    """For the end of a process, whose threads have done the rest: each that waits for another try has its last one."""
    while task := _taken(None):
        _run(task, len(PAUSES))
    settled(PATIENCE)


atexit.register(finish)


def _hand_on(task: _Task, tried: int) -> None:
    try:
        pool.submit(_run, task, tried)
    except RuntimeError:  # the pool is shut: nothing comes after this
        _run(task, len(PAUSES))


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
    waiting = threading.Timer(seconds, _back, (task, tried))
    waiting.daemon = True
    with _changed:
        _later[task] = waiting
    with contextlib.suppress(RuntimeError):  # too late for a thread: `finish` comes for it
        waiting.start()


def _back(task: _Task, tried: int) -> None:
    if _taken(task):
        _hand_on(task, tried)


def _taken(task: _Task | None) -> _Task | None:
    """That one, or any, of those that wait for another try; whoever gets it runs it."""
    with _changed:
        found = task or next(iter(_later), None)
        timer = _later.pop(found, None)
    if timer is None:
        return None
    timer.cancel()
    return found
