"""Questions to all: polls and the check-in."""

from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message, Number, PollKind


class PollOpened(Message):
    type: Literal["poll_opened"] = "poll_opened"
    question: str
    choices: tuple[str, ...]
    kind: PollKind = "one"
    dots: int = 0
    live: bool = False
    notes: tuple[Number, ...] = ()  # ideas of a board, instead of choices in words


class PollAnswered(Message):
    type: Literal["poll_answered"] = "poll_answered"
    poll: Number
    who: UUID
    choice: int


class PollMarked(Message):
    type: Literal["poll_marked"] = "poll_marked"
    poll: Number
    who: UUID
    marks: tuple[int, ...]


class PollCounted(Message):
    """A step of a live question: numbers, each of eleven children at least, or the same as before (see room.polls)."""

    type: Literal["poll_counted"] = "poll_counted"
    poll: Number
    counts: tuple[int | None, ...]


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


EVENTS = (PollOpened, PollAnswered, PollMarked, PollCounted, PollClosed, MoodAsked, MoodTold, MoodClosed)

__all__ = [each.__name__ for each in EVENTS]
