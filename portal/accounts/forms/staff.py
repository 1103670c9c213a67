"""Forms of the pages on which managers look after colleagues."""

from datetime import datetime, time, timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.roles import GIVEN_BY_ONE, GIVEN_BY_TWO, LONGEST_VALID, PauseCode, QualificationKind, Result, Role
from portal.directory.queries import recipients
from portal.ui.days import DAY, of_our_time


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"))
    office = forms.ModelChoiceField(label=_("Office"), queryset=None)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["role"].choices = [
            (_("You give alone"), [(role, role.label) for role in Role if role in GIVEN_BY_ONE]),
            (_("Two people give"), [(role, role.label) for role in Role if role in GIVEN_BY_TWO]),
        ]
        if len(offices) == 1:
            self.fields["office"].initial = offices[0]


class WelcomeForm(forms.Form):
    """Who begins to work here: no real name and no number, those are in the office's papers."""

    called = forms.CharField(
        label=_("What families and colleagues call this person"),
        help_text=_("Shown beside what they do. Two colleagues are not called the same."),
        max_length=30,
    )
    email = forms.EmailField(label=_("E-mail address for work"), max_length=254)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)


class PartnerForm(WelcomeForm):
    """Somebody of an office that receives what children say and owes an answer."""

    office = forms.ModelChoiceField(label=_("Receiving office"), queryset=recipients())
    field_order = ["office", "called", "email", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["called"].label = _("What we call this person")


class CheckForm(forms.Form):
    """A paper that somebody held in their hand: what, when, how it came out, and where it lies."""

    kind = forms.ChoiceField(label=_("Which check"), choices=QualificationKind.choices)
    checked_on = forms.DateField(label=_("Day of the check"), widget=DAY, validators=[of_our_time])
    result = forms.ChoiceField(label=_("Result"), choices=Result.choices)
    reference = forms.CharField(
        label=_("Number in the folder"),
        help_text=_("Where the paper lies in the office. No number of the person, no picture."),
        max_length=40,
    )
    good_until = forms.DateField(
        label=_("Good until"),
        help_text=_("Empty: one year from the day of the check. A criminal record inquiry is never good for longer."),
        widget=DAY,
        validators=[of_our_time],
        required=False,
    )

    @property
    def expires_at(self) -> datetime:
        """The end of that day in Shanghai, or of the last day on which the paper is not older than a year."""
        last = self.cleaned_data["good_until"] or self.cleaned_data["checked_on"] + LONGEST_VALID - timedelta(days=1)
        return end_of(last)


class PauseForm(forms.Form):
    code = forms.ChoiceField(label=_("Why"), choices=PauseCode.choices)
    until = forms.DateField(
        label=_("Last day of the pause"),
        help_text=_("Empty: until somebody lifts it. A pause for a concern has no date."),
        widget=DAY,
        validators=[of_our_time],
        required=False,
    )

    @property
    def ends_at(self) -> datetime | None:
        return end_of(self.cleaned_data["until"]) if self.cleaned_data["until"] else None


class LeaveForm(forms.Form):
    sure = forms.BooleanField(label=_("I have read this and it is the right person"))


def end_of(day) -> datetime:
    """Midnight after that day in Shanghai."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
