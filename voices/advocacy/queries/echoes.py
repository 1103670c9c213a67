"""The echo wall: what was said, who has to answer, and how many days it has been."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import UUIDField
from django.utils import timezone

from portal.rows.prepared import BoundList, Prepared
from voices import queries as voices
from voices.advocacy.models import Answer, Delivery, Quote
from voices.advocacy.queries.standing import living, standing_of, wanted_by
from voices.advocacy.states import BriefState
from voices.models import Voice


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


DELIVERIES = Prepared(
    lambda: (
        Delivery.objects.filter(brief__state=BriefState.RELEASED)
        .select_related("brief__campaign", "office__organisation")
        .order_by("-sent_at", "id")
    )
)
TITLES = Prepared(
    lambda: Quote.objects.filter(is_title=True, brief__among=BoundList("briefs", UUIDField())).select_related("voice")
)
ANSWERS = Prepared(lambda: Answer.objects.filter(delivery__among=BoundList("deliveries", UUIDField())))


def latest_echoes(at: datetime, n: int, *, start: int = 0) -> list[Echo]:
    """Deliveries of briefs that are out, newest first: in a number of queries that does not grow."""
    deliveries, titles = _sent(n, start)
    return _echoes(deliveries, titles, living(titles, at=at), at)


def latest(at: datetime, *, said: int, echoed: int) -> tuple[list[Voice], list[Echo]]:
    """The newest voices and the newest echoes, as their own lists show them; every consent of both asked at once."""
    newest = voices.newest(said)
    deliveries, titles = _sent(echoed)
    out = voices.carried({pk: (pk, ()) for pk in newest} | wanted_by(titles), at=at)
    shown = [out[pk] for pk in newest if pk in out]
    return shown, _echoes(deliveries, titles, standing_of(titles, out), at)


def _sent(n: int, start: int = 0) -> tuple[list[Delivery], list[Quote]]:
    """The newest deliveries, and the quotes that are titles of their briefs."""
    deliveries = DELIVERIES(cut=(start, start + n))
    briefs = {delivery.brief_id: delivery.brief for delivery in deliveries}
    titles = TITLES(briefs=briefs) if briefs else []
    for title in titles:
        title.brief = briefs[title.brief_id]
    return deliveries, titles


def _echoes(deliveries: list[Delivery], titles: list[Quote], standing: set[UUID], at: datetime) -> list[Echo]:
    words = {title.brief_id: title.text for title in titles if title.pk in standing}
    answers = defaultdict(list)
    if deliveries:
        for answer in ANSWERS(deliveries=[delivery.pk for delivery in deliveries]):
            answers[answer.delivery_id].append(answer)
    return [_echo(each, words.get(each.brief_id, ""), answers[each.pk], at) for each in deliveries]


def _echo(delivery: Delivery, title: str, answers: list[Answer], at: datetime) -> Echo:
    facts = {
        "brief": delivery.brief_id,
        "words": title or delivery.brief.label,
        "is_childs": bool(title),
        "office": delivery.office.label,
    }
    if not answers:
        return Echo(**facts, days=days_between(delivery.sent_at, at), silent=True)
    return Echo(
        **facts,
        days=days_between(delivery.sent_at, answers[0].at),
        silent=False,
        decision=answers[-1].get_outcome_display(),
        outcome=answers[-1].outcome,
        reason=answers[-1].reason_label,
    )
