"""A column of HTML that is clean whenever it is written, by whatever way."""

from django.db import models

from portal.text.cleaning import CleanHtml, clean


class CleanHtmlField(models.TextField):
    """Cleans at write, also in bulk and by `update`; hands out `CleanHtml`, the only thing a page marks safe."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else str(clean(value))

    def from_db_value(self, value, expression, connection):
        return value if value is None else CleanHtml(value)
