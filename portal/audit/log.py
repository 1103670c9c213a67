"""Writing to the record, and chaining what was written."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.models import Line, Seal

BATCH = 500


def write(act: str, *, by, subject: str, at: datetime | None = None, **detail) -> Line:
    """Adds one line; call it inside the action's transaction, so that the act and its record stand or fall together.

    `by` is a person (anything with a UUID `pk`), a UUID, or None for the clock. `subject` is `kind:uuid`.
    """
    actor = getattr(by, "pk", by)
    return Line.objects.create(act=act, actor=actor, subject=subject, at=at or timezone.now(), detail=detail)


@transaction.atomic
def seal(*, at: datetime | None = None) -> int:
    """Chains lines not yet chained, oldest first, and says how many; one sealer at a time holds the last seal's row.

    A line that committed late gets a later place, never a changed one.
    """
    last = Seal.objects.select_for_update().order_by("-position").first()
    position, before = (last.position, last.digest) if last else (0, "")
    done = 0
    while True:
        lines = list(Line.objects.exclude(key__in=Seal.objects.values("line_key")).order_by("id")[:BATCH])
        seals = []
        for line in lines:
            position, before = position + 1, line.digest(before)
            seals.append(Seal(position=position, line_key=line.key, digest=before))
        Seal.objects.bulk_create(seals)
        done += len(lines)
        if len(lines) < BATCH:
            return done
