"""Checks of those who meet children: recorded, warned of before they run out, announced when they have."""

import logging
import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.actions import powers
from portal.accounts.actions.people import end_sessions
from portal.accounts.actions.rights import ForYourself
from portal.accounts.models import Qualification, User
from portal.accounts.registry import rights
from portal.accounts.roles import LONGEST_VALID, WARN_BEFORE, QualificationKind, Result
from portal.accounts.signals import access_ended, qualification_ends
from portal.audit import log
from portal.ui.refusals import Refusal

OF_A_PERSON = re.compile(r"\d{11}")  # eleven digits in a row are a telephone, eighteen an identity card
problems = logging.getLogger(__name__)


class TooLong(Refusal):
    pass


class NotAPaper(Refusal):
    pass


@transaction.atomic
def record_qualification(
    *,
    by,
    person: User,
    kind: str,
    checked_on: date,
    expires_at: datetime,
    result: str = Result.CLEAR,
    reference: str = "",
    at: datetime,
) -> Qualification:
    """Records that somebody saw the paper; nobody records their own. `by=None` is the set-up of the house.

    A check that is not in order outweighs every earlier one at once, however long that would still have been good.
    """
    if by is not None:
        if by.pk == person.pk:
            raise ForYourself(_("Somebody else has to check your papers."))
        if not powers.may_manage(by, person, at=at):
            raise powers.NotYours
        powers.ring(by, person, "qualification.recorded", at=at)
    if kind == QualificationKind.VETTING and timezone.localdate(expires_at) - checked_on > LONGEST_VALID:
        raise TooLong(_("A criminal record inquiry is good for one year at most."))
    if checked_on > timezone.localdate(at):
        raise NotAPaper(_("A paper is seen before it is recorded: the day cannot be in the future."))
    if OF_A_PERSON.search(reference):
        raise NotAPaper(_("Write the number in the folder, not a number of the person."))
    made = Qualification.objects.create(
        user=person,
        kind=QualificationKind(kind),
        checked_on=checked_on,
        expires_at=expires_at,
        checked_by=by,
        result=Result(result),
        reference=reference,
    )
    rights.forget()
    log.write("qualification.recorded", by=by, subject=f"person:{person.pk}", at=at, kind=kind, result=result)
    if result == Result.NOT_CLEAR:
        end_sessions(by=by, person=person, at=at)
    return made


def warn_of_ends(*, at: datetime) -> int:
    """Announces checks that run out in 30 days, and again in 7, once each, unless a newer one has taken their place."""
    return sum(_each(row, _warn, at) for row in queries.ending(within=max(WARN_BEFORE), at=at))


def announce_expiries(*, at: datetime) -> int:
    """Tells others once about each qualification that has run out and left its holder without a valid one."""
    rows = Qualification.objects.filter(expires_at__lte=at, announced_at=None).select_related("user")
    return sum(_each(row, _announce, at) for row in rows)


def _each(row: Qualification, act, at: datetime) -> bool:
    """One that fails stays due and does not keep the others waiting."""
    try:
        with transaction.atomic():
            return act(row, at)
    except Exception:
        problems.error("a check's holder could not be told", exc_info=False)
        return False


def _warn(row: Qualification, at: datetime) -> bool:
    due = max((row.expires_at - before for before in WARN_BEFORE if row.expires_at - before <= at), default=None)
    if due is None or (row.warned_at and row.warned_at >= due):
        return False
    if not Qualification.objects.filter(pk=row.pk, warned_at=row.warned_at).update(warned_at=at):
        return False
    qualification_ends.send(
        Qualification, person=row.user_id, kind=QualificationKind(row.kind), ends_at=row.expires_at, at=at
    )
    return True


def _announce(row: Qualification, at: datetime) -> bool:
    if not Qualification.objects.filter(pk=row.pk, announced_at=None).update(announced_at=at):
        return False
    if queries.vetted(row.user, at=at):
        return False
    log.write("qualification.ran_out", by=None, subject=f"person:{row.user_id}", at=at, kind=row.kind)
    access_ended.send(Qualification, person=row.user_id, at=at)
    return True
