"""Carrying out what somebody asked for: lock, check again, decide, write down, tell."""

import logging
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import SystemRandom
from uuid import UUID, uuid4

from django.db import transaction

from activities.live import broadcast, log, protocol, queries
from activities.live.actions.care import hand_over
from activities.live.actions.groups import follow
from activities.live.actions.refusals import NotHere, NotNow
from activities.live.actions.where import may_come, moved
from activities.live.models import Entry, Presence, Room
from activities.live.protocol import Close, Face
from activities.live.room import FAR, NEAR, Circumstances, Member, Refused, apply, decide, weigh
from activities.live.states import State
from moderation import screening
from portal.audit.log import write

logger = logging.getLogger(__name__)
NAMING = (protocol.Expel, protocol.GiveRole, protocol.PauseOne, protocol.CallLead, protocol.PlaceInGroup)
# Asked for in a small group, these are the main room's to carry out: a ban holds everywhere.
OF_THE_MAIN_ROOM = (protocol.Expel, protocol.Readmit, *protocol.OF_GROUPS)
UNSCREENED = "unscreened"  # screening failed: an adult reads it first


@dataclass(frozen=True)
class Outcome:
    """`seq` is where it stands in the log, 0 when things already were as asked."""

    seq: int
    held: bool = False
    kinds: tuple[str, ...] = ()


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
        room, row = row.main, rows[row.main]
    elif row.parent_id:
        known = log.known(room)
    cover = queries.cover(room, at=at)
    if done := known.marks.get((by, command.client_id)):
        return _outcome(done, Entry.objects.get(room=room, seq=done).event)
    kinds, harm = _seen(face, command, known.words.get(by, ()), at)
    _is_here(came, face, command, main, harm)
    fresh = tuple(uuid4() for _ in range(protocol.GROUPS)) if isinstance(command, protocol.OpenGroups) else ()
    now = Circumstances(at, cover, kinds, _target(row, command, at), _present(row, command, at), fresh, harm)
    # Nobody acts under a cover the others were not told of.
    told, state = weigh(known.room, cover), known.room
    for sent in told:
        state = apply(state, state.seq + 1, sent.event)
    try:
        events = decide(state, Member(face), command, now)
    except Refused as refused:
        raise NotNow(refused.code) from None
    if not events:
        return Outcome(0)
    first = log.append(room, known.room.seq, told, author=None, client_id=None, at=at)
    news = log.append(room, state.seq, events, author=by, client_id=command.client_id, at=at)
    hand_over(by=by, room=row, events=events, at=at)
    follow(row, state, events, by=by, at=at)
    _tell(row, by, command, at, [*first, *news])
    return _outcome(news[0].seq, events[0].event.model_dump(mode="json"))


def _calls_from_afar(row: Room, by: UUID, command, main) -> bool:
    """A call for help out of a group that closed meanwhile is heard as well."""
    return isinstance(command, protocol.NeedHelp) and main.groups.room_of(by) != row.pk


def _is_here(row: Room, face: Face, command, main, harm: int) -> None:
    """Raises NotNow for who is in another room of the gathering, or had to leave it. Asking for help, and a sign of
    harm, are heard wherever somebody is."""
    if isinstance(command, protocol.NeedHelp) or (isinstance(command, protocol.Say) and harm <= NEAR):
        return
    if row.parent_id and not may_come(main, face):
        raise NotNow("out")
    if moved(row, face.id, main, adult=face.adult):
        raise NotNow("moved")


def _outcome(seq: int, event: dict) -> Outcome:
    return Outcome(seq, event["type"] == "message_held", tuple(event.get("kinds") or ()))


def _tell(row: Room, by: UUID, command, at: datetime, news: list[protocol.News]) -> None:
    transaction.on_commit(partial(broadcast.publish, row.pk, news), robust=True)
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


def _target(row: Room, command, at: datetime) -> Face | None:
    who = command.who if isinstance(command, NAMING) else None
    return who and queries.member(row, who, at=at)


def _present(row: Room, command, at: datetime) -> tuple[Face, ...]:
    """Who is here, for the commands that go round; for dealing out, in an order nobody chose."""
    if not isinstance(command, protocol.StartRound | protocol.PlanGroups):
        return ()
    faces = queries.faces(seat.person for seat in queries.present([row.pk], at=at).get(row.pk, ()))
    if isinstance(command, protocol.PlanGroups):
        SystemRandom().shuffle(faces)
    return tuple(faces)


def _seen(face: Face, command, said, at: datetime) -> tuple[tuple[str, ...], int]:
    """The kinds of what screening finds, in the words alone and with what the same person wrote in the last minute,
    and how near a sign of harm is."""
    words = _words(command)
    if not words:
        return (), FAR
    before = tuple(text for when, text in said if when >= at - log.SPLIT_WITHIN)
    try:
        found = screened(words, before, adult=face.adult)
    except Exception:
        # Without screening nothing passes unread. The words themselves stay out of the log of the server.
        logger.error("screening of a live message failed", exc_info=False)
        return (UNSCREENED,), FAR
    harm = min((each.level for each in found if each.kind == "harm"), default=FAR)
    return tuple(sorted({each.kind for each in found})), harm


def screened(words: str, before: tuple[str, ...], *, adult: bool) -> list[screening.Finding]:
    """What is found in `words`, also where they end something begun in the messages before."""
    context = screening.Context(adult=adult, recent=before)
    found = screening.screen(words, context)
    if before:
        # Only what ends in the new words counts: an old finding was judged in its time.
        joined = "".join(before)
        found = [*found, *(each for each in screening.screen(joined + words, context) if each.end > len(joined))]
    return found


def _words(command) -> str:
    lines = [getattr(command, name, "") for name in ("question", "text")]
    lines += [line for name in ("choices", "groups") for line in getattr(command, name, ())]
    return "\n".join(line for line in lines if line)
