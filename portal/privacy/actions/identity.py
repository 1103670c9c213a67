"""Putting identity and notes into the vault."""

import json
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.privacy import vault
from portal.privacy.kinds import NoteKind
from portal.privacy.models import Identity, NameMark, Note
from portal.privacy.registry import births
from portal.ui.refusals import Refusal

LONGEST_NAME = 60
LONGEST_NOTE = 600


class NameMissing(Refusal):
    pass


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
    births.forget()
    mark_names(row, real_name)
    log.write("identity.kept" if new else "identity.corrected", by=by, subject=f"person:{person}", at=at)


def mark_names(row: Identity, real_name: str) -> None:
    """Marks the name anew with the key that the row names."""
    row.marks.all().delete()
    key = vault.keys()[row.key_id]
    NameMark.objects.bulk_create(
        NameMark(identity=row, mark=vault.mark(part, key), key_id=row.key_id) for part in sorted(vault.parts(real_name))
    )


@transaction.atomic
def note(*, by, person: UUID, kind: str, words: str, at: datetime) -> None:
    """Seals what helpers must know; noting again replaces it, and nothing written takes it away."""
    words = words.strip()[:LONGEST_NOTE]
    if words:
        sealed, key_id = vault.seal(words.encode(), bound_to=f"note:{person}")
        defaults = {"sealed": sealed, "key_id": key_id, "kept_at": at}
        Note.objects.update_or_create(person=person, kind=NoteKind(kind), defaults=defaults)
    else:
        Note.objects.filter(person=person, kind=NoteKind(kind)).delete()
    log.write("note.kept" if words else "note.removed", by=by, subject=f"person:{person}", at=at, kind=str(kind))
