"""The jobs that parts hand over at start-up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Job:
    """`run(at)` must be idempotent: a job that fails half-way is run again whole."""

    name: str
    every: timedelta
    run: Callable[[datetime], None]


jobs: dict[str, Job] = {}


def register(name: str, *, every: timedelta, run: Callable[[datetime], None]) -> None:
    """Adds a job; called from a part's `AppConfig.ready`."""
    jobs[name] = Job(name, every, run)
