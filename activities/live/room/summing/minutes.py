"""The lines of the note-taker that stood in the end."""

from activities.live.room.summing.ways import Line, Story, gettext_noop, section


@section("minutes", gettext_noop("We wrote down"))
def written_down(told: Story):
    for number, note in told.room.notes.items():
        if note.minutes and note.state == "posted":
            yield Line(number, note.by, note.text)
