"""Yeses on paper or by word of mouth that wait for a second worker."""

from datetime import datetime

from portal.consent.models import Entry, GuardianLink
from portal.consent.queries.families import families


def open_entries(link: GuardianLink):
    """What was written down for one guardian and has become nothing yet."""
    return Entry.objects.filter(link=link, settled_at__isnull=True)


def entries_waiting(worker, *, at: datetime):
    """Those of the families of a worker's offices, oldest first."""
    known = families(worker, at=at).values("pk")
    found = Entry.objects.filter(settled_at__isnull=True, link__child__in=known)
    return found.select_related("link__child", "link__guardian", "notice", "entered_by").order_by("entered_at", "pk")
