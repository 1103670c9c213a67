"""What travels over the socket: closed, typed messages; commands in the imperative, events in the past tense.

An unknown field or type is refused, so nothing a browser invents is ever passed on to others (SEC-34).
"""

from typing import Annotated, Union

from pydantic import Field, TypeAdapter

from activities.live.protocol.commands import *  # noqa: F403 (each command, named once in its own file)
from activities.live.protocol.commands import COMMANDS, Command, Here, Looking
from activities.live.protocol.commands.groups import COMMANDS as OF_GROUPS
from activities.live.protocol.events import *  # noqa: F403 (each event, named once in its own file)
from activities.live.protocol.events import EVENTS
from activities.live.protocol.pictures import LONGEST_PICTURE, News, picture
from activities.live.protocol.screens import screen
from activities.live.protocol.words import GROUPS, LONGEST_FRAME, Audience, Close, Face, Message, Step

# What a browser sent, and what the log kept; both raise pydantic's ValidationError.
inward = TypeAdapter(Annotated[Union[(*COMMANDS, Here, Looking)], Field(discriminator="type")])
logged = TypeAdapter(Annotated[Union[EVENTS], Field(discriminator="type")])  # noqa: UP007 (of a tuple)

__all__ = [
    "COMMANDS", "EVENTS", "GROUPS", "LONGEST_FRAME", "LONGEST_PICTURE", "OF_GROUPS", "Audience", "Close", "Command",
    "Face", "Here", "Looking", "Message", "News", "Step", "inward", "logged", "picture", "screen",
]  # fmt: skip
