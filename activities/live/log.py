"""The room's log: adding to it, reading it, and the room it amounts to.

The room as it stands is kept in this process and caught up by reading only what is new, so that a command costs the
same in the first minute and in the last. A room that is over is kept nowhere.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import PositiveIntegerField, UUIDField

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
    return now


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


def _after(now: Known, entry: Entry) -> Known:
    event = logged.validate_python(entry.event)
    marks, words = now.marks, now.words
    if entry.client_id:
        marks = marks | {(entry.author, entry.client_id): entry.seq}
    if event.type in SAYING:
        last = (*words.get(entry.author, ()), (entry.at, event.text))
        words = words | {entry.author: last[-SPLIT_MESSAGES:]}
    return Known(apply(now.room, entry.seq, event), marks, words)


def _keep(room: UUID, state: Known, asked: int) -> None:
    with _lock:
        if asked != _forgotten:
            return
        if room not in _rooms or _rooms[room].room.seq <= state.room.seq:
            _rooms[room] = state
        _rooms.move_to_end(room)
        while len(_rooms) > KEPT_ROOMS:
            _rooms.popitem(last=False)


def append(room: UUID, after: int, events: Iterable[Sent], *, author, client_id, at: datetime) -> list[News]:
    """Adds events in order; the caller holds the room's lock. The sending's mark is on the first."""
    news, rows = [], []
    for seq, sent in enumerate(events, after + 1):
        body = sent.event.model_dump(mode="json")
        row = Entry(room_id=room, seq=seq, audience=sent.audience, to=sent.to, event=body, author=author, at=at)
        row.client_id = client_id if not rows else None
        rows.append(row)
        news.append(_news(seq, sent.audience, sent.to, sent.event))
    Entry.objects.bulk_create(rows)
    return news


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


def _news(seq: int, audience: str, to: UUID | None, event) -> News:
    text = f'{{"seq":{seq},{event.model_dump_json()[1:]}'
    message = seq if event.type in WITH_WORDS else 0
    if event.type in {"message_released", "line_corrected"}:
        message = event.message
    removes = {"message_removed": "message", "word_hidden": "word"}.get(event.type)
    return News(seq, str(audience), to, text, message, getattr(event, removes) if removes else 0)
