"""A field of a form for words that are shown as they are written."""

from django import forms

from portal.text.plain import plain


class PlainField(forms.CharField):
    """Takes out what cannot be seen before it asks whether anything is there: no name looks empty, no NUL gets in.

    Lines stay where the widget has lines.
    """

    def to_python(self, value):
        return plain(super().to_python(value) or "", lines=isinstance(self.widget, forms.Textarea))
