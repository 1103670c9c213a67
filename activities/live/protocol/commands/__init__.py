"""What a browser may ask for, in the imperative."""

from activities.live.protocol.commands import asks, boards, collecting, groups, life, minutes, people, turns, words
from activities.live.protocol.commands.asks import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.base import Command, Here, Looking
from activities.live.protocol.commands.boards import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.collecting import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.groups import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.life import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.minutes import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.people import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.turns import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.commands.words import *  # noqa: F403 (each, named once in its own file)

COMMANDS = life.COMMANDS + people.COMMANDS + words.COMMANDS + turns.COMMANDS + asks.COMMANDS + groups.COMMANDS
COMMANDS += collecting.COMMANDS + boards.COMMANDS + minutes.COMMANDS

__all__ = ["COMMANDS", "Command", "Here", "Looking", *(each.__name__ for each in COMMANDS)]
