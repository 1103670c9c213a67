"""A link that rests, and one that comes back (CON-17)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.audit import log
from portal.consent import policy, queries
from portal.consent.models import Event, GuardianLink
from portal.consent.purposes import Purpose
from portal.consent.signals import consent_withdrawn
from portal.consent.states import NEXT, YESES, LinkState
from portal.ui.refusals import Refusal


class NotForYou(Refusal):
    """Checking papers is for a worker, never of the family, and the second time for another worker."""


@transaction.atomic
def suspend(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Rests a link: what rests on it alone stops at once (CON-17). `code` says why, in no words of the family."""
    return _rest(by, link, LinkState.SUSPENDED, "guardian.suspended", code, at)


@transaction.atomic
def resume(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Ends the rest; earlier answers count again, but nothing that was taken down comes back by itself."""
    return _rest(by, link, LinkState.CONFIRMED, "guardian.resumed", code, at)


def _rest(by, link, state, act, code, at) -> GuardianLink:
    link = held(link)
    if not policy.may_rest(by, link, worker=people.has_role(by, Role.WORKER, at=at)):
        raise NotForYou(_("This is for another worker."))
    move(link, state)
    link.save(update_fields=["state"])
    log.write(act, by=by, subject=f"link:{link.pk}", at=at, code=code)
    if state == LinkState.SUSPENDED:
        for event in queries.last_events().filter(link=link, state__in=YESES, expires_at__gt=at):
            news = {"child": event.child_id, "purpose": Purpose(event.purpose), "scope": event.scope, "at": at}
            consent_withdrawn.send(sender=Event, **news)
    return link


def held(link: GuardianLink) -> GuardianLink:
    """The link as it stands, locked to the end of the transaction."""
    return GuardianLink.objects.select_for_update().get(pk=link.pk)


def move(link: GuardianLink, state: LinkState) -> None:
    if state not in NEXT[LinkState(link.state)]:
        raise NotForYou(_("This has been done already."))
    link.state = state
