"""What a command leads to, or why not. Plain rules: no Django, no sockets, no clock."""

from activities.live.room.deciding import boards, minutes, polls, steps  # noqa: F401 (each names what it decides)
from activities.live.room.deciding.gates import decide, weigh
from activities.live.room.deciding.groups import ended
from activities.live.room.deciding.people import closing, going, knocking
from activities.live.room.deciding.turns import leaving
from activities.live.room.deciding.ways import FAR, NEAR, Circumstances

__all__ = ["FAR", "NEAR", "Circumstances", "closing", "decide", "ended", "going", "knocking", "leaving", "weigh"]
