"""Questions that were put to all and closed, each with the numbers that may be told."""

from activities.live import protocol as p
from activities.live.room.summing.ways import Figure, Story, section


@section("polls")
def asked(told: Story):
    opened = {number: event for number, _at, event in told.events if isinstance(event, p.PollOpened)}
    for _number, _at, event in told.events:
        if isinstance(event, p.PollClosed) and event.poll in opened:
            asked = opened[event.poll]
            if asked.notes:
                yield _of_ideas(told, event, asked)
            else:
                yield Figure(event.poll, asked.question, tuple(zip(asked.choices, event.counts, strict=False)))


def _of_ideas(told: Story, event: p.PollClosed, asked: p.PollOpened) -> Figure:
    """Dots on the notes of a board; what was taken off since, or erased, is no row any more."""
    counts = dict(zip(asked.notes, event.counts, strict=False))
    notes = {number: told.room.notes[number] for number in counts if number in told.room.notes}
    kept = {number: note for number, note in notes.items() if note.text and note.by.name}
    rows = tuple((note.text, counts[number]) for number, note in kept.items())
    return Figure(event.poll, asked.question, rows, tuple(note.by for note in kept.values()))
