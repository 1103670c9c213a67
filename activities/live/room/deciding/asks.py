"""The check-in, which the adults read one by one, and how everything still being asked ends with the room."""

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.polls import ended
from activities.live.room.deciding.ways import leads
from activities.live.room.shapes import Refused, Room, Sent
from portal.figures.counting import shown

FEELINGS = ("good", "fair", "bad")


@leads(p.AskMood)
def _(room, member, command, now):
    if room.mood and not room.mood.closed:
        raise Refused("mood_running")
    return [Sent(p.MoodAsked())]


@leads(p.TellMood)
def _(room, member, command, now):
    mood = _asked(room, command.mood)
    if member.id in mood.told and mood.told[member.id].feeling == command.feeling:
        return []
    event = p.MoodTold(mood=mood.id, who=member.face, text=command.feeling)
    return [Sent(event, Audience.ONE, member.id)]


@leads(p.CloseMood)
def _(room, member, command, now):
    return [_felt(_asked(room, command.mood))]


def still_open(room: Room) -> list[Sent]:
    """How what is still being asked ends with the room."""
    poll = [ended(room.poll)] if room.poll and not room.poll.closed else []
    return poll + ([_felt(room.mood)] if room.mood and not room.mood.closed else [])


def _asked(room: Room, mood: int):
    if room.mood is None or room.mood.id != mood or room.mood.closed:
        raise Refused("mood_over")
    return room.mood


def _felt(mood) -> Sent:
    felt = [each.feeling for each in mood.told.values()]
    safe = shown({feeling: felt.count(feeling) for feeling in FEELINGS})
    return Sent(p.MoodClosed(mood=mood.id, counts=tuple(safe[each] for each in FEELINGS)))
