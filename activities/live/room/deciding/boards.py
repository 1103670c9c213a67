"""A board of ideas: children put notes, adults and the chair put them into groups, all give dots."""

from activities.live import protocol as p
from activities.live.room.deciding.polls import none_running
from activities.live.room.deciding.ways import leads
from activities.live.room.deciding.writing import may_write, waits, written
from activities.live.room.ideas import GROUPS, NOTES_EACH, Board
from activities.live.room.shapes import Refused, Room, Sent

STANDING = {"posted", "held", "kept", "care"}


@leads(p.OpenBoard)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    if room.board and not room.board.closed:
        raise Refused("board_running")
    return [Sent(p.BoardOpened(question=command.question, groups=command.groups))]


@leads(p.PutNote)
def _(room, member, command, now):
    board = _current(room, command.into)
    if board.closed:
        raise Refused("board_over")
    own = [n for n in room.notes.values() if n.into == board.id and n.by.id == member.id and n.state in STANDING]
    if not member.adult and len(own) >= NOTES_EACH:
        raise Refused("enough_notes")
    return written(room, member, command, now, into=board.id)


@leads(p.MoveNote)
def _(room, member, command, now):
    note = room.notes.get(command.message)
    if note is None or note.state != "posted" or room.board is None or note.into != room.board.id:
        raise Refused("gone")
    if command.group > len(room.board.groups):
        raise Refused("no_group")
    return [] if note.group == command.group else [Sent(p.NoteMoved(message=command.message, group=command.group))]


@leads(p.NameGroup)
def _(room, member, command, now):
    """A new name, or a new group after the last."""
    board = _current(room, command.into)
    if now.kinds:
        raise Refused("screened")
    if not member.adult:
        may_write(room, member, now)
    if waits(room, member, now):
        raise Refused("adults_name")  # where a child's words are read first, all read this at once
    if command.group > min(len(board.groups) + 1, GROUPS):
        raise Refused("no_group")
    if board.groups[command.group - 1 : command.group] == (command.text,):
        return []
    return [Sent(p.GroupNamed(into=board.id, group=command.group, by=member.face, text=command.text))]


@leads(p.CloseBoard)
def _(room, member, command, now):
    return [] if _current(room, command.into).closed else [Sent(p.BoardClosed(into=command.into))]


@leads(p.AskDots)
def _(room, member, command, now):
    board = _current(room, command.into)
    if now.kinds:
        raise Refused("screened")
    none_running(room)
    notes = tuple(number for number, note in room.notes.items() if note.into == board.id and note.state == "posted")
    if len(notes) < 2:
        raise Refused("few_notes")
    opened = p.PollOpened(
        question=command.question, choices=(), kind="dots", dots=command.dots, live=command.live, notes=notes
    )
    return [Sent(opened)]


def _current(room: Room, board: int) -> Board:
    if room.board is None or room.board.id != board:
        raise Refused("board_over")
    return room.board
