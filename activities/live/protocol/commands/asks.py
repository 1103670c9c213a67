"""Questions to all: polls and the check-in."""

from typing import Annotated, Literal

from pydantic import Field

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Dots, Feeling, Line, Mark, Number, PollKind, Words


class OpenPoll(Command):
    type: Literal["open_poll"] = "open_poll"
    question: Words
    choices: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]
    kind: PollKind = "one"
    dots: Dots = 3  # of each child, where it is about dots
    live: bool = False  # numbers move while it is open; else they stay hidden until it closes


class AnswerPoll(Command):
    type: Literal["answer_poll"] = "answer_poll"
    poll: Number
    choice: Annotated[int, Field(ge=0, le=5)]


class MarkPoll(Command):
    """The whole set, as it should stand: several choices each once, or dots, a choice as often as it has dots."""

    type: Literal["mark_poll"] = "mark_poll"
    poll: Number
    marks: Annotated[tuple[Mark, ...], Field(max_length=10)]


class ClosePoll(Command):
    type: Literal["close_poll"] = "close_poll"
    poll: Number


class AskMood(Command):
    type: Literal["ask_mood"] = "ask_mood"


class TellMood(Command):
    type: Literal["tell_mood"] = "tell_mood"
    mood: Number
    feeling: Feeling


class CloseMood(Command):
    type: Literal["close_mood"] = "close_mood"
    mood: Number


COMMANDS = (OpenPoll, AnswerPoll, MarkPoll, ClosePoll, AskMood, TellMood, CloseMood)

__all__ = [each.__name__ for each in COMMANDS]
