"""What adults type to take a list along and to write to a whole group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Taking, To
from portal.text.plain import plain


class TakingForm(forms.Form):
    """Nothing is chosen beforehand."""

    reason = forms.ChoiceField(label=_("What you take it along for"), choices=Taking.choices, widget=forms.RadioSelect)


class SendingForm(forms.Form):
    """`key` is in the page, so that a form sent twice is one message."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("Whom you write to"), choices=To.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What you write"),
        help_text=_("Neutral words that anybody may read over a shoulder: no names, no numbers, no links."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    words_en = forms.CharField(
        label=_("The same in English"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self):
        said = super().clean()
        said |= {name: plain(said[name]) for name in ("words", "words_en") if name in said}
        if not self.errors and not said.get("words") and not said.get("words_en"):
            self.add_error("words", _("Write something first."))
        return said
