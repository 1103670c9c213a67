"""What travels over the socket: closed, typed messages; commands in the imperative, events in the past tense.

An unknown field or type is refused, so nothing a browser invents is ever passed on to others (SEC-34).
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter

LONGEST_FRAME = 4096  # bytes a browser may send in one message
LONGEST_PICTURE = 200  # messages in a fresh snapshot; older ones are in the log


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
    UNKNOWN = 4404  # no such address


def _plain(text: str) -> str:
    # A control character has no use in a chat and hides words from the eye; NUL is refused by PostgreSQL.
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each != "\n" for each in text):
        raise ValueError("control characters")
    return text


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_plain)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), AfterValidator(_plain)]
Agenda = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(_plain)]
ClientId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{8,40}$")]
Number = Annotated[int, Field(ge=1, lt=2**31)]
Mode = Literal["held", "open"]


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Face(Message):
    """A person as the room sees them: a name that is not the real one, and a picture of a thing."""

    id: UUID
    name: str
    avatar: str
    adult: bool


# --- Commands -------------------------------------------------------------------------------------------------


class Command(Message):
    client_id: ClientId  # made by the browser, so that sending twice does no harm


class Say(Command):
    type: Literal["say"] = "say"
    text: Words


class RaiseHand(Command):
    type: Literal["raise_hand"] = "raise_hand"


class LowerHand(Command):
    type: Literal["lower_hand"] = "lower_hand"
    who: UUID | None = None  # absent: my own


class CallOn(Command):
    type: Literal["call_on"] = "call_on"
    who: UUID


class AnswerPoll(Command):
    type: Literal["answer_poll"] = "answer_poll"
    poll: Number
    choice: Annotated[int, Field(ge=0, le=5)]


class OpenPoll(Command):
    type: Literal["open_poll"] = "open_poll"
    question: Words
    choices: Annotated[tuple[Line, ...], Field(min_length=2, max_length=6)]


class ClosePoll(Command):
    type: Literal["close_poll"] = "close_poll"
    poll: Number


class Release(Command):
    type: Literal["release"] = "release"
    message: Number


class Refuse(Command):
    type: Literal["refuse"] = "refuse"
    message: Number


class Remove(Command):
    type: Literal["remove"] = "remove"
    message: Number


class Pause(Command):
    type: Literal["pause"] = "pause"


class Resume(Command):
    type: Literal["resume"] = "resume"


class SetChat(Command):
    type: Literal["set_chat"] = "set_chat"
    mode: Mode


class SetAgenda(Command):
    type: Literal["set_agenda"] = "set_agenda"
    text: Agenda


class Expel(Command):
    type: Literal["expel"] = "expel"
    who: UUID


class Readmit(Command):
    type: Literal["readmit"] = "readmit"
    who: UUID


class CloseRoom(Command):
    type: Literal["close_room"] = "close_room"


class Here(Message):
    """A sign of life: answers the server's beat. Moves nothing and is not kept."""

    type: Literal["here"] = "here"


COMMANDS = (
    Say, RaiseHand, LowerHand, CallOn, AnswerPoll, OpenPoll, ClosePoll, Release, Refuse, Remove, Pause, Resume,
    SetChat, SetAgenda, Expel, Readmit, CloseRoom,
)  # fmt: skip

# --- Events ---------------------------------------------------------------------------------------------------


class RoomOpened(Message):
    type: Literal["room_opened"] = "room_opened"
    chat: Mode
    agenda: Agenda = ""


class MessagePosted(Message):
    type: Literal["message_posted"] = "message_posted"
    by: Face
    text: str
    at: datetime


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


class LeadTold(Message):
    """A message is on its way to the safeguarding lead. The adults learn whose it is and how near, not what it says."""

    type: Literal["lead_told"] = "lead_told"
    message: Number
    who: Face
    at: datetime
    now: bool = False  # somebody may be in danger at this moment


class MessageReleased(Message):
    type: Literal["message_released"] = "message_released"
    message: Number
    by: Face
    text: str
    at: datetime


class MessageRefused(Message):
    type: Literal["message_refused"] = "message_refused"
    message: Number


class MessageRemoved(Message):
    type: Literal["message_removed"] = "message_removed"
    message: Number


