"""Carrying out what somebody asked for: lock, check again, decide, write down, tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import takewhile
from uuid import UUID

from django.db import transaction

from activities.live import broadcast, log, protocol, queries
from activities.live.actions.care import hand_over
from activities.live.actions.groups import follow
from activities.live.actions.refusals import NotHere, NotNow
from activities.live.actions.turn import Outcome, Turn
from activities.live.models import Presence, Room
from activities.live.protocol import Close
from activities.live.states import State
from portal.audit.log import write

# Asked for in a small group, these are the main room's to carry out: a ban holds everywhere.
OF_THE_MAIN_ROOM = (protocol.Expel, protocol.Readmit, *protocol.OF_GROUPS)
# What many do in the same moment, and what does nothing but add to the log of the room they are in.
TOGETHER = (
    protocol.Say,
    protocol.GiveWord,
    protocol.PutNote,
    protocol.RaiseHand,
    protocol.LowerHand,
    protocol.PassPiece,
    protocol.AnswerPoll,
    protocol.MarkPoll,
    protocol.TellMood,
)


@dataclass(frozen=True)
class Asked:
    by: UUID
    room: UUID
    command: protocol.Command


@transaction.atomic
def carry_out(*, by: UUID, room: UUID, command: protocol.Command, at: datetime) -> Outcome:
    """One command of one person, from a socket or a form. Raises NotHere or NotNow, and then nothing was written.

    The row lock makes it the only writer of this room, so numbers are dense and fifty votes are fifty votes. Whether
    the person may be here is asked anew inside it: a consent can end between two messages.
    """
    rows = queries.locked(room)
    row = came = rows.get(room)
    face = queries.member(row, by, at=at) if row else None
    if face is None:
        raise NotHere
    known = log.known(row.main)
    main = known.room
    if row.parent_id and (isinstance(command, OF_THE_MAIN_ROOM) or _calls_from_afar(row, by, command, main)):
        row = rows[row.main]
    elif row.parent_id:
        known = log.known(room)
    turn = Turn(came, row, main, known, queries.cover(row.pk, at=at), at)
    asked = turn.take(face, command)
    log.write_all([turn.writing])
    if asked.events:
        hand_over(by=by, room=row, events=asked.events, at=at)
        follow(row, asked.before, asked.events, by=by, at=at)
        turn.tell()
        _let_go(row, by, command, at)
    return asked.outcome


def carry_out_all(asked: Sequence[Asked], *, at: datetime) -> list[Outcome | NotHere | NotNow]:
    """The same for many who ask in the same moment, in whatever rooms, each answered as if they had stood in line; in
    order.

    Taps and words go together: one lock, one look at who may be here, one writing. What does more than add to its
    room's log goes alone: who has to leave, a call for help, a sign of harm.
    """
    answers = []
    while rest := asked[len(answers) :]:
        answers += _together(list(takewhile(_goes_together, rest)), at) or [_alone(rest[0], at)]
    return answers


@transaction.atomic
def _together(asked: Sequence[Asked], at: datetime) -> list[Outcome | NotHere | NotNow]:
    """As many of the first as can be carried out in one transaction; none when there is only one."""
    if len(asked) < 2:
        return []
    rows = queries.locked_all({each.room for each in asked})
    rooms = {each.room for each in asked} & rows.keys()
    people = {rows[room]: {each.by for each in asked if each.room == room} for room in rooms}
    faces = queries.members_of(people, at=at)
    known = log.known_all(rows)
    covers = queries.covers(rooms, at=at)
    turns = {
        room: Turn(rows[room], rows[room], known[rows[room].main].room, known[room], covers[room], at) for room in rooms
    }
    answers = []
    for each in asked:
        try:
            taken = _taken(turns.get(each.room), faces, each)
        except (NotHere, NotNow) as no:
            answers.append(no)
            continue
        if taken is None:
            break
        answers.append(taken.outcome)
    log.write_all(turn.writing for turn in turns.values())
    for turn in turns.values():
        turn.tell()
    return answers


def _taken(turn: Turn | None, faces, asked: Asked):
    if turn is None:
        raise NotHere
    return turn.take(faces[asked.room].get(asked.by), asked.command, alone=False)


def _goes_together(asked: Asked) -> bool:
    return isinstance(asked.command, TOGETHER)


def _alone(asked: Asked, at: datetime) -> Outcome | NotHere | NotNow:
    try:
        return carry_out(by=asked.by, room=asked.room, command=asked.command, at=at)
    except (NotHere, NotNow) as no:
        return no


def _calls_from_afar(row: Room, by: UUID, command, main) -> bool:
    """A call for help out of a group that closed meanwhile is heard as well."""
    return isinstance(command, protocol.NeedHelp) and main.groups.room_of(by) != row.pk


def _let_go(row: Room, by: UUID, command, at: datetime) -> None:
    """Who had to leave, and when it is over everybody."""
    if isinstance(command, protocol.Expel):
        write("live.expelled", by=by, subject=f"room:{row.pk}", at=at, person=str(command.who))
        Presence.objects.filter(room=row, person=command.who).delete()  # an adult who had to go is no cover any more
        transaction.on_commit(partial(broadcast.expel, command.who, Close.LEFT, room=row.pk), robust=True)
    if isinstance(command, protocol.CloseRoom):
        shut(row, by=by, at=at)


def shut(row: Room, *, by, at: datetime) -> None:
    """Marks a room as over and sends everybody home; its log already says so."""
    row.state, row.closed_at = State.CLOSED, at
    row.save(update_fields=["state", "closed_at"])
    write("live.closed", by=by, subject=f"room:{row.pk}", at=at)
    transaction.on_commit(partial(broadcast.shut, row.pk, Close.OVER), robust=True)
