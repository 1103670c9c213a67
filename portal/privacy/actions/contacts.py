"""Keeping how somebody can be reached, verifying it, and letting it fall silent."""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.privacy import queries, vault
from portal.privacy.models import Contact
from portal.ui.refusals import Refusal

LONGEST_CALLED = 30


class NoContact(Refusal):
    pass


class NotFree(Refusal):
    """Says the same of a number that belongs to somebody and of one that cannot be used for another reason."""


@transaction.atomic
def keep_contact(*, by, person: UUID, kind: str, value: str, called: str = "", at: datetime) -> Contact:
    """Seals a number or address, not yet verified. The same one again is the same row, and awake again if it slept."""
    marks = queries.contact_marks(kind, value)
    if not marks:
        raise NoContact(_("Please look at the number or address once more."))
    plain = {"value": vault.contact(kind, value), "called": " ".join(called.split())[:LONGEST_CALLED]}
    sealed, key_id = vault.seal(json.dumps(plain, ensure_ascii=False).encode(), bound_to=f"contact:{person}")
    before = Contact.objects.select_for_update().filter(person=person, kind=kind, mark__in=marks).first()
    row = before or Contact(person=person, kind=kind)
    row.sealed, row.key_id, row.mark, row.kept_at = sealed, key_id, marks[0], at
    if row.silent_at:
        row.silent_at = row.verified_at = None
    row.save()
    log.write("contact.kept", by=by, subject=f"person:{person}", at=at, kind=str(kind))
    return row


@transaction.atomic
def verify_contact(*, by, contact: Contact, at: datetime) -> Contact:
    """The person showed that it is theirs (a code came back). One live number belongs to one person."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if contact.silent_at:
        raise NoContact(_("Please look at the number or address once more."))
    if contact.verified_at:
        return contact
    plain = queries.contact_plain(contact)
    whose = queries.whose_contact(queries.contact_marks(contact.kind, plain["value"]))
    if contact.kind in queries.LETS_IN and whose not in (None, contact.person):
        raise NotFree(_("This number or address cannot be used. People at the centre can help."))
    contact.verified_at = contact.answered_at = at
    try:
        with transaction.atomic():
            contact.save(update_fields=["verified_at", "answered_at"])
    except IntegrityError:  # two browsers in the same moment
        raise NotFree(_("This number or address cannot be used. People at the centre can help.")) from None
    log.write("contact.verified", by=by, subject=f"person:{contact.person}", at=at, kind=contact.kind)
    return contact


@transaction.atomic
def silence_contact(*, by, contact: Contact, at: datetime) -> Contact:
    """It opens nothing any more: a number nobody answered for may have a new owner."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    if not contact.silent_at:
        contact.silent_at = at
        contact.save(update_fields=["silent_at"])
        log.write("contact.silenced", by=by, subject=f"person:{contact.person}", at=at, kind=contact.kind)
    return contact


@transaction.atomic
def contact_answered(*, by, person: UUID, kind: str, value: str, lasts: timedelta, at: datetime) -> bool:
    """A code sent to that number came back. True when it is newly this person's, False when it was theirs before.

    A number that has not answered for `lasts` belongs to nobody any more, whoever answers now: the one it was of needs
    another proof, the new owner owes nothing to the old. Raises NoContact, NotFree.
    """
    marks = queries.contact_marks(kind, value)
    live = Contact.objects.select_for_update().filter(
        kind=kind, mark__in=marks, verified_at__isnull=False, silent_at__isnull=True
    )
    for row in live:
        if queries.is_long_silent(row, lasts=lasts, at=at):
            silence_contact(by=by, contact=row, at=at)
        elif row.person == person:
            Contact.objects.filter(pk=row.pk).update(answered_at=at)
            return False
    new = verify_contact(by=by, contact=keep_contact(by=by, person=person, kind=kind, value=value, at=at), at=at)
    for other in Contact.objects.filter(person=person, kind=kind, silent_at__isnull=True).exclude(pk=new.pk):
        silence_contact(by=by, contact=other, at=at)
    return True


@transaction.atomic
def forget_contacts(*, by, person: UUID, at: datetime) -> int:
    """What was kept of how to reach somebody goes, and says how many; for rows that served one purpose, now over."""
    gone = Contact.objects.filter(person=person).delete()[0]
    if gone:
        log.write("contact.forgotten", by=by, subject=f"person:{person}", at=at, rows=gone)
    return gone
