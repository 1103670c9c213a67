"""Questions with answers to choose from: one, several, or dots to spread; nobody reads them one by one."""

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import leads
from activities.live.room.polls import Poll
from activities.live.room.shapes import Refused, Room, Sent


@leads(p.OpenPoll)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    none_running(room)
    if len(set(command.choices)) < len(command.choices):
        raise Refused("same_choices")
    dots = command.dots if command.kind == "dots" else 0
    opened = p.PollOpened(
        question=command.question, choices=command.choices, kind=command.kind, dots=dots, live=command.live
    )
    return [Sent(opened)]


@leads(p.AnswerPoll)
def _(room, member, command, now):
    poll = _running(room, command.poll)
    if poll.kind != "one" or command.choice >= poll.options:
        raise Refused("no_choice")
    event = p.PollAnswered(poll=poll.id, who=member.id, choice=command.choice)
    return _answered(room, poll, member, (command.choice,), event)


@leads(p.MarkPoll)
def _(room, member, command, now):
    poll, marks = _running(room, command.poll), tuple(sorted(command.marks))
    if poll.kind == "one" or any(mark >= poll.options for mark in marks):
        raise Refused("no_choice")
    if len(marks) > poll.dots if poll.kind == "dots" else len(set(marks)) < len(marks):
        raise Refused("too_many_dots")
    return _answered(room, poll, member, marks, p.PollMarked(poll=poll.id, who=member.id, marks=marks))


@leads(p.ClosePoll)
def _(room, member, command, now):
    return [ended(_running(room, command.poll))]


def none_running(room: Room) -> None:
    if room.poll and not room.poll.closed:
        raise Refused("poll_running")


def ended(poll: Poll) -> Sent:
    return Sent(p.PollClosed(poll=poll.id, counts=poll.last_counts()))


def _answered(room: Room, poll: Poll, member, marks: tuple[int, ...], event) -> list[Sent]:
    """One child, one set: the new answer takes the place of the old."""
    before = poll.answers.get(member.id)
    if marks == (before.marks if before else ()):
        return []
    after = poll.with_answer(member.id, marks, room.seq + 1)
    step = [Sent(p.PollCounted(poll=poll.id, counts=after.next_counts()))] if after.due else []
    return [Sent(event, Audience.OWN, member.id), *step]


def _running(room: Room, poll: int) -> Poll:
    if room.poll is None or room.poll.id != poll or room.poll.closed:
        raise Refused("poll_over")
    return room.poll
