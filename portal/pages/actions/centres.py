"""Writing the page of a centre in each language, translations of one another."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Locale

from portal.audit import log
from portal.pages.models import CentrePage, HomePage


@transaction.atomic
def write_centre(*, by, office, words: dict[str, dict], slug: str, at: datetime) -> list[CentrePage]:
    """A page in each language of `words`; one without its hours or its card is refused (ETH-1)."""
    pages: list[CentrePage] = []
    for language, fields in words.items():
        locale = Locale.objects.get(language_code=language)
        page = CentrePage(office=office, slug=slug, locale=locale, owner=by, live=False, **fields)
        if pages:
            page.translation_key = pages[0].translation_key
        HomePage.objects.get(locale=locale).add_child(instance=page)
        page.save_revision(user=by).publish(user=by)
        page.refresh_from_db()
        pages.append(page)
    log.write("pages.centre_written", by=by, subject=f"office:{office.pk}", at=at, languages=sorted(words))
    return pages
