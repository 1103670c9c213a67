"""Where guardians of an office's families differ; for its workers, and on no page of a family (CON-9)."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from portal.consent.models import Ask, Mediation
from portal.consent.queries.families import families


def open_mediations(worker, *, at: datetime, known=None):
    """Those of the families of a worker's offices, oldest first, each with what it is `about`; in one query. `known`:
    the worker's `families`, where the caller has asked for them."""
    known = families(worker, at=at) if known is None else known
    asked = Ask.objects.filter(child=OuterRef("child"), purpose=OuterRef("purpose"), scope=OuterRef("scope"))
    found = Mediation.objects.filter(closed_at__isnull=True, child__in=known.values("pk"))
    found = found.annotate(about=Subquery(asked.values("about")[:1]))
    return found.select_related("child").order_by("opened_at", "pk")
