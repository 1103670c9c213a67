"""What adults type at the desk."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.desk.states import Company, Said

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class NoteForm(forms.Form):
    """One tap: the key is in the page, so that a form sent twice is one line."""

    key = forms.UUIDField()
    child = forms.UUIDField()
    says = forms.ChoiceField(choices=Said.choices)
    company = forms.ChoiceField(choices=Company.choices, required=False)
    pick_up = forms.UUIDField(required=False)


class GuestForm(forms.Form):
    name = forms.CharField(label=_("What the child is called here"), max_length=40)


class RightForm(forms.Form):
    """What is true instead, and at what time of that day."""

    says = forms.ChoiceField(label=_("What is right"), choices=Said.choices)
    clock = forms.TimeField(label=_("At what time"), required=False, widget=TIME)

    def happened(self, mark):
        """The time typed, on the day of the line; the line's own time without it."""
        clock = self.cleaned_data["clock"]
        if clock is None:
            return mark.at
        return timezone.localtime(mark.at).replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)


class PickUpForm(forms.Form):
    name = forms.CharField(
        label=_("Name as on the papers"),
        help_text=_("It is locked away. Who works on the day may look, and each look is written down."),
        max_length=40,
    )
    called = forms.CharField(
        label=_("Who that is to the child"), help_text=_("Grandmother, neighbour on the third floor."), max_length=40
    )


class HoursForm(forms.Form):
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=24 * 60)
