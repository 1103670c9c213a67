"""Taking a case to read it, and giving it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from moderation import policy
from moderation.actions.moves import locked
from moderation.actions.refusals import AlreadyClaimed, NotYours
from moderation.models import Case
from portal.audit import log

FOR = timedelta(minutes=15)


@transaction.atomic
def claim(*, by, case: Case, at: datetime) -> Case:
    """One statement decides between twenty people who reach for the same case (MOD-5)."""
    case = locked(case)
    if not policy.may_claim(by, case, at=at):
        raise NotYours
    free = Q(claimed_by__isnull=True) | Q(claimed_until__lte=at) | Q(claimed_by=by)
    won = Case.objects.filter(free, pk=case.pk).update(claimed_by=by, claimed_until=at + FOR)
    if not won:
        raise AlreadyClaimed
    log.write("moderation.claimed", by=by, subject=case.subject, at=at)
    case.refresh_from_db()
    return case


@transaction.atomic
def unclaim(*, by, case: Case, at: datetime) -> Case:
    if Case.objects.filter(pk=case.pk, claimed_by=by).update(claimed_by=None, claimed_until=None):
        log.write("moderation.unclaimed", by=by, subject=case.subject, at=at)
    case.refresh_from_db()
    return case


@transaction.atomic
def free_claims(*, by, person, at: datetime) -> int:
    """Gives back everything that somebody who left had taken, so that no child waits for the end of a claim."""
    freed = list(Case.objects.select_for_update().filter(claimed_by=person).order_by("pk"))
    Case.objects.filter(pk__in=[case.pk for case in freed]).update(claimed_by=None, claimed_until=None)
    for case in freed:
        log.write("moderation.unclaimed", by=by, subject=case.subject, at=at, of=str(person))
    return len(freed)
