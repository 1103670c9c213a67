"""A live room as plain rules: no Django, no sockets, no clock.

`decide` says what a command leads to or refuses it; `apply` folds one event into the room. A room as one person may
see it (`seen_by`) is a room again, so snapshot plus the events that person may read equals a fresh snapshot.
"""

from activities.live.room.deciding import (
    FAR,
    NEAR,
    Circumstances,
    closing,
    decide,
    ended,
    going,
    knocking,
    leaving,
    weigh,
)
from activities.live.room.folding import apply
from activities.live.room.ideas import same
from activities.live.room.polls import Answer, Poll
from activities.live.room.shapes import (
    NOBODY,
    Aside,
    Cover,
    Groups,
    Member,
    Mood,
    Note,
    Refused,
    Room,
    Sent,
    Told,
    readable,
)
from activities.live.room.shelf import Shelf

__all__ = [
    "FAR", "NEAR", "NOBODY", "Answer", "Aside", "Circumstances", "Cover", "Groups", "Member", "Mood", "Note", "Poll",
    "Refused", "Room", "Sent", "Shelf", "Told", "apply", "closing", "decide", "ended", "going", "knocking", "leaving",
    "readable", "same", "weigh",
]  # fmt: skip
