"""Finding a contact by its mark. None of it says to a stranger whether a number or address is known."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from portal.privacy import vault
from portal.privacy.kinds import ContactKind
from portal.privacy.models import Contact

LETS_IN = (ContactKind.PHONE, ContactKind.EMAIL)


def contact_marks(kind: str, text: str) -> list[str]:
    """The marks of a number or address under each key, the newest first; empty for what is none."""
    spelled = vault.contact(kind, text)
    return [vault.contact_mark(f"{kind}:{spelled}", key) for key in vault.keys().values()] if spelled else []


def whose_contact(marks: str | Iterable[str]) -> UUID | None:
    """Whose verified number or address bears the mark. The same one query whatever the answer, so answer alike too.

    A silent one is nobody's: the number may have a new owner. Someone to call in an emergency is not found by it.
    """
    return _live().filter(mark__in=_several(marks)).values_list("person", flat=True).first()


def spelled_contact(kind: str, text: str) -> str:
    """The one spelling of a number or address; "" for what is none."""
    return vault.contact(kind, text) or ""


def answering_contact(marks: str | Iterable[str], *, lasts: timedelta, at: datetime) -> UUID | None:
    """As `whose_contact`, and only while a code sent there came back within `lasts`."""
    row = _live().filter(mark__in=_several(marks)).first()
    return None if row is None or is_long_silent(row, lasts=lasts, at=at) else row.person


def is_long_silent(row: Contact, *, lasts: timedelta, at: datetime) -> bool:
    return (row.answered_at or row.verified_at) <= at - lasts


def contact_now(person: UUID, kind: str, *, lasts: timedelta, at: datetime) -> tuple[str, bool] | None:
    """The person's number or address, and whether it was verified; a verified one first, none that is long silent."""
    rows = Contact.objects.filter(person=person, kind=kind, silent_at__isnull=True)
    awake = [row for row in rows if not row.verified_at or not is_long_silent(row, lasts=lasts, at=at)]
    if not awake:
        return None
    row = max(awake, key=lambda each: (bool(each.verified_at), each.kept_at))
    return contact_plain(row)["value"], bool(row.verified_at)


def bears(person: UUID, marks: str | Iterable[str]) -> bool:
    """Whether the person has shown that the number or address of that mark is theirs."""
    return _live().filter(person=person, mark__in=_several(marks)).exists()


def contacts(person: UUID):
    """What is kept of a person's contacts, without their words: kind, since when, verified, silent."""
    return Contact.objects.filter(person=person).order_by("kind", "-kept_at").defer("sealed")


def persons_answered():
    """Who has ever shown that a number or address is theirs."""
    return Contact.objects.filter(kind__in=LETS_IN, verified_at__isnull=False).values("person")


def persons_unanswered():
    """Of whom a number or address is kept from which no code has come back."""
    return Contact.objects.filter(kind__in=LETS_IN, verified_at__isnull=True).values("person")


def address_of(person: UUID, kind: str) -> str:
    """The verified number or address, for the machine that sends there; never for a page. "" when there is none."""
    row = _live().filter(person=person, kind=kind).order_by("-verified_at").first()
    return contact_plain(row)["value"] if row else ""


def contact_plain(row: Contact) -> dict:
    """For this part only: what the row holds."""
    return json.loads(vault.unseal(row.sealed, key_id=row.key_id, bound_to=f"contact:{row.person}"))


def contact_said(row: Contact) -> dict:
    """For a copy: what kind it is and who is meant, without the number."""
    return {"kind": row.kind, "called": contact_plain(row)["called"], "kept_at": str(row.kept_at)}


def _live():
    return Contact.objects.filter(kind__in=LETS_IN, verified_at__isnull=False, silent_at__isnull=True)


def _several(marks: str | Iterable[str]) -> list[str]:
    return [marks] if isinstance(marks, str) else list(marks)
