"""Boxes for a session's summary, and for what a child says of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONG = 2000


class SummaryForm(forms.Form):
    """An adult's own words; `left_out` comes as boxes beside each line."""

    course = forms.CharField(
        label=_("How it went"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    agreed = forms.CharField(
        label=_("What we agreed"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    coming = forms.CharField(
        label=_("What comes next"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    changed = forms.CharField(
        label=_("What is different from the version before"),
        help_text=_("Needed from the second version on; the children read it first."),
        max_length=200,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("course", "agreed", "coming")}


class ReadingForm(forms.Form):
    version = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What is missing or wrong, in your own words"),
        help_text=_("The adults who lead it read this, and nobody else of the group."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
