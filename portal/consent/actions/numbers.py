"""A guardian's lost phone number, put right at the desk of the family's own office by two workers (SEC-10)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.consent import policy, queries
from portal.consent.actions.guardianship import NotForYou, held
from portal.consent.models import GuardianLink
from portal.notices.actions import tell

NEWS = "consent.number_changed"


@transaction.atomic
def ask_number(*, by, link: GuardianLink, number: str, at: datetime):
    """The first worker types it, with the guardian and the papers before them. Raises NotForYou, NoContact, NotFree."""
    link = _theirs(by, link, at)
    return accounts.ask_number(by=by, person=link.guardian, number=number, at=at)


@transaction.atomic
def confirm_number(*, by, link: GuardianLink, waiting, number: str, at: datetime):
    """A second worker of the office types it again. The guardian hears of it where they are reached beside the phone.

    Raises NotForYou, NoContact, NotFree, NotTheSame.
    """
    link = _theirs(by, link, at)
    if waiting.person_id != link.guardian_id or waiting.asked_by_id == by.pk:
        raise NotForYou(_("A second worker confirms, not the one who wrote it down."))
    found = accounts.confirm_number(by=by, waiting=waiting, number=number, at=at)
    tell(person=link.guardian, kind=NEWS, at=at)
    return found


@transaction.atomic
def drop_number(*, by, link: GuardianLink, waiting, at: datetime) -> None:
    """It opens nothing. Raises NotForYou."""
    link = _theirs(by, link, at)
    if waiting.person_id != link.guardian_id:
        raise NotForYou(_("This is for another worker."))
    accounts.drop_number(by=by, waiting=waiting, at=at)


def _theirs(by, link: GuardianLink, at: datetime) -> GuardianLink:
    link = held(link)
    if not policy.may_replace_number(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("This is for another worker, or for a guardian whose papers were seen."))
    return link
