"""The chain of one quote: words → revision → approval → consent → brief → recipient → answer (promise 7, ETH-16)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import pgettext

from moderation import queries as judged
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from voices.advocacy.models import Campaign, Quote
from voices.advocacy.purposes import scope
from voices.models import Voice


@dataclass(frozen=True)
class Link:
    name: str
    at: datetime | None
    holds: bool
    detail: str = ""


def _join(words: set) -> str:
    return pgettext("between names", ", ").join(sorted(map(str, words)))


def evidence(voice: Voice, campaign: Campaign, *, at: datetime) -> tuple[list[str], list[str]]:
    """Ids of the decisions that approved the revision that is out, and of the yeses it stands on now."""
    decisions = [str(row.pk) for row in judged.approvals(voice.case)]
    yeses = consent.yeses(voice.author_id, Purpose.PUBLISH, at=at)
    yeses += consent.yeses(voice.author_id, Purpose.ADVOCACY, scope(campaign), at=at)
    return decisions, sorted(str(event.pk) for event in yeses)


def chain_of(quote: Quote, *, stands: bool) -> list[Link]:
    """Each link as the tables have it today; `holds` is false where one is missing or was changed."""
    revision, brief = quote.revision, quote.brief
    decisions = list(judged.decisions_by_id(quote.decisions))
    events = list(consent.answers_by_id(quote.consents))
    delivery = getattr(brief, "delivery", None)
    answer = delivery.answers.last() if delivery else None
    return [
        Link("words", revision.made_at, revision.body[quote.start : quote.end] == quote.text, revision.digest[:12]),
        Link("revision", revision.made_at, revision.voice_id == quote.voice_id, str(revision.number)),
        Link(
            "approval",
            decisions[-1].at if decisions else None,
            len(decisions) == len(quote.decisions) and all(d.revision == revision.pk for d in decisions),
            str(len(decisions)),
        ),
        Link(
            "consent",
            events[-1].at if events else None,
            stands and len(events) == len(quote.consents),
            _join({event.get_purpose_display() for event in events}),
        ),
        Link("brief", brief.released_at, brief.released_at is not None, brief.label),
        Link("recipient", delivery.sent_at if delivery else None, delivery is not None, brief.campaign.recipient.label),
        Link("answer", answer.at if answer else None, answer is not None, answer.reason_label if answer else ""),
    ]
