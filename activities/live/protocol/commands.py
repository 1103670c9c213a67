"""What a browser may ask for, in the imperative."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from activities.live.protocol.words import (
    Agenda,
    ClientId,
    Feeling,
    Line,
    Message,
    Minutes,
    Mode,
    Number,
    Reply,
    Role,
    Steps,
    Words,
)


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


class OpenDoors(Command):
    """To the lobby, where children wait to be let in, or straight into the room."""

    type: Literal["open_doors"] = "open_doors"
    stage: Literal["lobby", "open"]


class Admit(Command):
    type: Literal["admit"] = "admit"
    who: UUID | None = None  # absent: all who wait


class SetSteps(Command):
    type: Literal["set_steps"] = "set_steps"
    text: Steps  # one step a line, its minutes before it if they are known


class GoStep(Command):
    type: Literal["go_step"] = "go_step"
    step: Annotated[int, Field(ge=0, le=99)]  # to which, so that pressing twice goes one step


class StartTimer(Command):
    type: Literal["start_timer"] = "start_timer"
    minutes: Minutes


class StopTimer(Command):
    type: Literal["stop_timer"] = "stop_timer"


class GiveRole(Command):
    type: Literal["give_role"] = "give_role"
    role: Role
    who: UUID


class TakeRole(Command):
    type: Literal["take_role"] = "take_role"
    role: Role


class PassPiece(Command):
    type: Literal["pass_piece"] = "pass_piece"
    who: UUID | None = None  # absent: my own turn


class StartRound(Command):
    type: Literal["start_round"] = "start_round"


class EndRound(Command):
    type: Literal["end_round"] = "end_round"


class AskMood(Command):
    type: Literal["ask_mood"] = "ask_mood"


class TellMood(Command):
    type: Literal["tell_mood"] = "tell_mood"
    mood: Number
    feeling: Feeling


class CloseMood(Command):
    type: Literal["close_mood"] = "close_mood"
    mood: Number


class PauseOne(Command):
    type: Literal["pause_one"] = "pause_one"
    who: UUID
    minutes: Annotated[int, Field(ge=1, le=30)]


class ResumeOne(Command):
    type: Literal["resume_one"] = "resume_one"
    who: UUID


class Return(Command):
    """Gives held words back to their author, with words that say why."""

    type: Literal["return"] = "return"
    message: Number
    text: Reply


class TellAdults(Command):
    type: Literal["tell_adults"] = "tell_adults"
    text: Words


class NeedHelp(Command):
    type: Literal["need_help"] = "need_help"


class AnswerHelp(Command):
    type: Literal["answer_help"] = "answer_help"
    who: UUID


class CallLead(Command):
    type: Literal["call_lead"] = "call_lead"
    text: Words
    who: UUID | None = None  # whom it is about
    danger: bool = False


class CloseRoom(Command):
    type: Literal["close_room"] = "close_room"


class Here(Message):
    """A sign of life: answers the server's beat. Moves nothing and is not kept."""

    type: Literal["here"] = "here"


COMMANDS = (
    Say, RaiseHand, LowerHand, CallOn, AnswerPoll, OpenPoll, ClosePoll, Release, Refuse, Remove, Pause, Resume,
    SetChat, SetAgenda, Expel, Readmit, OpenDoors, Admit, SetSteps, GoStep, StartTimer, StopTimer, GiveRole, TakeRole,
    PassPiece, StartRound, EndRound, AskMood, TellMood, CloseMood, PauseOne, ResumeOne, Return, TellAdults, NeedHelp,
    AnswerHelp, CallLead, CloseRoom,
)  # fmt: skip

__all__ = ["COMMANDS", *(each.__name__ for each in COMMANDS)]
