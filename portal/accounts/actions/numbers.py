"""The phone number by which a guardian comes in; one number, one guardian."""

from datetime import datetime

from portal.accounts.models import User
from portal.accounts.policy import NUMBER_LASTS
from portal.privacy import actions as privacy
from portal.privacy.kinds import ContactKind


def keep_number(*, by, person: User, number: str, at: datetime) -> None:
    """Seals a number that somebody gave and has not yet shown to be theirs. Raises NoContact."""
    privacy.keep_contact(by=by, person=person.pk, kind=ContactKind.PHONE, value=number, at=at)


def number_answered(*, by, person: User, number: str, at: datetime) -> bool:
    """A code sent to the number came back. True when it is newly the person's. Raises NotFree.

    The person's older number falls silent, and so does whoever's this one was if it has been silent for too long.
    """
    return privacy.contact_answered(
        by=by, person=person.pk, kind=ContactKind.PHONE, value=number, lasts=NUMBER_LASTS, at=at
    )
