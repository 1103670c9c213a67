"""Who waits, comes, goes, rests, needs help, and who has which role."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message, Number, Role


class PersonExpelled(Message):
    type: Literal["person_expelled"] = "person_expelled"
    who: Face


class PersonReadmitted(Message):
    type: Literal["person_readmitted"] = "person_readmitted"
    who: UUID


class ChildWaits(Message):
    type: Literal["child_waits"] = "child_waits"
    who: Face
    at: datetime


class ChildLeftDoor(Message):
    """Waits no longer, without having come in."""

    type: Literal["child_left_door"] = "child_left_door"
    who: UUID


class ChildAdmitted(Message):
    type: Literal["child_admitted"] = "child_admitted"
    who: UUID


class RoleGiven(Message):
    type: Literal["role_given"] = "role_given"
    role: Role
    who: Face


class RoleTaken(Message):
    type: Literal["role_taken"] = "role_taken"
    role: Role


class OnePaused(Message):
    """Until then an adult reads this child's words first; only the child and the adults know."""

    type: Literal["one_paused"] = "one_paused"
    who: Face
    until: datetime


class OneResumed(Message):
    type: Literal["one_resumed"] = "one_resumed"
    who: UUID


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


class LeadTold(Message):
    """A message is on its way to the safeguarding lead. The adults learn whose it is and how near, not what it says."""

    type: Literal["lead_told"] = "lead_told"
    message: Number
    who: Face
    at: datetime
    now: bool = False  # somebody may be in danger at this moment
    own: bool = False  # an adult called the lead: no other adult hears of it, since it may be about them (SAF-6)


EVENTS = (
    PersonExpelled,
    PersonReadmitted,
    ChildWaits,
    ChildLeftDoor,
    ChildAdmitted,
    RoleGiven,
    RoleTaken,
    OnePaused,
    OneResumed,
    HelpAsked,
    HelpSeen,
    LeadCalled,
    LeadTold,
)

__all__ = [each.__name__ for each in EVENTS]
