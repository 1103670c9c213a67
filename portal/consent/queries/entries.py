"""Yeses on paper or by word of mouth that wait for a second worker."""

from datetime import datetime

from django.db.models import Q

from portal.consent.models import Entry, GuardianLink
from portal.consent.queries.families import families


def open_entries(child, link: GuardianLink | None):
    """What was written down for one guardian, or for the child, and has become nothing yet."""
    return Entry.objects.filter(child=child, link=link, settled_at__isnull=True)


def entries_shown(person, reader):
    """Everybody sees what was written down for themselves (CON-9)."""
    own = Q(link__isnull=True, child=reader) | Q(link__guardian=reader)
    return Entry.objects.filter(own, child=person)


def entries_waiting(worker, *, at: datetime):
    """Those of the families of a worker's offices, oldest first."""
    known = families(worker, at=at).values("pk")
    found = Entry.objects.filter(settled_at__isnull=True, child__in=known)
    return found.select_related("child", "link__child", "link__guardian", "notice", "entered_by").order_by(
        "entered_at", "pk"
    )
