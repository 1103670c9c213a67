"""Making the copy somebody asked for: JSON for machines, a page for people, and the pictures."""

import io
import json
import logging
import zipfile
from datetime import datetime, timedelta
from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.privacy import queries, vault
from portal.privacy.actions.wishes import settle
from portal.privacy.kinds import WishKind
from portal.privacy.models import Parcel, Wish
from portal.privacy.registry import Kept
from portal.privacy.states import WishState

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=7)
LARGEST = 100 * 1024 * 1024
AT_ONCE = 5


def make_copies(*, at: datetime) -> int:
    """The clock's job: some copies at a time, each whole or not at all, and old ones go."""
    Parcel.objects.filter(expires_at__lte=at).delete()
    waiting = Wish.objects.filter(kind=WishKind.COPY, state=WishState.ASKED).order_by("asked_at", "pk")
    return sum(_tried(wish, at) for wish in waiting[:AT_ONCE])


def _tried(wish: Wish, at: datetime) -> bool:
    """One copy that cannot be made does not keep the next family waiting; no values are logged (children's words)."""
    try:
        return make_copy(wish=wish, at=at)
    except Exception:
        log.error("a copy could not be made", exc_info=False)
        return False


@transaction.atomic
def make_copy(*, wish: Wish, at: datetime) -> bool:
    wish = Wish.objects.select_for_update().get(pk=wish.pk)
    if wish.state != WishState.ASKED:
        return False
    sealed, key_id = vault.seal(packed(wish.person, wish.by, at=at), bound_to=f"copy:{wish.pk}")
    Parcel.objects.create(wish=wish, sealed=sealed, key_id=key_id, made_at=at, expires_at=at + KEPT_FOR)
    settle(by=None, wish=wish, state=WishState.DONE, words="", at=at)
    return True


def packed(person: UUID, reader: UUID, *, at: datetime) -> bytes:
    """The zip. What this reader may not know of is not in it, nor that it is missing."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        left = LARGEST
        parts = []
        for part, table in queries.shown_to(person, reader):
            rows = []
            for row in queries.rows_of(table, person, reader):
                names, left = _files(archive, part, table, row, left)
                rows.append(_plain(table, row) | ({"files": names} if names else {}))
            parts.append({"part": part, "table": table.model, "kind": table.kind, "rows": rows})
        whole = {"person": str(person), "made_at": at.isoformat(), "parts": parts}
        archive.writestr("data.json", json.dumps(whole, ensure_ascii=False, indent=1, default=str))
        for code, _name in settings.LANGUAGES:
            with translation.override(code):
                day = timezone.localdate(at, timezone.get_default_timezone())
                archive.writestr(f"{code}.html", render_to_string("privacy/copy.html", {"parts": parts, "day": day}))
    return found.getvalue()


def _plain(table: Kept, row) -> dict:
    return table.read(row) if table.read else {name: _value(row, name) for name in table.fields}


def _value(row, name: str):
    for step in name.split("__"):
        row = getattr(row, step, None)
    return row if row is None or isinstance(row, str | int | float | bool) else str(row)


def _files(archive, part: str, table: Kept, row, left: int) -> tuple[list[str], int]:
    """Puts the row's files beside; those beyond the limit are named and left out."""
    names = []
    for name in table.files:
        file = getattr(row, name)
        if not file:
            continue
        inside = f"media/{part}/{row.pk}-{name}{PurePath(file.name).suffix}"
        if file.size > left:
            names.append(f"{inside} (too large)")
            continue
        left -= file.size
        with file.open("rb") as opened:
            archive.writestr(inside, opened.read())
        names.append(inside)
    return names, left
