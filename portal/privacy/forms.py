"""A list in a file that is tried before anything is done: read in memory, and carried by the page in between.

What was tried is sealed with the vault's keys into the page that shows what would come of it, and comes back from
there: nothing of the file lies anywhere meanwhile, and what is carried out is what was tried.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.figures import tables
from portal.privacy import vault

LASTS = timedelta(minutes=30)
LONGEST = 900_000  # characters of what comes back
TOO_LATE = _("That was tried too long ago, or elsewhere. Please choose the file again.")
WHY = {
    "empty": _("There is nothing in this file."),
    "too_big": _("This file is too big. A list of ours has less than half a megabyte."),
    "not_a_table": _("This is no table that we can read. Please save it as XLSX or CSV."),
    "old_excel": _("This is an old Excel file, or one under a password. Please save it as XLSX without a password."),
    "encoding": _("The signs of this file cannot be read. Please save it as XLSX, or as CSV in UTF-8."),
    "too_many_rows": _("There are too many lines in it. Please cut it into several files, and take empty lines out."),
    "too_many_columns": _("There are too many columns in it."),
    "merged": _("Some of its cells are merged. Please part them: each line stands for itself."),
    "sheets": _("Several sheets of it hold something. Please leave only the one that is meant."),
    "columns": _("A column is missing, or stands twice. The first line names the columns as below."),
}
LINE = {
    "formula": _("A cell computes something, or begins with = + - or @. Please write plain words and numbers."),
    "signs": _("A cell holds signs that cannot be seen."),
    "long": _("A cell is too long."),
}


@dataclass(frozen=True)
class Tried:
    """Lines as the page showed them, and the file they came from."""

    digest: str
    lines: list[dict] = field(repr=False)


class TableForm(forms.Form):
    """Give `columns`, `needed` and `most` as `tables.named` and `tables.read` take them."""

    file = forms.FileField(label=_("The list"), help_text=_("XLSX or CSV. It is read and not kept."))

    def __init__(self, *args, columns: dict, needed: set, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns, self.needed, self.most = columns, needed, most
        self.fields["file"].widget.attrs["accept"] = ".xlsx,.csv"

    def clean_file(self):
        """Nothing of the file stays in the form but its lines; `digest` and `read_as` are beside them."""
        upload = self.cleaned_data["file"]
        try:
            data = upload.read(tables.LARGEST + 1)
            self.digest = sha256(data).hexdigest()
            table = tables.read(data, rows=self.most)
            self.read_as = table.read_as
            return tables.named(table, self.columns, self.needed)
        except tables.Unreadable as no:
            raise forms.ValidationError(WHY[no.code]) from None
        finally:
            upload.close()


class CarryOutForm(forms.Form):
    """Opens again what the page carried; nobody else's, nothing older than half an hour, nothing for another list."""

    tried = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)

    def __init__(self, *args, bound_to: str, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.bound_to, self.at = bound_to, at

    def clean_tried(self) -> Tried:
        try:
            return _opened(self.cleaned_data["tried"], self.bound_to, self.at)
        except (ValueError, KeyError, TypeError, InvalidTag, binascii.Error, zlib.error):
            raise forms.ValidationError(TOO_LATE) from None


def carried(tried: Tried, *, bound_to: str, at: datetime) -> str:
    """For a hidden field: sealed for this person and this list."""
    plain = {"digest": tried.digest, "lines": tried.lines, "at": at.timestamp()}
    sealed, key_id = vault.seal(zlib.compress(json.dumps(plain, ensure_ascii=False).encode()), bound_to=bound_to)
    return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode()}"


def _opened(text: str, bound_to: str, at: datetime) -> Tried:
    key_id, sealed = text.rsplit(".", 1)
    plain = vault.unseal(
        base64.b64decode(sealed.encode(), altchars=b"-_", validate=True), key_id=key_id, bound_to=bound_to
    )
    kept = json.loads(zlib.decompress(plain))
    if not 0 <= at.timestamp() - kept["at"] < LASTS.total_seconds():
        raise ValueError
    return Tried(kept["digest"], kept["lines"])
