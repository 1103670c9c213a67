"""The room's log: adding to it, reading it, and the room it amounts to.

The room as it stands is kept in this process and caught up by reading only what is new, so that a command costs the
same in the first minute and in the last. A room that is over is kept nowhere.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import PositiveIntegerField, UUIDField

from activities.live import queries
from activities.live.models import Entry
from activities.live.protocol import News, logged
from activities.live.room import Room, Sent, Shelf, apply
from portal.rows.prepared import Bound, Prepared

AFTER = Prepared(
    lambda: Entry.objects.filter(
        room=Bound("room", UUIDField()), seq__gt=Bound("seq", PositiveIntegerField())
    ).order_by("seq")
)
KEPT_ROOMS = 500
SPLIT_MESSAGES = 3  # a number in three messages is still a number
SPLIT_WITHIN = timedelta(seconds=60)
SAYING = ("message_posted", "message_held", "word_given")
WITH_WORDS = (*SAYING, "word_shown")


@dataclass(frozen=True)
class Known:
    """A room and what else a command needs of its log; all of it follows from the entries."""

    room: Room = field(default_factory=Room)
    marks: Mapping[tuple[UUID, str], int] = field(default_factory=Shelf)  # each sending, and the number it got
    words: dict[UUID, tuple[tuple[datetime, str], ...]] = field(default_factory=dict)  # each author's last few
    asked: int = 0  # how often something had been forgotten when this was asked for


_rooms: OrderedDict[UUID, Known] = OrderedDict()
_forgotten = 0  # how often something had to be forgotten: what was read before then is not kept after
_lock = threading.Lock()


def current(room: UUID) -> Room:
    """The room after its last entry."""
    return known(room).room


def current_at(room: UUID, head: int) -> Room:
    """The same for a caller who has just read the number of the last entry: a quiet room then asks no table."""
    with _lock:
        kept = _rooms.get(room)
    return kept.room if kept and kept.room.seq == head else current(room)


def known(room: UUID) -> Known:
    """Caught up with the table. Inside the lock of `carry_out` nothing can be newer."""
    with _lock:
        before, asked = _rooms.get(room) or Known(), _forgotten
    now = _caught_up(room, before)
    if now.room.closed:
        # Words of a room that is over may be erased, in whichever process: no other may still know them (PRI-6).
        forget([room])
        return now if before.room.seq == 0 else _caught_up(room, Known())
    if now is not before:
        _keep(room, now, asked)
    return replace(now, asked=asked)


def known_all(rooms: Iterable[UUID]) -> dict[UUID, Known]:
    """The same of many; those in which nothing happened elsewhere cost one query together."""
    with _lock:
        kept, asked = {room: _rooms.get(room) for room in rooms}, _forgotten
    heads = queries.heads(kept)
    level = {room: each for room, each in kept.items() if each and each.room.seq == heads.get(room)}
    return {room: replace(level[room], asked=asked) if room in level else known(room) for room in kept}


def forget(rooms: Iterable[UUID]) -> None:
    """Reads these rooms anew the next time somebody asks; whoever is reading one at this moment keeps nothing of it."""
    global _forgotten
    with _lock:
        _forgotten += 1
        for room in rooms:
            _rooms.pop(room, None)


def _caught_up(room: UUID, now: Known) -> Known:
    for entry in AFTER(room=room, seq=now.room.seq):
        now = _after(now, entry)
    return now


def _after(now: Known, entry: Entry, event=None) -> Known:
    event = event or logged.validate_python(entry.event)
    marks, words = now.marks, now.words
    if entry.client_id:
        marks = marks | {(entry.author, entry.client_id): entry.seq}
    if event.type in SAYING:
        last = (*words.get(entry.author, ()), (entry.at, event.text))
        words = words | {entry.author: last[-SPLIT_MESSAGES:]}
    return Known(apply(now.room, entry.seq, event), marks, words, now.asked)


def _keep(room: UUID, state: Known, asked: int) -> None:
    with _lock:
        if asked != _forgotten:
            return
        if room not in _rooms or _rooms[room].room.seq <= state.room.seq:
            _rooms[room] = state
        _rooms.move_to_end(room)
        while len(_rooms) > KEPT_ROOMS:
            _rooms.popitem(last=False)


class Writing:
    """What one transaction adds to a room's log, and the room as it will then be. The caller holds the room's lock.

    Until it is committed nobody else is shown that room: `known` keeps only what the table has.
    """

    def __init__(self, room: UUID, known: Known, *, at: datetime):
        self.known, self.news = known, []
        self._room, self._at, self._rows = room, at, {}

    def add(self, events: Iterable[Sent], *, author=None, client_id: str | None = None) -> list[News]:
        """In order; the mark of the sending is on the first."""
        facts = {"author": author, "client_id": client_id, "at": self._at}
        added = _lines(self._room, self.known.room.seq, events, **facts)
        for sent, row, _told in added:
            self._rows[row.seq] = row
            self.known = _after(self.known, row, sent.event)
        self.news += [told for _sent, _row, told in added]
        return self.news[len(self.news) - len(added) :]

    def event(self, seq: int) -> dict:
        """One that stands in the log, or will."""
        return (self._rows.get(seq) or Entry.objects.get(room=self._room, seq=seq)).event

    @property
    def rows(self) -> list[Entry]:
        return list(self._rows.values())

    def remember(self) -> None:
        """As soon as it is certain this process knows the room by it, and need not read it."""
        if self._rows and not self.known.room.closed:
            transaction.on_commit(partial(_keep, self._room, self.known, self.known.asked), robust=True)


def write_all(writings: Iterable[Writing]) -> None:
    """In one go, in whatever rooms."""
    Entry.objects.bulk_create([row for writing in writings for row in writing.rows])


def append(room: UUID, after: int, events: Iterable[Sent], *, author, client_id, at: datetime) -> list[News]:
    """Adds events in order; the caller holds the room's lock. The sending's mark is on the first."""
    lines = _lines(room, after, events, author=author, client_id=client_id, at=at)
    Entry.objects.bulk_create([row for _sent, row, _told in lines])
    return [told for _sent, _row, told in lines]


def tail(room: UUID, *, after: int, limit: int) -> list[News]:
    """What followed number `after`; messages removed since have lost their words."""
    entries = list(Entry.objects.filter(room=room, seq__gt=after).order_by("seq")[:limit])
    state = current(room)
    standing = {*state.notes, *(state.words.shown if state.words else ())}
    news = [_news(each.seq, each.audience, each.to, logged.validate_python(each.event)) for each in entries]
    return [each.wordless() if each.message and each.message not in standing else each for each in news]


def said(entry: Entry) -> dict[str, str]:
    """The words of one message, and what its author said in the minute before: one thought may come in pieces. Who
    only pressed "I need help" said nothing else."""
    since = {"seq__lt": entry.seq, "at__gte": entry.at - SPLIT_WITHIN}
    own = Entry.objects.filter(room=entry.room_id, author=entry.author, event__type__in=SAYING, **since)
    before = [each.event["text"] for each in own.order_by("-seq")[:SPLIT_MESSAGES]]
    return {"words": entry.event.get("text", ""), "before": "\n".join(reversed(before))}


def _lines(
    room: UUID, after: int, events: Iterable[Sent], *, author, client_id: str | None, at: datetime
) -> list[tuple[Sent, Entry, News]]:
    """Each event as the table keeps it and as others are told it."""
    lines = []
    for seq, sent in enumerate(events, after + 1):
        facts = {"audience": sent.audience, "to": sent.to, "event": sent.event.model_dump(mode="json")}
        mark = None if lines else client_id
        row = Entry(room_id=room, seq=seq, author=author, client_id=mark, at=at, **facts)
        lines.append((sent, row, _news(seq, sent.audience, sent.to, sent.event)))
    return lines


def _news(seq: int, audience: str, to: UUID | None, event) -> News:
    text = f'{{"seq":{seq},{event.model_dump_json()[1:]}'
    message = seq if event.type in WITH_WORDS else 0
    if event.type in {"message_released", "line_corrected"}:
        message = event.message
    removes = {"message_removed": "message", "word_hidden": "word"}.get(event.type)
    return News(seq, str(audience), to, text, message, getattr(event, removes) if removes else 0)
