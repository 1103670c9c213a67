"""How far an adult speaks for a child: limited to activities, and for everything again (CON-17)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries, registry
from portal.consent.actions import account
from portal.consent.actions.asks import ask_whoever_is_left
from portal.consent.actions.guardianship import NotForYou, bring_back, held, silence
from portal.consent.actions.telling import tell_of
from portal.consent.kinds import Authority, Reason, Turn
from portal.consent.models import GuardianLink
from portal.consent.purposes import ABOUT_ACTIVITIES, Purpose

OUT_OF_REACH = frozenset(Purpose) - frozenset(ABOUT_ACTIVITIES)


@transaction.atomic
def limit(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """From now on about activities only: what this adult said about anything else stops counting at once, yes and no.

    A no that falls away opens nothing: those whose yes would be enough are asked anew. Where nobody's yes is left, the
    other guardians are told that a question waits; not where a message could do harm (`content.telling`).
    """
    reason, link = Reason(code), _turn(by, link, Authority.ACTIVITIES, at)
    log.write("guardian.limited", by=by, subject=f"link:{link.pk}", at=at, code=reason)
    closed = silence(link, reason, by, at, purposes=OUT_OF_REACH)
    tell_of(Turn.LIMITED, link, by=by, at=at, reason=reason)
    ask_whoever_is_left(by=by, closed=closed, quietly=reason == Reason.SAFETY, at=at)
    return link


@transaction.atomic
def widen(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """For everything again. What was closed is asked anew, or counts again where the limit was a mistake of ours."""
    reason, link = Reason(code), _turn(by, link, Authority.FULL, at)
    log.write("guardian.widened", by=by, subject=f"link:{link.pk}", at=at, code=reason)
    registry.forget()
    bring_back(link, reason, by, at)
    account.settle(by=by, child=link.child, at=at)
    tell_of(Turn.WIDENED, link, by=by, at=at, reason=reason)
    return link


def _turn(by, link: GuardianLink, authority: Authority, at: datetime) -> GuardianLink:
    link = held(link)
    if not policy.may_set_authority(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("This is for another worker."))
    if {Authority(link.authority), authority} != {Authority.FULL, Authority.ACTIVITIES}:
        raise NotForYou(_("This has been done already."))
    link.authority = authority
    link.save(update_fields=["authority"])
    return link
