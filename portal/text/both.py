"""One word kept in both languages: `name` beside `name_en`, read in the reader's language."""

from django.utils.translation import get_language


class InBoth:
    """`label = InBoth("name")` reads `name_en` for an English reader where it was written, else `name`."""

    def __init__(self, field: str):
        self.field = field

    def __get__(self, row, owner=None):
        if row is None:
            return self
        english = getattr(row, f"{self.field}_en") if (get_language() or "").startswith("en") else ""
        return english or getattr(row, self.field)
