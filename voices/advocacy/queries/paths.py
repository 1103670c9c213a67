"""Where a child's voice has got to: told to the child, and to nobody as a number (ETH-9, ETH-16)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from portal.ui.times import child_day
from voices.advocacy.models import Quote
from voices.advocacy.queries.echoes import days_between
from voices.advocacy.queries.standing import living
from voices.advocacy.states import BriefState
from voices.states import Shown


@dataclass(frozen=True)
class Stop:
    """One step of a voice's way."""

    state: Shown
    label: str
    at: datetime
    brief: UUID
    reason: str = ""


def paths(voices: Iterable[UUID], *, at: datetime) -> dict[UUID, list[Stop]]:
    """All steps after being public, in order; only of quotes that still stand."""
    quotes = Quote.objects.filter(voice__in=list(voices), brief__state=BriefState.RELEASED)
    quotes = list(
        quotes.select_related("voice__author", "brief__campaign", "brief__delivery__office").prefetch_related(
            "brief__delivery__answers"
        )
    )
    standing = living(quotes, at=at)
    found: dict[UUID, list[Stop]] = defaultdict(list)
    for quote in quotes:
        if quote.pk in standing:
            found[quote.voice_id] += _stops(quote, at)
    return {voice: sorted(stops, key=lambda stop: stop.at) for voice, stops in found.items()}


def path_states(voices: Iterable[UUID], at: datetime) -> dict[UUID, tuple[Shown, str]]:
    """The last step of each voice that has one, for `voices.registry`."""
    return {voice: (stops[-1].state, stops[-1].label) for voice, stops in paths(voices, at=at).items()}


def _stops(quote: Quote, at: datetime) -> list[Stop]:
    brief = quote.brief
    put_in = Stop(Shown.FORWARDED, _("Put into “{title}”").format(title=brief.label), brief.released_at, brief.pk)
    delivery = getattr(brief, "delivery", None)
    if delivery is None:
        return [put_in]
    office = delivery.office.label
    sent = _("Sent to {office} ({day})").format(office=office, day=child_day(delivery.sent_at))
    stops = [put_in, Stop(Shown.FORWARDED, sent, delivery.sent_at, brief.pk)]
    answers = list(delivery.answers.all())
    for answer in answers:
        stops.append(Stop(Shown.ANSWERED, _("An answer came"), answer.at, brief.pk, answer.reason_label))
    if not answers and at > delivery.due_at:
        days = days_between(delivery.sent_at, at)
        stops.append(Stop(Shown.SILENT, _("No answer yet (day {days})").format(days=days), at, brief.pk))
    return stops
