"""Writing the page of a centre in each language, translations of one another."""

from datetime import datetime

from django.db import transaction

from activities.actions.pages import publish_in_each
from portal.audit import log
from portal.pages.models import CentrePage, HomePage


@transaction.atomic
def write_centre(*, by, office, words: dict[str, dict], slug: str, at: datetime) -> list[CentrePage]:
    """A page in each language of `words`; one without its hours or its card is refused (ETH-1)."""
    pages = publish_in_each(CentrePage, HomePage, by=by, words=words, office=office, slug=slug)
    log.write("pages.centre_written", by=by, subject=f"office:{office.pk}", at=at, languages=sorted(words))
    return pages
