"""What a child said in rooms, when a wish to erase is granted: the entry stays, its words and its name go."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from activities.live import broadcast, log
from activities.live.models import Entry, HeldForCare, Room, Summary, SummaryVersion, new_epoch
from activities.live.protocol import LeadCalled, LineCorrected, MessageReturned, WordShown
from activities.live.queries.summing import word_givers
from activities.live.room import same
from moderation.queries import is_with_lead
from portal.accounts.queries.erased import erased_children
from portal.audit.log import write

KINDS = (MessageReturned, LineCorrected, LeadCalled, WordShown)
RETURNED, CORRECTED, CALLED, SHOWN = (kind.model_fields["type"].default for kind in KINDS)
WRITTEN_OF = ("course", "agreed", "coming", "changed")  # an adult's own words of a session
SHORTEST = 3  # characters: shorter ones stand in any sentence


@transaction.atomic
def erase_entries(*, by, person: UUID, at: datetime) -> None:
    """Numbers stay dense, so that a room can still be read; the database lets nothing but these words go.

    What a safeguarding lead is looking at waits for them; `erase_rest` comes for it then.
    """
    said = Q(author=person) | Q(event__by__id=str(person)) | Q(event__who__id=str(person))
    written_over = Q(to=person, event__type=RETURNED) | Q(event__type=CORRECTED, event__whose=str(person))
    about = Q(event__type=CALLED, event__who=str(person))
    theirs = Entry.objects.filter(said | written_over | about)
    held = HeldForCare.objects.filter(entry__in=theirs).select_related("case")
    kept = {each.entry_id for each in held if is_with_lead(each.case)}
    gone, rooms, words = 0, set(), set()
    for entry in theirs.exclude(pk__in=kept):
        left = _left(entry.event, str(person))
        if left != entry.event:
            gone += Entry.objects.filter(pk=entry.pk).update(event=left)
            rooms.add(entry.room_id)
            words |= _words(entry.event, str(person))
    gone += sum(_unfounded(room) for room in rooms)
    if gone:
        _out_of_summaries(rooms, words)
        write("live.erased", by=by, subject=f"person:{person}", at=at, entries=gone)
        # Whoever reads page by page, or comes back, is told the whole room again and not only what is new.
        Room.objects.open().filter(pk__in=rooms).update(epoch=new_epoch())
        transaction.on_commit(partial(_forget, rooms), robust=True)


def _forget(rooms: set[UUID]) -> None:
    log.forget(rooms)
    broadcast.rewritten(rooms)


def _unfounded(room: UUID) -> int:
    """Words that all could read without their author go with them, unless another child gave the same one."""
    stand, entries = word_givers(room), Entry.objects.filter(room=room, event__type=SHOWN)
    gone = 0
    for entry in entries:
        if entry.event["text"] and (entry.event["into"], same(entry.event["text"])) not in stand:
            gone += Entry.objects.filter(pk=entry.pk).update(event=entry.event | {"text": ""})
    return gone


@transaction.atomic
def erase_rest(*, at: datetime) -> None:
    """What had to stay for a lead when somebody's data was erased, as soon as it need not any more."""
    left = ~Q(entry__event__text="") | ~Q(entry__event__who__name="")
    held = HeldForCare.objects.filter(left)
    erased = set(erased_children().values_list("pk", flat=True))
    people = set(held.filter(entry__author__in=erased).values_list("entry__author", flat=True))
    called = held.filter(entry__event__type=CALLED).values_list("entry__event__who", flat=True)
    for person in people | (erased & {UUID(who) for who in called if who}):
        erase_entries(by=None, person=person, at=at)


def _left(event: dict, person: str) -> dict:
    # What an adult wrote when giving words back, or over a child's line, goes with those words; so does what the lead
    # was told of this child.
    about = event["type"] in {RETURNED, CORRECTED} or (event["type"] == CALLED and event["who"] == person)
    return emptied(event, event["by"]["id"] if about else person)


def _words(event: dict, person: str) -> set[str]:
    """What of an entry might have been written down again: its text, and what this person was called."""
    faces = [event[name] for name in ("by", "who") if isinstance(event.get(name), dict)]
    names = {face["name"] for face in faces if face["id"] == person}
    return {each for each in {event.get("text", "")} | names if len(each) >= SHORTEST}


def _out_of_summaries(rooms: set[UUID], words: set[str]) -> None:
    """Where an adult repeated their words in a summary, that part goes; lines of the log are read from the log."""
    for model, room in ((Summary, "room__in"), (SummaryVersion, "summary__room__in")):
        for row in model.objects.filter(**{room: rooms}):
            parts = [name for name in WRITTEN_OF if any(each in getattr(row, name, "") for each in words)]
            if parts:
                model.objects.filter(pk=row.pk).update(**dict.fromkeys(parts, ""))


def emptied(event: dict, person: str) -> dict:
    """The event without what this person said and was called; what an adult put up for all stays as it is."""
    left, theirs = dict(event), False
    for role in ("by", "who"):
        face = left.get(role)
        if isinstance(face, dict) and face.get("id") == person:
            left[role], theirs = face | {"name": ""}, True
    if theirs and "text" in left:
        left["text"] = ""
    return left
