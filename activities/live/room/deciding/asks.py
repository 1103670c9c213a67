"""Questions to all: polls, which nobody reads one by one, and the check-in, which the adults do."""

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import leads
from activities.live.room.shapes import Refused, Room, Sent
from portal.figures.counting import shown

FEELINGS = ("good", "fair", "bad")


@leads(p.OpenPoll)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    if room.poll and not room.poll.closed:
        raise Refused("poll_running")
    if len(set(command.choices)) < len(command.choices):
        raise Refused("same_choices")
    return [Sent(p.PollOpened(question=command.question, choices=command.choices))]


@leads(p.AnswerPoll)
def _(room, member, command, now):
    poll = _running(room, command.poll)
    if command.choice >= len(poll.choices):
        raise Refused("no_choice")
    if poll.answers.get(member.id) == command.choice:
        return []
    event = p.PollAnswered(poll=poll.id, who=member.id, choice=command.choice)
    return [Sent(event, Audience.OWN, member.id)]


@leads(p.ClosePoll)
def _(room, member, command, now):
    return [_count(_running(room, command.poll))]


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
    poll = [_count(room.poll)] if room.poll and not room.poll.closed else []
    return poll + ([_felt(room.mood)] if room.mood and not room.mood.closed else [])


def _running(room: Room, poll: int):
    if room.poll is None or room.poll.id != poll or room.poll.closed:
        raise Refused("poll_over")
    return room.poll


def _asked(room: Room, mood: int):
    if room.mood is None or room.mood.id != mood or room.mood.closed:
        raise Refused("mood_over")
    return room.mood


def _count(poll) -> Sent:
    counts = {str(number): 0 for number in range(len(poll.choices))}
    for choice in poll.answers.values():
        counts[str(choice)] += 1
    safe = shown(counts)
    return Sent(p.PollClosed(poll=poll.id, counts=tuple(safe[each] for each in counts)))


def _felt(mood) -> Sent:
    felt = [each.feeling for each in mood.told.values()]
    safe = shown({feeling: felt.count(feeling) for feeling in FEELINGS})
    return Sent(p.MoodClosed(mood=mood.id, counts=tuple(safe[each] for each in FEELINGS)))
