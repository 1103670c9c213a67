"""Quotes of a child whose data is erased: they go, and whoever answers for the brief is told to look."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from portal.audit import log
from voices.advocacy.models import Brief, Quote


@transaction.atomic
def erase_quotes(*, by, person: UUID, at: datetime) -> None:
    """Before the words themselves go (`voices`), for a quote holds on to them. Whose wish it was is not kept."""
    quotes = Quote.objects.filter(voice__author=person)
    for brief in Brief.objects.select_for_update().filter(pk__in=quotes.values("brief")).order_by("pk"):
        Brief.objects.filter(pk=brief.pk, attention_at=None).update(attention_at=at)
        log.write("brief.words_taken_back", by=None, subject=f"brief:{brief.pk}", at=at)
    quotes.delete()
