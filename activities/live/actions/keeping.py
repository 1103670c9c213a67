"""A room's record is kept twelve months at most, as every guardian was told (`notices/live`; PIPL 19; PRI-7).

Its log goes then, and what was written of it; records of the desk have another time. What became a case of the
safeguarding lead stays while a lead has it (SAF-7), and no longer than that.
"""

import logging
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import DatabaseError, transaction
from django.db.models import Q

from activities.live import log
from activities.live.models import Entry, HeldForCare, Reading, Room, Summary, SummaryVersion
from moderation.queries import is_with_lead
from portal.audit.log import write

KEPT = timedelta(days=360)  # the database lets none go in its first 350 days, whoever asks
NAMED = ("by", "who")  # where an entry names somebody
ONCE = 200  # rooms of one beat of the clock

said = logging.getLogger(__name__)


def erase_old(*, at: datetime) -> None:
    """Erases what is kept of rooms that closed so long ago, small groups with their main room; each room for itself."""
    over = Room.objects.main().kept().filter(closed_at__lte=at - KEPT)
    for pk in over.order_by("closed_at").values_list("pk", flat=True)[:ONCE]:
        try:
            _erase(pk, at)
        except DatabaseError:  # one that cannot go yet keeps no other; it is tried again
            said.error("the log of a room could not be erased", exc_info=False)
    _let_go_of_cases()


@transaction.atomic
def _erase(pk, at: datetime) -> None:
    main = Room.objects.select_for_update(of=("self",)).get(pk=pk)
    rooms = [main.pk, *main.groups.values_list("pk", flat=True)]
    entries = Entry.objects.filter(room__in=rooms)
    judged = HeldForCare.objects.filter(entry__room__in=rooms).values("entry")
    number, _each = entries.exclude(pk__in=judged).delete()
    Reading.objects.filter(version__summary__room__in=rooms).delete()
    SummaryVersion.objects.filter(summary__room__in=rooms).update(course="", agreed="", coming="", changed="")
    Summary.objects.filter(room__in=rooms).update(course="", agreed="", coming="")
    Room.objects.filter(pk__in=rooms).update(erased_at=at)
    write("live.kept_no_longer", by=None, subject=f"room:{pk}", at=at, entries=number)
    transaction.on_commit(lambda: log.forget(rooms), robust=True)


def _let_go_of_cases() -> None:
    """The words of a case that no lead has any more; that there was one, its case says."""
    there = HeldForCare.objects.filter(entry__room__erased_at__isnull=False).filter(has_words())
    for held in there.select_related("entry", "case"):
        if not is_with_lead(held.case):
            Entry.objects.filter(pk=held.entry_id).update(event=wordless(held.entry.event))


def has_words() -> Q:
    """What `wordless` would take something from: once it did, nobody reads that entry again."""
    names = (Q(**{f"entry__event__{role}__name__gt": ""}) for role in NAMED)
    return reduce(or_, names, Q(entry__event__text__gt=""))


def wordless(event: dict) -> dict:
    """The event without any words and names."""
    left = event | ({"text": ""} if "text" in event else {})
    named = {role: face | {"name": ""} for role in NAMED if isinstance(face := event.get(role), dict)}
    return left | named
