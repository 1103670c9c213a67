"""The phone number by which a guardian comes in; one number, one guardian.

A lost one gives way to a new one only by two workers who each type it, and by a code that comes back from it. Whose
family a worker may do this for is decided above (`portal.consent`), where families are known.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from portal.accounts import queries
from portal.accounts.actions.people import end_sessions
from portal.accounts.actions.powers import NotYours
from portal.accounts.actions.shorts import say_changed
from portal.accounts.kinds import Kind
from portal.accounts.models import NewNumber, User
from portal.accounts.policy import NUMBER_LASTS
from portal.accounts.roles import Role
from portal.audit import log
from portal.privacy import actions as privacy
from portal.privacy import queries as vault
from portal.privacy.kinds import ContactKind
from portal.ui.refusals import Refusal


class NotTheSame(Refusal):
    """What the second worker typed is another number, or nothing waits any more."""


def keep_number(*, by, person: User, number: str, at: datetime) -> None:
    """Seals a number that somebody gave and has not yet shown to be theirs. Raises NoContact."""
    privacy.keep_contact(by=by, person=person.pk, kind=ContactKind.PHONE, value=number, at=at)


@transaction.atomic
def number_answered(*, by, person: User, number: str, at: datetime) -> bool:
    """A code sent to the number came back. True when it is newly the person's. Raises NotFree.

    The person's older number falls silent, and so does whoever's this one was if it has been silent for too long.
    """
    new = privacy.contact_answered(
        by=by, person=person.pk, kind=ContactKind.PHONE, value=number, lasts=NUMBER_LASTS, at=at
    )
    _settle(NewNumber.objects.filter(person=person, confirmed_at__isnull=False), at)
    return new


@transaction.atomic
def ask_number(*, by, person: User, number: str, at: datetime) -> NewNumber:
    """The first worker, with the guardian and the papers before them. Nothing changes by it.

    Raises NotYours, NoContact, NotFree, NotTheSame.
    """
    _is_work(by, person, at)
    marks = _marks(number)
    _is_free(marks, at)
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    before = NewNumber.objects.filter(person=person, settled_at=None).first()
    if before and before.waits(at) and before.confirmed_at is None:
        raise NotTheSame(gettext_lazy("A new number waits for a second worker already."))
    _settle(NewNumber.objects.filter(person=person), at)
    made = NewNumber.objects.create(person=person, mark=marks[0], asked_at=at, asked_by=by)
    log.write("number.asked", by=by, subject=f"person:{person.pk}", at=at)
    return made


@transaction.atomic
def confirm_number(*, by, waiting: NewNumber, number: str, at: datetime) -> NewNumber:
    """A second worker types the number again. From this second the old number opens nothing and hears of it, every
    session of the guardian has ended, and the new number counts once a code has come back from it.

    Raises NotYours, NoContact, NotFree, NotTheSame.
    """
    found = NewNumber.objects.select_for_update(of=("self",)).select_related("person").get(pk=waiting.pk)
    person = found.person
    _is_work(by, person, at)
    if by.pk == found.asked_by_id:
        raise NotYours
    marks = _marks(number)
    if found.mark not in marks or found.confirmed_at or not found.waits(at):
        raise NotTheSame(gettext_lazy("That is another number, or it waits no longer. Please look at it together."))
    _is_free(marks, at)
    found.confirmed_at, found.confirmed_by = at, by
    found.save(update_fields=["confirmed_at", "confirmed_by"])
    old = queries.number_of(person, lasts=NUMBER_LASTS, at=at)
    for contact in vault.contacts(person.pk).filter(kind=ContactKind.PHONE, silent_at=None):
        privacy.silence_contact(by=by, contact=contact, at=at)
    end_sessions(by=by, person=person, at=at)
    log.write("number.replaced", by=by, subject=f"person:{person.pk}", at=at)
    if old and old[1]:
        transaction.on_commit(lambda: say_changed(old[0], language=person.language), robust=True)
    return found


@transaction.atomic
def drop_number(*, by, waiting: NewNumber, at: datetime) -> None:
    """Typed wrongly, or not wanted: it opens nothing. Raises NotYours."""
    _is_work(by, waiting.person, at)
    _settle(NewNumber.objects.filter(pk=waiting.pk), at)
    log.write("number.dropped", by=by, subject=f"person:{waiting.person_id}", at=at)


def _is_work(by, person: User, at: datetime) -> None:
    if person.kind != Kind.GUARDIAN or not person.is_active or not queries.has_role(by, Role.WORKER, at=at):
        raise NotYours


def _marks(number: str) -> list[str]:
    marks = vault.contact_marks(ContactKind.PHONE, number)
    if not marks:
        raise privacy.NoContact(gettext_lazy("Please look at the number or address once more."))
    return marks


def _is_free(marks: list[str], at: datetime) -> None:
    """One that was silent for too long is nobody's."""
    if vault.answering_contact(marks, lasts=NUMBER_LASTS, at=at) is not None:
        raise privacy.NotFree(gettext_lazy("This number or address cannot be used. People at the centre can help."))


def _settle(found, at: datetime) -> None:
    found.filter(settled_at=None).update(settled_at=at, mark="")
