"""What the note-taker writes down and an adult corrects, and what an adult puts on the screen at the wall."""

from activities.live import protocol as p
from activities.live.room.deciding.ways import leads
from activities.live.room.deciding.writing import written
from activities.live.room.shapes import Note, Refused, Room, Sent

ON_SCREEN = 4  # messages at once: more cannot be read across a room


@leads(p.WriteDown)
def _(room, member, command, now):
    return written(room, member, command, now, minutes=True)


@leads(p.CorrectLine)
def _(room, member, command, now):
    line = _posted(room, command.message)
    if not line.minutes:
        raise Refused("no_line")  # what somebody said is never put into other words by another
    if now.kinds:
        raise Refused("screened")
    if command.text == line.text:
        return []
    return [Sent(p.LineCorrected(message=command.message, by=member.face, whose=line.by.id, text=command.text))]


@leads(p.PutOnScreen)
def _(room, member, command, now):
    _posted(room, command.message)
    if command.message in room.screen:
        return []
    if len(room.screen) >= ON_SCREEN:
        raise Refused("screen_full")
    return [Sent(p.ShownOnScreen(message=command.message))]


@leads(p.TakeOffScreen)
def _(room, member, command, now):
    return [Sent(p.TakenOffScreen(message=command.message))] if command.message in room.screen else []


def _posted(room: Room, message: int) -> Note:
    """Only what everybody reads already."""
    note = room.notes.get(message)
    if note is None or note.state != "posted":
        raise Refused("gone")
    return note
