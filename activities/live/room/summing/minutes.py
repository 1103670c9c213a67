"""The lines of the note-taker that stood in the end."""

from activities.live.room.summing.ways import Line, Story, section


@section("minutes")
def written_down(told: Story):
    for number, note in told.room.notes.items():
        if note.minutes and note.state == "posted":
            yield Line(number, note.by, note.text)
