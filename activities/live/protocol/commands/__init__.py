"""What a browser may ask for, in the imperative."""

from activities.live.protocol.commands import asks, life, minutes, people, turns, words
from activities.live.protocol.commands.asks import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.base import Command, Here
from activities.live.protocol.commands.life import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.minutes import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.people import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.turns import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.words import *  # noqa: F403 (each, named once in its own file)

COMMANDS = life.COMMANDS + people.COMMANDS + words.COMMANDS + turns.COMMANDS + asks.COMMANDS + minutes.COMMANDS

__all__ = ["COMMANDS", "Command", "Here", *(each.__name__ for each in COMMANDS)]
