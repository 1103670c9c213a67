"""Questions that were put to all and closed, each with the numbers that may be told."""

from activities.live import protocol as p
from activities.live.room.summing.ways import Figure, Story, section


@section("polls")
def asked(told: Story):
    opened = {number: event for number, _at, event in told.events if isinstance(event, p.PollOpened)}
    for _number, _at, event in told.events:
        if isinstance(event, p.PollClosed) and event.poll in opened:
            asked = opened[event.poll]
            yield Figure(event.poll, asked.question, tuple(zip(asked.choices, event.counts, strict=False)))
