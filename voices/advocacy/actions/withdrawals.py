"""When words in a brief are taken back: the page forgets them by itself; people are told to look."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.audit import log
from voices.advocacy import queries
from voices.advocacy.models import Brief, Quote


@transaction.atomic
def mark(*, quotes: Iterable[Quote], at: datetime) -> int:
    """Marks each brief that holds a quote which does not stand any more; whose wish it was is not kept."""
    quotes = list(quotes)
    standing = queries.living(quotes, at=at)
    gone = {quote.brief_id for quote in quotes if quote.pk not in standing}
    marked = Brief.objects.filter(pk__in=gone, attention_at=None)
    for brief in list(marked):
        log.write("brief.words_taken_back", by=None, subject=f"brief:{brief.pk}", at=at)
    return marked.update(attention_at=at)
