"""The echo wall: what was said, who has to answer, and how many days it has been."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.utils import timezone

from voices.advocacy.models import Delivery, Quote
from voices.advocacy.queries.standing import living
from voices.advocacy.states import BriefState


@dataclass(frozen=True)
class Echo:
    brief: UUID
    words: str  # a child's sentence that still stands, else the official title
    is_childs: bool
    office: str
    days: int
    silent: bool
    decision: str = ""
    outcome: str = ""
    reason: str = ""


def days_between(start: datetime, end: datetime) -> int:
    """By the calendar on the wall; the day of sending is day 1."""
    return (timezone.localtime(end).date() - timezone.localtime(start).date()).days + 1


def echoes():
    """Deliveries of briefs that are out, newest first, ready for `shown`."""
    titles = Quote.objects.filter(is_title=True).select_related("voice__author", "brief__campaign")
    return (
        Delivery.objects.filter(brief__state=BriefState.RELEASED)
        .select_related("brief__campaign", "office__organisation")
        .prefetch_related(Prefetch("brief__quotes", titles, to_attr="titles"), "answers")
        .order_by("-sent_at", "id")
    )


def latest_echoes(at: datetime, n: int, *, own_words: bool = True) -> list[Echo]:
    """Without `own_words` by official titles alone: no child's sentence, so no consent has to be asked."""
    if own_words:
        return told(echoes()[:n], at=at)
    deliveries = list(echoes().prefetch_related(None).prefetch_related("answers")[:n])
    for delivery in deliveries:
        delivery.brief.titles = []
    return told(deliveries, at=at)


def told(deliveries: Iterable[Delivery], *, at: datetime) -> list[Echo]:
    deliveries = list(deliveries)
    standing = living([quote for each in deliveries for quote in each.brief.titles], at=at)
    return [_echo(delivery, standing, at) for delivery in deliveries]


def _echo(delivery: Delivery, standing: set[UUID], at: datetime) -> Echo:
    brief = delivery.brief
    title = next((quote.text for quote in brief.titles if quote.pk in standing), "")
    answers = list(delivery.answers.all())
    answer = answers[-1] if answers else None
    facts = {
        "brief": brief.pk,
        "words": title or brief.label,
        "is_childs": bool(title),
        "office": delivery.office.label,
    }
    if answer is None:
        return Echo(**facts, days=days_between(delivery.sent_at, at), silent=True)
    return Echo(
        **facts,
        days=days_between(delivery.sent_at, answers[0].at),
        silent=False,
        decision=answer.get_outcome_display(),
        outcome=answer.outcome,
        reason=answer.reason_label,
    )
