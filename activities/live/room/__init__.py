"""A live room as plain rules: no Django, no sockets, no clock."""

from activities.live.room.deciding import FAR, Circumstances, closing, decide, weigh
from activities.live.room.folding import Cover, Member, Note, Poll, Refused, Room, Sent, Told, apply, readable

__all__ = [
    "FAR", "Circumstances", "Cover", "Member", "Note", "Poll", "Refused", "Room", "Sent", "Told", "apply", "closing",
    "decide", "readable", "weigh",
]  # fmt: skip
