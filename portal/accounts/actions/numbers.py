"""The phone number by which a guardian comes in; one number, one guardian."""

from datetime import datetime

from django.db import transaction

from portal.accounts import queries
from portal.accounts.actions.powers import NotYours
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.policy import NUMBER_LASTS
from portal.accounts.roles import Role
from portal.audit import log
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


@transaction.atomic
def replace_number(*, by, person: User, number: str, at: datetime) -> None:
    """A worker who has the guardian and the papers in front of them puts a new number in the place of a lost one.

    The code that comes there at the next sign-in is the proof of the number; the papers were the proof of the person.
    The old number opens nothing from now on. Raises NotYours, NoContact, NotFree.
    """
    if person.kind != Kind.GUARDIAN or not person.is_active or not queries.has_role(by, Role.WORKER, at=at):
        raise NotYours
    number_answered(by=by, person=person, number=number, at=at)
    log.write("number.replaced", by=by, subject=f"person:{person.pk}", at=at)
