"""What is written, held, let through and taken back."""

from datetime import datetime
from typing import Literal

from activities.live.protocol.words import Face, Message, Mode, Number


class MessagePosted(Message):
    type: Literal["message_posted"] = "message_posted"
    by: Face
    text: str
    at: datetime
    into: int = 0  # the board it was put on
    minutes: bool = False  # a line of the note-taker, not something said


class MessageHeld(Message):
    """For its author and the adults only. `kinds` names what was found, never the found words (PII-10).

    With `care`, for its author alone: a near sign of harm is read by the safeguarding lead and nobody in the room,
    since one of those it speaks of may sit there (SAF-6).
    """

    type: Literal["message_held"] = "message_held"
    by: Face
    text: str
    at: datetime
    kinds: tuple[str, ...] = ()
    care: bool = False
    into: int = 0  # the collection or board it was meant for
    minutes: bool = False


class MessageReleased(Message):
    type: Literal["message_released"] = "message_released"
    message: Number
    by: Face
    text: str
    at: datetime
    into: int = 0
    minutes: bool = False


class MessageRefused(Message):
    type: Literal["message_refused"] = "message_refused"
    message: Number


class MessageRemoved(Message):
    type: Literal["message_removed"] = "message_removed"
    message: Number


class MessageReturned(Message):
    type: Literal["message_returned"] = "message_returned"
    message: Number
    by: Face
    text: str


class ChatSet(Message):
    type: Literal["chat_set"] = "chat_set"
    mode: Mode


class AdultsTold(Message):
    type: Literal["adults_told"] = "adults_told"
    by: Face
    text: str
    at: datetime


EVENTS = (
    MessagePosted,
    MessageHeld,
    MessageReleased,
    MessageRefused,
    MessageRemoved,
    MessageReturned,
    ChatSet,
    AdultsTold,
)

__all__ = [each.__name__ for each in EVENTS]
