"""What a child said in rooms, when a wish to erase is granted: the entry stays, its words and its name go."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from activities.live import broadcast, log
from activities.live.models import Entry, HeldForCare, Room, new_epoch
from activities.live.protocol import LeadCalled, MessageReturned
from moderation.queries import is_with_lead
from portal.accounts.queries.erased import erased_children
from portal.audit.log import write

RETURNED, CALLED = (kind.model_fields["type"].default for kind in (MessageReturned, LeadCalled))


@transaction.atomic
def erase_entries(*, by, person: UUID, at: datetime) -> None:
    """Numbers stay dense, so that a room can still be read; the database lets nothing but these words go.

    What a safeguarding lead is looking at waits for them; `erase_rest` comes for it then.
    """
    said = Q(author=person) | Q(event__by__id=str(person)) | Q(event__who__id=str(person))
    about = Q(event__type=CALLED, event__who=str(person))
    theirs = Entry.objects.filter(said | about | Q(to=person, event__type=RETURNED))
    held = HeldForCare.objects.filter(entry__in=theirs).select_related("case")
    kept = {each.entry_id for each in held if is_with_lead(each.case)}
    gone, rooms = 0, set()
    for entry in theirs.exclude(pk__in=kept):
        left = _left(entry.event, str(person))
        if left != entry.event:
            gone += Entry.objects.filter(pk=entry.pk).update(event=left)
            rooms.add(entry.room_id)
    if gone:
        write("live.erased", by=by, subject=f"person:{person}", at=at, entries=gone)
        # Whoever reads page by page, or comes back, is told the whole room again and not only what is new.
        Room.objects.open().filter(pk__in=rooms).update(epoch=new_epoch())
        transaction.on_commit(partial(_forget, rooms), robust=True)


def _forget(rooms: set[UUID]) -> None:
    log.forget(rooms)
    broadcast.rewritten(rooms)


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
    # What an adult wrote when giving words back goes with those words; so does what the lead was told of this child.
    about = event["type"] == RETURNED or (event["type"] == CALLED and event["who"] == person)
    return emptied(event, event["by"]["id"] if about else person)


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
