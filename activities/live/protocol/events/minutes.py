"""What happened to the note-taker's lines, and what came onto the screen at the wall. A line itself is a message with
`minutes`, so that it is held, passed, given back, taken back and erased as every other word of a child."""

from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message, Number


class LineCorrected(Message):
    """`whose` line it is: the words are still theirs, and go when what that child said is erased."""

    type: Literal["line_corrected"] = "line_corrected"
    message: Number
    by: Face
    whose: UUID
    text: str


class ShownOnScreen(Message):
    type: Literal["shown_on_screen"] = "shown_on_screen"
    message: Number


class TakenOffScreen(Message):
    type: Literal["taken_off_screen"] = "taken_off_screen"
    message: Number


EVENTS = (LineCorrected, ShownOnScreen, TakenOffScreen)

__all__ = [each.__name__ for each in EVENTS]
