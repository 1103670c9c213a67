"""One turn in a room: its lock is held, and those who ask something of it are answered one after the other."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from random import SystemRandom
from uuid import uuid4

from django.db import transaction

from activities.live import broadcast, log, protocol, queries
from activities.live.actions.refusals import NotHere, NotNow
from activities.live.actions.where import may_come, moved
from activities.live.models import Room
from activities.live.protocol import Face
from activities.live.room import FAR, NEAR, Circumstances, Cover, Member, Refused, Sent, apply, decide, weigh
from activities.live.room import Room as RoomState
from moderation import screening

logger = logging.getLogger(__name__)
NAMING = (protocol.Expel, protocol.GiveRole, protocol.PauseOne, protocol.CallLead, protocol.PlaceInGroup)
UNSCREENED = "unscreened"  # screening failed: an adult reads it first


@dataclass(frozen=True)
class Outcome:
    """`seq` is where it stands in the log, 0 when things already were as asked."""

    seq: int
    held: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """What was decided, and the room just before it."""

    outcome: Outcome
    events: Sequence[Sent] = ()
    before: RoomState | None = None


class Turn:
    """A room while its lock is held, for those who ask something of it one after the other.

    `came`: the room they are in, `row`: the one that decides, `main`: the main room of both.
    """

    def __init__(self, came: Room, row: Room, main: RoomState, known: log.Known, cover: Cover, at: datetime):
        self._came, self._row, self._main, self._cover, self._at = came, row, main, cover, at
        self.writing = log.Writing(row.pk, known, at=at)

    def take(self, face: Face | None, command, *, alone: bool = True) -> Taken | None:
        """What comes of one command; raises NotHere or NotNow. Beside others None for one that has to go alone."""
        if face is None:
            raise NotHere
        known, at = self.writing.known, self._at
        if done := known.marks.get((face.id, command.client_id)):
            return Taken(_outcome(done, self.writing.event(done)))
        kinds, harm = _seen(face, command, known.words.get(face.id, ()), at)
        if harm <= NEAR and not alone:
            return None
        _is_here(self._came, face, command, self._main, harm)
        fresh = tuple(uuid4() for _ in range(protocol.GROUPS)) if isinstance(command, protocol.OpenGroups) else ()
        row = self._row
        now = Circumstances(at, self._cover, kinds, _target(row, command, at), _present(row, command, at), fresh, harm)
        # Nobody acts under a cover the others were not told of.
        told, state = weigh(known.room, self._cover), known.room
        for sent in told:
            state = apply(state, state.seq + 1, sent.event)
        try:
            events = decide(state, Member(face), command, now)
        except Refused as refused:
            raise NotNow(refused.code) from None
        if not events:
            return Taken(Outcome(0))
        self.writing.add(told)
        news = self.writing.add(events, author=face.id, client_id=command.client_id)
        return Taken(_outcome(news[0].seq, events[0].event.model_dump(mode="json")), events, state)

    def tell(self) -> None:
        """Once it is certain, to everybody whom it concerns."""
        if self.writing.news:
            self.writing.remember()
            transaction.on_commit(partial(broadcast.publish, self._row.pk, self.writing.news), robust=True)


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
