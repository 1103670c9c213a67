"""What happened in a room, in the past tense."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Agenda, Face, Message, Mode, Number, Role, Stage, Step


class RoomOpened(Message):
    type: Literal["room_opened"] = "room_opened"
    chat: Mode
    agenda: Agenda = ""
    stage: Stage = "open"
    lobby: bool = False  # whether children should wait to be let in, by their age
    steps: tuple[Step, ...] = ()


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
    own: bool = False  # an adult called the lead: no other adult hears of it, since it may be about them (SAF-6)


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


class DoorsOpened(Message):
    type: Literal["doors_opened"] = "doors_opened"
    stage: Literal["lobby", "open"]


class ChildWaits(Message):
    type: Literal["child_waits"] = "child_waits"
    who: Face
    at: datetime


class ChildAdmitted(Message):
    type: Literal["child_admitted"] = "child_admitted"
    who: UUID


class StepsSet(Message):
    type: Literal["steps_set"] = "steps_set"
    steps: tuple[Step, ...]


class StepMoved(Message):
    """`ends_at` is the moment at which all clocks of the room stand at nought."""

    type: Literal["step_moved"] = "step_moved"
    step: int
    ends_at: datetime | None = None


class TimerStarted(Message):
    type: Literal["timer_started"] = "timer_started"
    ends_at: datetime


class TimerStopped(Message):
    type: Literal["timer_stopped"] = "timer_stopped"


class RoleGiven(Message):
    type: Literal["role_given"] = "role_given"
    role: Role
    who: Face


class RoleTaken(Message):
    type: Literal["role_taken"] = "role_taken"
    role: Role


class PieceGiven(Message):
    type: Literal["piece_given"] = "piece_given"
    who: Face


class PiecePassed(Message):
    type: Literal["piece_passed"] = "piece_passed"
    who: UUID


class RoundStarted(Message):
    type: Literal["round_started"] = "round_started"


class RoundJoined(Message):
    """One event a child: a name that stands alone can be erased alone (PRI-6)."""

    type: Literal["round_joined"] = "round_joined"
    who: Face


class RoundEnded(Message):
    type: Literal["round_ended"] = "round_ended"


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


class OnePaused(Message):
    """Until then an adult reads this child's words first; only the child and the adults know."""

    type: Literal["one_paused"] = "one_paused"
    who: Face
    until: datetime


class OneResumed(Message):
    type: Literal["one_resumed"] = "one_resumed"
    who: UUID


class MessageReturned(Message):
    type: Literal["message_returned"] = "message_returned"
    message: Number
    by: Face
    text: str


class AdultsTold(Message):
    type: Literal["adults_told"] = "adults_told"
    by: Face
    text: str
    at: datetime


class HelpAsked(Message):
    type: Literal["help_asked"] = "help_asked"
    who: Face
    at: datetime


class HelpSeen(Message):
    type: Literal["help_seen"] = "help_seen"
    who: UUID
    by: Face


class LeadCalled(Message):
    """What an adult writes to the safeguarding lead; read by the two of them alone."""

    type: Literal["lead_called"] = "lead_called"
    by: Face
    who: UUID | None = None  # whom it is about
    text: str
    at: datetime


class RoomClosed(Message):
    type: Literal["room_closed"] = "room_closed"


EVENTS = (
    RoomOpened, MessagePosted, MessageHeld, LeadTold, MessageReleased, MessageRefused, MessageRemoved, HandRaised,
    HandLowered, HandCalled, PollOpened, PollAnswered, PollClosed, RoomPaused, RoomResumed, ChatSet, AgendaSet,
    PersonExpelled, PersonReadmitted, CoverChanged, DoorsOpened, ChildWaits, ChildAdmitted, StepsSet, StepMoved,
    TimerStarted, TimerStopped, RoleGiven, RoleTaken, PieceGiven, PiecePassed, RoundStarted, RoundJoined, RoundEnded,
    MoodAsked, MoodTold, MoodClosed, OnePaused, OneResumed, MessageReturned, AdultsTold, HelpAsked, HelpSeen,
    LeadCalled, RoomClosed,
)  # fmt: skip

__all__ = ["EVENTS", *(each.__name__ for each in EVENTS)]
