"""Small groups: dividing the children, opening, moving somebody, telling all of them something, bringing them back."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import GROUPS, Minutes, Words

Group = Annotated[int, Field(ge=1, le=GROUPS)]


class PlanGroups(Command):
    """So many groups: empty ones to fill by hand, or the children who are here dealt out evenly by chance."""

    type: Literal["plan_groups"] = "plan_groups"
    how_many: Annotated[int, Field(ge=2, le=GROUPS)]
    how: Literal["hand", "chance"]


class PlaceInGroup(Command):
    type: Literal["place_in_group"] = "place_in_group"
    who: UUID
    group: Annotated[int, Field(ge=0, le=GROUPS)]  # 0: the main room


class OpenGroups(Command):
    type: Literal["open_groups"] = "open_groups"
    minutes: Minutes


class ExtendGroups(Command):
    type: Literal["extend_groups"] = "extend_groups"
    minutes: Annotated[int, Field(ge=1, le=30)]


class TellGroups(Command):
    type: Literal["tell_groups"] = "tell_groups"
    text: Words


class BringBack(Command):
    type: Literal["bring_back"] = "bring_back"
    group: Group | None = None  # absent: all of them


COMMANDS = (PlanGroups, PlaceInGroup, OpenGroups, ExtendGroups, TellGroups, BringBack)

__all__ = [each.__name__ for each in COMMANDS]
