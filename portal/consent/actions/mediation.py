"""Where one guardian says yes and another no, somebody at the office talks with both, apart (CON-9)."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries
from portal.consent.kinds import Method, Outcome
from portal.consent.models import Event, Mediation
from portal.consent.purposes import Say
from portal.consent.states import NOES, YESES, LinkState, Speaker
from portal.ui.refusals import Refusal

SPEAKING = (LinkState.CONFIRMED, LinkState.DISPUTED)


class NotOpen(Refusal):
    """Closed meanwhile, by somebody or by the guardians themselves; or for another worker."""


def compare(event: Event) -> None:
    """Opens the matter when two who may speak differ, and closes it when they no longer do. Neither is told.

    What was talked through stays closed until somebody says something else than before: the same yes renewed, or
    brought back by a worker, is no news to anybody.
    """
    at = event.at
    if event.role != Speaker.GUARDIAN:
        return
    about = {"child": event.child, "purpose": event.purpose, "scope": event.scope}
    said = queries.last_events().filter(role=Speaker.GUARDIAN, link__state__in=SPEAKING, **about)
    differ = {each.says(at) for each in said} >= {Say.YES, Say.NO}
    known = Mediation.objects.filter(closed_at__isnull=True, **about)
    if differ and not known.exists():
        if Mediation.objects.filter(closed_by__isnull=False, **about).exists() and not _is_new(event):
            return
        made = Mediation.objects.create(opened_at=at, **about)
        log.write("mediation.opened", by=None, subject=f"mediation:{made.pk}", at=at, purpose=event.purpose)
    elif not differ:
        for each in known:
            each.closed_at = at
            each.save(update_fields=["closed_at"])
            log.write("mediation.closed", by=None, subject=f"mediation:{each.pk}", at=at)


@transaction.atomic
def close_mediation(*, by, mediation: Mediation, outcome: str, at: datetime) -> Mediation:
    """A worker has talked it through with each, apart. Neither's answer changes by it: a no that stays is a no.

    Raises NotOpen; ValueError for an outcome that is none.
    """
    outcome = Outcome(outcome)
    get_user_model().objects.select_for_update(no_key=True).get(pk=mediation.child_id)  # as every answer about it
    found = Mediation.objects.select_for_update(of=("self",)).select_related("child").get(pk=mediation.pk)
    if found.closed_at or not policy.may_mediate(by, found, worker=queries.works_for(by, found.child, at=at)):
        raise NotOpen(_("This has been done already, or is for another worker."))
    found.closed_at, found.closed_by, found.outcome = at, by, outcome
    found.save(update_fields=["closed_at", "closed_by", "outcome"])
    log.write("mediation.talked", by=by, subject=f"mediation:{found.pk}", at=at, outcome=str(outcome))
    return found


def _is_new(event: Event) -> bool:
    """Whether somebody who may speak says by it what they did not say before; nobody says what a worker brings back."""
    if event.method in {Method.DESK, Method.CLOCK}:
        return False
    same = {"child": event.child, "purpose": event.purpose, "scope": event.scope, "actor": event.actor}
    before = Event.objects.filter(number=event.number - 1, **same).first()
    return event.link.state in SPEAKING and _side(event) not in (None, before and _side(before))


def _side(event: Event) -> Say | None:
    return Say.YES if event.state in YESES else Say.NO if event.state in NOES else None
