"""Days and moments that are typed: the browser's own pickers, and none for which time zones and sums have no answer."""

from functools import partial

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Wagtail's pickers bring inline scripts.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def near(day, *, years: int = 3) -> None:
    """A validator for days and moments: nobody means the year 1, and no database can turn it into another zone."""
    if abs(day.year - timezone.localdate().year) > years:
        raise forms.ValidationError(_("Choose a day of these years."))


of_our_time = partial(near, years=25)


class Day(forms.DateField):
    widget = DAY
    default_validators = [near]


class Moment(forms.DateTimeField):
    widget = MOMENT
    default_validators = [near]


class LongMoment(Moment):
    """Of what may go on for many years."""

    default_validators = [of_our_time]
