"""A board of ideas."""

from typing import Annotated, Literal

from pydantic import Field

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Dots, Line, Number, Reply, Words


class OpenBoard(Command):
    type: Literal["open_board"] = "open_board"
    question: Words
    groups: Annotated[tuple[Line, ...], Field(max_length=6)] = ()


class PutNote(Command):
    type: Literal["put_note"] = "put_note"
    into: Number
    text: Reply


class MoveNote(Command):
    """Puts a note into a group; 0 takes it out again."""

    type: Literal["move_note"] = "move_note"
    message: Number
    group: Annotated[int, Field(ge=0, le=6)]


class NameGroup(Command):
    type: Literal["name_group"] = "name_group"
    into: Number
    group: Annotated[int, Field(ge=1, le=6)]
    text: Line


class CloseBoard(Command):
    """No more notes; grouping and dots go on."""

    type: Literal["close_board"] = "close_board"
    into: Number


class AskDots(Command):
    """A dot vote on the notes that stand on the board now."""

    type: Literal["ask_dots"] = "ask_dots"
    into: Number
    question: Words
    dots: Dots = 3
    live: bool = False


COMMANDS = (OpenBoard, PutNote, MoveNote, NameGroup, CloseBoard, AskDots)

__all__ = [each.__name__ for each in COMMANDS]
