"""What a command leads to, or why not. Plain rules: no Django, no sockets, no clock."""

from activities.live.room.deciding import minutes, steps  # noqa: F401 (each names what it decides)
from activities.live.room.deciding.gates import decide, weigh
from activities.live.room.deciding.people import closing, knocking
from activities.live.room.deciding.turns import leaving
from activities.live.room.deciding.ways import FAR, Circumstances

__all__ = ["FAR", "Circumstances", "closing", "decide", "knocking", "leaving", "weigh"]
