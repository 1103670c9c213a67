"""Families on their way to another office: what the one has offered, what the other may take."""

from datetime import datetime

from portal.consent.models import HandOver
from portal.consent.queries.families import families, works_in


def offers_to(worker, *, at: datetime):
    """Families offered to the worker's offices, oldest first: the name here and no more before they are taken."""
    where = works_in(worker, at=at)
    found = HandOver.objects.filter(settled_at__isnull=True).select_related("child", "since", "to", "asked_by")
    found = found.order_by("asked_at", "pk")
    if not where:
        return found.none()
    return found if where.everywhere else found.filter(to__in=where.offices)


def offers_known(worker, *, at: datetime):
    """Offers a worker of either office may answer."""
    mine = HandOver.objects.filter(settled_at__isnull=True, child__in=families(worker, at=at).values("pk"))
    return mine.select_related("child", "since", "to") | offers_to(worker, at=at)


def offer_of(child) -> HandOver | None:
    """The one that waits for an answer."""
    return HandOver.objects.filter(child=child, settled_at__isnull=True).select_related("to", "asked_by").first()
