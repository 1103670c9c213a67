"""Which quotes may be shown at this second; nothing is remembered between showings (promises 1 and 2)."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from voices import queries as voices
from voices.advocacy.models import Asked, Brief, Campaign, Quote
from voices.advocacy.purposes import scope
from voices.models import Voice


def living(quotes: Iterable[Quote], *, at: datetime) -> set[UUID]:
    """Quotes whose voice is public in exactly the quoted revision and whose family still says yes to this campaign.

    Each comes with `voice` and `brief__campaign`; the number of queries does not grow with their number.
    """
    quotes = list(quotes)
    return standing_of(quotes, voices.carried(wanted_by(quotes), at=at))


def wanted_by(quotes: Iterable[Quote]) -> dict[UUID, tuple[UUID, list]]:
    """What each quote asks of `voices.queries.carried`: its voice, and its family's yes to this campaign."""
    return {quote.pk: (quote.voice_id, [_need(quote.voice, quote.brief.campaign)]) for quote in quotes}


def standing_of(quotes: Iterable[Quote], out: Mapping[Hashable, Voice]) -> set[UUID]:
    """Of what is carried out, the quotes of exactly the revision that is public now."""
    return {quote.pk for quote in quotes if quote.pk in out and out[quote.pk].shown.pk == quote.revision_id}


def _need(voice: Voice, campaign: Campaign) -> tuple[UUID, Purpose, str]:
    """What its author's family must be saying yes to while it is in this campaign."""
    return voice.author_id, Purpose.ADVOCACY, scope(campaign)


def shown_quotes(brief: Brief, *, at: datetime) -> list[Quote]:
    """All quotes of a brief, each knowing whether it `stands`; words that do not are emptied here."""
    quotes = list(brief.quotes.select_related("voice__author", "brief__campaign", "revision"))
    standing = living(quotes, at=at)
    for quote in quotes:
        quote.stands = quote.pk in standing
        if not quote.stands:
            quote.text = ""
    return quotes


@dataclass(frozen=True)
class Candidate:
    """A public voice, and how its family stands to one campaign; whose no it is, nobody here learns."""

    voice: Voice
    asked: bool
    may: bool


def candidates(campaign: Campaign, *, at: datetime, n: int = 60) -> list[Candidate]:
    public = voices.latest_public(at, n)
    asked = set(
        Asked.objects.filter(campaign=campaign, voice__in=[v.pk for v in public]).values_list("voice", flat=True)
    )
    permitted = consent.permitted_of({_need(voice, campaign) for voice in public}, at=at)
    return [Candidate(voice, voice.pk in asked, _need(voice, campaign) in permitted) for voice in public]


def candidate(campaign: Campaign, key, *, at: datetime) -> Voice | None:
    """The one public voice of that key that a curator may ask about."""
    return next((row.voice for row in candidates(campaign, at=at) if str(row.voice.pk) == str(key)), None)
