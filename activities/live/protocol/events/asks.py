"""Questions to all: polls and the check-in."""

from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message, Number


class PollOpened(Message):
    type: Literal["poll_opened"] = "poll_opened"
    question: str
    choices: tuple[str, ...]


class PollAnswered(Message):
    type: Literal["poll_answered"] = "poll_answered"
    poll: Number
    who: UUID
    choice: int


class PollClosed(Message):
    """`counts` has None where fewer than eleven answered, so that nobody's answer can be worked out."""

    type: Literal["poll_closed"] = "poll_closed"
    poll: Number
    counts: tuple[int | None, ...]


class MoodAsked(Message):
    type: Literal["mood_asked"] = "mood_asked"


class MoodTold(Message):
    """For the child and the adults. `text` is the feeling, and goes when what this child said is erased."""

    type: Literal["mood_told"] = "mood_told"
    mood: Number
    who: Face
    text: str


class MoodClosed(Message):
    """How many felt good, fair and bad, None where fewer than eleven did, as with a poll."""

    type: Literal["mood_closed"] = "mood_closed"
    mood: Number
    counts: tuple[int | None, ...]


EVENTS = (PollOpened, PollAnswered, PollClosed, MoodAsked, MoodTold, MoodClosed)

__all__ = [each.__name__ for each in EVENTS]
