"""Telling children what became of their words."""

from datetime import datetime

from portal.notices import actions as notices
from voices.advocacy import queries
from voices.advocacy.models import Brief


def tell_quoted(brief: Brief, kind: str, *, at: datetime) -> None:
    """Each child whose words still stand in the brief, once."""
    standing = [quote for quote in queries.shown_quotes(brief, at=at) if quote.stands]
    office = brief.campaign.recipient
    for child in {quote.voice.author for quote in standing}:
        english = child.language == "en"
        words = {
            "title": brief.subtitle_en if english else brief.subtitle,
            "office": (office.name_en or office.name) if english else office.name,
        }
        notices.tell(person=child, kind=kind, about=f"child:{child.pk}", at=at, brief=str(brief.pk), **words)
