"""One event after the other makes a room: no Django, no sockets, no clock."""

from activities.live.room.folding import (  # noqa: F401 (each names what it folds)
    asks,
    groups,
    ideas,
    minutes,
    people,
    turns,
    words,
)
from activities.live.room.folding.ways import apply

__all__ = ["apply"]
