"""Writing to the record, and chaining what was written."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.audit.models import Line, Seal

BATCH = 500
# How far below the newest sealed line the sealer looks for lines that committed late; `all_of_it` looks everywhere.
LATE = 10_000


def write(act: str, *, by, subject: str, at: datetime | None = None, **detail) -> Line:
    """Adds one line; call it inside the action's transaction, so that the act and its record stand or fall together.

    `by` is a person (anything with a UUID `pk`), a UUID, or None for the clock. `subject` is `kind:uuid`.
    """
    return write_each(act, by=by, subjects={subject: detail}, at=at)[0]


def write_each(act: str, *, by, subjects: dict[str, dict], at: datetime | None = None) -> list[Line]:
    """The same act about several, each with its own detail, in one query."""
    same = {"act": act, "actor": getattr(by, "pk", by), "at": at or timezone.now()}
    return Line.objects.bulk_create(Line(subject=each, detail=detail, **same) for each, detail in subjects.items())


@transaction.atomic
def seal(*, all_of_it: bool = False) -> int:
    """Chains lines not yet chained, oldest first, and says how many; one sealer at a time holds the last seal's row.

    A line that committed late gets a later place, never a changed one.
    """
    last = Seal.objects.select_for_update().order_by("-position").first()
    position, before = (last.position, last.digest) if last else (0, "")
    newest = Seal.objects.aggregate(newest=Max("line"))["newest"] or 0
    floor = 0 if all_of_it else max(newest - LATE, 0)
    done = 0
    while True:
        sealed = Seal.objects.filter(line__gt=floor).values("line")
        lines = list(Line.objects.filter(id__gt=floor).exclude(id__in=sealed).order_by("id")[:BATCH])
        seals = []
        for line in lines:
            position, before = position + 1, line.digest(before)
            seals.append(Seal(position=position, line=line.pk, digest=before))
        Seal.objects.bulk_create(seals)
        done += len(lines)
        if len(lines) < BATCH:
            return done
