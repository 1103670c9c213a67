"""What the group thought up: words that were collected, and the notes that stood on its boards in the end."""

from activities.live import protocol as p
from activities.live.room.summing.ways import Line, Story, section


@section("words")
def collected(told: Story):
    hidden = {event.word for _number, _at, event in told.events if isinstance(event, p.WordHidden)}
    for number, _at, event in told.events:
        if isinstance(event, p.WordShown) and number not in hidden:
            yield Line(number, None, event.text, event.into)


@section("ideas")
def on_boards(told: Story):
    boards = {number for number, _at, event in told.events if isinstance(event, p.BoardOpened)}
    notes = [(number, note) for number, note in told.room.notes.items() if note.into in boards]
    for number, note in sorted(notes, key=lambda each: (each[1].into, each[1].group)):
        if note.state == "posted":
            yield Line(number, note.by, note.text)
