"""Sending a brief to its office, and writing down what the office answered."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from voices.advocacy import policy, queries
from voices.advocacy.actions.briefs import hold_words
from voices.advocacy.actions.refusals import NotPermitted, NotReady, NotYours
from voices.advocacy.actions.telling import tell_quoted
from voices.advocacy.models import Answer, Brief, Delivery
from voices.advocacy.states import BriefState, Outcome

ANSWER_WITHIN = timedelta(days=14)  # ETH-15: a first answer is due in two weeks
LONGEST_REASON = 60


@transaction.atomic
def deliver(*, by, brief: Brief, at: datetime, due_at: datetime | None = None) -> Delivery:
    """To the one office the families said yes to, and to no other (CON-23).

    What stands is asked again at this moment: a brief whose title was taken back, or out of which words went and at
    which nobody has looked since, is not sent.
    """
    brief = Brief.objects.select_for_update(of=("self",)).select_related("campaign__recipient").get(pk=brief.pk)
    if not policy.may_curate(by, brief.campaign, at=at):
        raise NotYours
    if brief.state != BriefState.RELEASED:
        raise NotReady(_("Only a brief that is out is sent."))
    hold_words(brief)
    if brief.attention_at:
        raise NotReady(_("Words were taken back since this brief came out. Please look at it first."))
    if not any(quote.stands and quote.is_title for quote in queries.shown_quotes(brief, at=at)):
        raise NotPermitted
    made, new = Delivery.objects.get_or_create(
        brief=brief,
        defaults={
            "office": brief.campaign.recipient, "sent_by": by, "sent_at": at, "due_at": due_at or at + ANSWER_WITHIN,
        },
    )  # fmt: skip
    if new:
        log.write("brief.delivered", by=by, subject=f"brief:{brief.pk}", at=at, office=str(made.office_id))
        tell_quoted(brief, "advocacy.sent", at=at)
    return made


@transaction.atomic
def record_answer(
    *,
    by,
    delivery: Delivery,
    outcome: Outcome,
    reason: str,
    reason_en: str = "",
    next_on: date | None = None,
    at: datetime,
) -> Answer:
    """A decision is never without a reason in plain words (ETH-14)."""
    if not policy.may_answer(by, delivery, at=at):
        raise NotYours
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise NotReady(_("Give the reason in up to 60 characters of plain words."))
    made = Answer.objects.create(
        delivery=delivery, outcome=Outcome(outcome), reason=reason, reason_en=reason_en, next_on=next_on, by=by, at=at
    )
    log.write("brief.answered", by=by, subject=f"brief:{delivery.brief_id}", at=at, outcome=str(made.outcome))
    tell_quoted(delivery.brief, "advocacy.answered", at=at)
    return made
