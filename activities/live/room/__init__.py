"""A live room as plain rules: no Django, no sockets, no clock.

`decide` says what a command leads to or refuses it; `apply` folds one event into the room. A room as one person may
see it (`seen_by`) is a room again, so snapshot plus the events that person may read equals a fresh snapshot.
"""

from activities.live.room.deciding import FAR, Circumstances, closing, decide, knocking, leaving, weigh
from activities.live.room.folding import apply
from activities.live.room.shapes import (
    NOBODY,
    Aside,
    Cover,
    Member,
    Mood,
    Note,
    Poll,
    Refused,
    Room,
    Sent,
    Told,
    readable,
)

__all__ = [
    "FAR", "NOBODY", "Aside", "Circumstances", "Cover", "Member", "Mood", "Note", "Poll", "Refused", "Room",
    "Sent", "Told",
    "apply", "closing", "decide", "knocking", "leaving", "readable", "weigh",
]  # fmt: skip
