"""Putting identity into the vault, and opening it with a reason."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.privacy import queries, vault
from portal.privacy.models import Identity, NameMark, Opening
from portal.ui.refusals import Refusal

LONGEST_NAME = 60


class NoReason(Refusal):
    pass


class NotKept(Refusal):
    pass


class NameMissing(Refusal):
    pass


@dataclass(frozen=True)
class Plain:
    """Not shown by repr, so that no log or error page prints a child's name."""

    real_name: str = field(repr=False)
    birth_date: date = field(repr=False)


@transaction.atomic
def keep(*, by, person: UUID, real_name: str, birth_date: date, at: datetime) -> None:
    """Seals who the person is; keeping again corrects it."""
    real_name = " ".join(real_name.split())
    if not real_name or len(real_name) > LONGEST_NAME:
        raise NameMissing(_("Please write the name as on the papers."))
    content = json.dumps({"real_name": real_name, "birth_date": birth_date.isoformat()}, ensure_ascii=False)
    sealed, key_id = vault.seal(content.encode(), bound_to=str(person))
    row, new = Identity.objects.update_or_create(
        person=person, defaults={"sealed": sealed, "key_id": key_id, "kept_at": at}
    )
    row.marks.all().delete()
    key = vault.keys()[key_id]
    NameMark.objects.bulk_create(
        NameMark(identity=row, mark=vault.mark(part, key), key_id=key_id) for part in sorted(vault.parts(real_name))
    )
    log.write("identity.kept" if new else "identity.corrected", by=by, subject=f"person:{person}", at=at)


@transaction.atomic
def open_identity(*, by, person: UUID, reason: str, at: datetime) -> Plain:
    """Reads who the person is. Leaves a line that the child and the guardians may ask for, whatever comes of it."""
    reason = reason.strip()[:200]
    if not reason:
        raise NoReason(_("Please say what you need it for."))
    row = Identity.objects.filter(person=person).first()
    if row is None:
        raise NotKept(_("There is nothing about this person in the vault."))
    Opening.objects.create(person=person, by=by.pk, reason=reason, at=at)
    log.write("identity.opened", by=by, subject=f"person:{person}", at=at)
    content = queries.plain(row)
    return Plain(content["real_name"], date.fromisoformat(content["birth_date"]))
