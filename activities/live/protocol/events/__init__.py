"""What happened in a room, in the past tense."""

from activities.live.protocol.events import asks, boards, collecting, groups, life, minutes, people, turns, words
from activities.live.protocol.events.asks import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.boards import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.collecting import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.groups import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.life import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.minutes import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.people import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.turns import *  # noqa: F403 (each, named once in its own file)
from activities.live.protocol.events.words import *  # noqa: F403 (each, named once in its own file)

EVENTS = life.EVENTS + people.EVENTS + words.EVENTS + turns.EVENTS + asks.EVENTS + groups.EVENTS
EVENTS += collecting.EVENTS + boards.EVENTS + minutes.EVENTS

__all__ = ["EVENTS", *(each.__name__ for each in EVENTS)]
