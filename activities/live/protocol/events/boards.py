"""A board of ideas; its notes are messages that say where they were put (`into`)."""

from typing import Literal

from activities.live.protocol.words import Face, Message, Number


class BoardOpened(Message):
    type: Literal["board_opened"] = "board_opened"
    question: str
    groups: tuple[str, ...] = ()


class NoteMoved(Message):
    type: Literal["note_moved"] = "note_moved"
    message: Number
    group: int


class GroupNamed(Message):
    """`by` stands here so that a name given by a child can be erased with all else they wrote (PRI-6)."""

    type: Literal["group_named"] = "group_named"
    into: Number
    group: int
    by: Face
    text: str


class BoardClosed(Message):
    type: Literal["board_closed"] = "board_closed"
    into: Number


EVENTS = (BoardOpened, NoteMoved, GroupNamed, BoardClosed)

__all__ = [each.__name__ for each in EVENTS]
