"""A live room as plain rules: no Django, no sockets, no clock."""

from activities.live.room.deciding import Circumstances, decide, weigh
from activities.live.room.folding import Cover, Member, Note, Poll, Refused, Room, Sent, apply, readable

__all__ = [
    "Circumstances", "Cover", "Member", "Note", "Poll", "Refused", "Room", "Sent", "apply", "decide", "readable",
    "weigh",
]  # fmt: skip
