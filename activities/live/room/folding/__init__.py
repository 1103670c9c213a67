"""One event after the other makes a room: no Django, no sockets, no clock."""

from activities.live.room.folding import asks, minutes, people, turns, words  # noqa: F401 (each names what it folds)
from activities.live.room.folding.ways import apply

__all__ = ["apply"]
