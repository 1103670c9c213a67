"""The note-taker's lines, and what an adult puts on the screen at the wall."""

from typing import Literal

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Number, Reply


class WriteDown(Command):
    """One line of what was said, by the child who takes notes (or an adult): "we wrote down: …"."""

    type: Literal["write_down"] = "write_down"
    text: Reply


class CorrectLine(Command):
    type: Literal["correct_line"] = "correct_line"
    message: Number
    text: Reply


class PutOnScreen(Command):
    type: Literal["put_on_screen"] = "put_on_screen"
    message: Number


class TakeOffScreen(Command):
    type: Literal["take_off_screen"] = "take_off_screen"
    message: Number


COMMANDS = (WriteDown, CorrectLine, PutOnScreen, TakeOffScreen)

__all__ = [each.__name__ for each in COMMANDS]
