"""A clock that a test moves, for the site it serves and for itself: weeks of a term pass without waiting.

As a module it is the site's application (`uvicorn tests.clock:application`) when MOVED_CLOCK names the file with the
seconds to add.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

_real = timezone.now


def moved(path: Path):
    """`timezone.now`, so much later as `path` says."""

    def now() -> datetime:
        return _real() + timedelta(seconds=float(path.read_text()))

    return now


class Clock:
    """`clock.go_to(when)`; only ever forwards, as time does."""

    def __init__(self, path: Path):
        self.path = path
        path.write_text("0")

    def go_to(self, when: datetime) -> datetime:
        gap = (when - _real()).total_seconds()
        assert gap >= float(self.path.read_text()), "time does not go back"
        self.path.write_text(str(gap))
        return when


if moved_by := os.environ.get("MOVED_CLOCK"):
    timezone.now = moved(Path(moved_by))
    from portal.asgi import application  # noqa: F401 (what uvicorn serves)
