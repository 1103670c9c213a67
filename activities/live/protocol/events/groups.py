"""What happens to small groups; all of it stands in the log of the main room, so that one log says who is where."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message


class GroupsPlanned(Message):
    type: Literal["groups_planned"] = "groups_planned"
    groups: int


class PersonPlaced(Message):
    """One event a person, for them and the adults: a name that stands alone can be erased alone (PRI-6)."""

    type: Literal["person_placed"] = "person_placed"
    who: Face
    group: int


class PersonUnplaced(Message):
    """Back to the main room, or not placed after all."""

    type: Literal["person_unplaced"] = "person_unplaced"
    who: UUID


class GroupsOpened(Message):
    """`rooms` are the small rooms of groups 1, 2, …; each has a log of its own."""

    type: Literal["groups_opened"] = "groups_opened"
    rooms: tuple[UUID, ...]
    ends_at: datetime


class GroupsExtended(Message):
    type: Literal["groups_extended"] = "groups_extended"
    ends_at: datetime


class GroupsTold(Message):
    """What the adults said to all groups; in each of them it stands as a message of this adult."""

    type: Literal["groups_told"] = "groups_told"
    by: Face
    text: str
    at: datetime


class GroupsClosed(Message):
    type: Literal["groups_closed"] = "groups_closed"


EVENTS = (GroupsPlanned, PersonPlaced, PersonUnplaced, GroupsOpened, GroupsExtended, GroupsTold, GroupsClosed)

__all__ = [each.__name__ for each in EVENTS]
