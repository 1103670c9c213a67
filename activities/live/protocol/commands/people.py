"""Who comes in, goes, rests, needs help, and who has which role."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Role, Words


class Admit(Command):
    type: Literal["admit"] = "admit"
    who: UUID | None = None  # absent: all who wait


class Expel(Command):
    type: Literal["expel"] = "expel"
    who: UUID


class Readmit(Command):
    type: Literal["readmit"] = "readmit"
    who: UUID


class GiveRole(Command):
    type: Literal["give_role"] = "give_role"
    role: Role
    who: UUID


class TakeRole(Command):
    type: Literal["take_role"] = "take_role"
    role: Role


class PauseOne(Command):
    type: Literal["pause_one"] = "pause_one"
    who: UUID
    minutes: Annotated[int, Field(ge=1, le=30)]


class ResumeOne(Command):
    type: Literal["resume_one"] = "resume_one"
    who: UUID


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


COMMANDS = (Admit, Expel, Readmit, GiveRole, TakeRole, PauseOne, ResumeOne, NeedHelp, AnswerHelp, CallLead)

__all__ = [each.__name__ for each in COMMANDS]