class HandRaised(Message):
    type: Literal["hand_raised"] = "hand_raised"
    by: Face


class HandLowered(Message):
    type: Literal["hand_lowered"] = "hand_lowered"
    who: UUID


class HandCalled(Message):
    type: Literal["hand_called"] = "hand_called"
    who: UUID


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


class RoomPaused(Message):
    type: Literal["room_paused"] = "room_paused"


class RoomResumed(Message):
    type: Literal["room_resumed"] = "room_resumed"


class ChatSet(Message):
    type: Literal["chat_set"] = "chat_set"
    mode: Mode


class AgendaSet(Message):
    type: Literal["agenda_set"] = "agenda_set"
    text: str


class PersonExpelled(Message):
    type: Literal["person_expelled"] = "person_expelled"
    who: Face


class PersonReadmitted(Message):
    type: Literal["person_readmitted"] = "person_readmitted"
    who: UUID


class CoverChanged(Message):
    """Whether enough vetted adults are here: without two nothing moves, without one for each 15 children no text."""

    type: Literal["cover_changed"] = "cover_changed"
    uncovered: bool
    text_off: bool


class RoomClosed(Message):
    type: Literal["room_closed"] = "room_closed"


EVENTS = (
    RoomOpened, MessagePosted, MessageHeld, LeadTold, MessageReleased, MessageRefused, MessageRemoved, HandRaised,
    HandLowered, HandCalled, PollOpened, PollAnswered, PollClosed, RoomPaused, RoomResumed, ChatSet, AgendaSet,
    PersonExpelled, PersonReadmitted, CoverChanged, RoomClosed,
)  # fmt: skip

Inward = Annotated[
    Say | RaiseHand | LowerHand | CallOn | AnswerPoll | OpenPoll | ClosePoll | Release | Refuse | Remove | Pause
    | Resume | SetChat | SetAgenda | Expel | Readmit | CloseRoom | Here,
    Field(discriminator="type"),
]  # fmt: skip
Event = Annotated[
    RoomOpened | MessagePosted | MessageHeld | LeadTold | MessageReleased | MessageRefused | MessageRemoved
    | HandRaised | HandLowered | HandCalled | PollOpened | PollAnswered | PollClosed | RoomPaused | RoomResumed
    | ChatSet | AgendaSet | PersonExpelled | PersonReadmitted | CoverChanged | RoomClosed,
    Field(discriminator="type"),
]  # fmt: skip

# What a browser sent, and what the log kept; both raise pydantic's ValidationError.
inward = TypeAdapter(Inward)
logged = TypeAdapter(Event)


# --- On the way -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class News:
    """One event as it travels between processes: written out once, for everybody who may read it."""

    seq: int
    audience: str
    to: UUID | None
    text: str
    message: int = 0  # the message whose words it carries
    removes: int = 0  # the message whose words must from now on not be repeated to anybody

    def wordless(self) -> "News":
        return News(self.seq, "nobody", None, "")


def picture(room) -> dict:
    """A room (as one person may see it) in the form a browser folds on."""
    poll = room.poll
    return {
        "seq": room.seq,
        "closed": room.closed,
        "paused": room.paused,
        "uncovered": room.uncovered,
        "text_off": room.text_off,
        "chat": room.chat,
        "agenda": room.agenda,
        "hands": [each.model_dump(mode="json") for each in room.hands],
        "called": room.called and str(room.called),
        "poll": poll
        and {
            "id": poll.id,
            "question": poll.question,
            "choices": list(poll.choices),
            "mine": next(iter(poll.answers.values()), None),
            "closed": poll.closed,
            "counts": list(poll.counts),
        },
        "notes": [
            {
                "id": number,
                "by": note.by.model_dump(mode="json"),
                "text": note.text,
                "at": note.at.isoformat(),
                "state": note.state,
                "kinds": list(note.kinds),
            }
            for number, note in list(room.notes.items())[-LONGEST_PICTURE:]
        ],
        "with_lead": [
            {"id": number, "who": told.who.model_dump(mode="json"), "at": told.at.isoformat(), "now": told.now}
            for number, told in room.with_lead.items()
        ],
        "out": [each.model_dump(mode="json") for each in room.out.values()],
    }
