"""What messages of a room are made of: words, numbers, faces, and who may read what."""

import unicodedata
from enum import IntEnum, StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

LONGEST_FRAME = 4096  # bytes a browser may send in one message
GROUPS = 6  # small groups at once


class Audience(StrEnum):
    """Who may read an event; everybody else gets its number only, and so sees no gap."""

    ALL = "all"
    ADULTS = "adults"
    ONE = "one"  # one person and all adults
    OWN = "own"  # one person alone: how a child answered a poll is no adult's business


class Close(IntEnum):
    """Why a socket was closed. Up to 4029 the page may come back by itself, from 4030 on it may not."""

    COME_BACK = 4001  # too slow to read, or we are restarting: resume brings the rest
    ASK_AGAIN = 4002  # the session behind it changed: ask the page for a new ticket
    LEFT = 4030  # no longer in this room; no reason is given
    OVER = 4031  # the room has closed
    ELSEWHERE = 4032  # a newer window of the same person took this place
    BAD_MANNERS = 4033  # far too many messages, or none that can be read
    MOVED = 4034  # in another room now, a small group or the main one: the page asks where
    UNKNOWN = 4404  # no such address


def _plain(text: str) -> str:
    # A control character has no use in a chat and hides words from the eye; NUL is refused by PostgreSQL.
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each != "\n" for each in text):
        raise ValueError("control characters")
    return text


def _line(text: str) -> str:
    if "\n" in text:
        raise ValueError("more than one line")
    return _plain(text)


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_plain)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30), AfterValidator(_line)]
Agenda = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_plain)]
ClientId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,40}$")]
Number = Annotated[int, Field(ge=1, lt=2**31)]
Steps = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1200), AfterValidator(_plain)]
Reply = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_plain)]
Minutes = Annotated[int, Field(ge=1, le=120)]
Mode = Literal["held", "open"]
Stage = Literal["prepared", "lobby", "open"]
Role = Literal["chair", "time_keeper", "note_taker"]
PollKind = Literal["one", "several", "dots"]
Dots = Annotated[int, Field(ge=1, le=5)]
Mark = Annotated[int, Field(ge=0, lt=2000)]
Feeling = Literal["good", "fair", "bad", "skip"]


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Face(Message):
    """A person as the room sees them: a name that is not the real one, and a picture of a thing."""

    id: UUID
    name: str
    avatar: str
    adult: bool


class Step(Message):
    """One thing we do today; 0 minutes when nobody said how long."""

    what: str
    minutes: int = 0
