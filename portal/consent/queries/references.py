"""Numbers of folders in which signed papers of an office's families lie."""

from portal.consent.models import Entry, Home
from portal.consent.purposes import Purpose

BEHIND_THE_DAY = len("2026-11-28 ")  # evidence is the day and the number


def references_of(office) -> set[str]:
    """Of the families that were registered on paper there."""
    known = Home.objects.filter(office=office).values("child")
    found = Entry.objects.filter(purpose=Purpose.ACCOUNT, link__isnull=False, child__in=known)
    return {evidence[BEHIND_THE_DAY:] for evidence in found.values_list("evidence", flat=True)}
