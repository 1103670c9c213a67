"""How each command is decided, one small function each; the files beside this one say which.

An empty answer means that things already are as asked, so that sending twice does no harm.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from activities.live.protocol import Face
from activities.live.room.shapes import Cover

NEAR = 1  # P0 and P1: the safeguarding lead's, as for written words
FAR = 3
ways: dict[type, Callable] = {}


@dataclass(frozen=True)
class Circumstances:
    """What the rules need to know of the world: given by `actions`, never looked up here."""

    at: datetime
    cover: Cover
    kinds: tuple[str, ...] = ()  # what screening found in the command's words
    target: Face | None = None  # the person the command names, if they belong here
    present: tuple[Face, ...] = ()  # who is here, where the command asks for it; shuffled where chance decides
    fresh: tuple[UUID, ...] = ()  # names nobody has yet, for rooms to be made
    harm: int = FAR  # how near a sign of harm in its words is: 0 at this moment, 1 within the hour


def leads(command: type):
    def keep(function):
        ways[command] = function
        return function

    return keep
