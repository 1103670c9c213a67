"""The child's yes or no in their own words, and the facilitator's facts."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.kinds import Face, Kind
from activities.models import Activity, Proposal
from activities.models.facts import OLDEST, YOUNGEST
from activities.queries import Wanted
from portal.text.forms import PlainField
from portal.ui.days import Day, LongMoment

FACTS = [
    "name", "name_en", "summary", "summary_en", "kind", "office", "min_age", "max_age", "capacity", "priority",
    "names_until", "starts_at", "ends_at", "where", "where_en", "decides", "decides_en", "risks",
]  # fmt: skip
TEXTS = [name for name in FACTS if name.removesuffix("_en") in {"name", "summary", "where", "decides", "risks"}]
MOMENTS = ["names_until", "starts_at", "ends_at"]


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("In your own words, if you like"),
        help_text=_("Why you would like to come, or what you would like to do there. You may leave it empty."),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(required=False, min_value=0)  # the number of one's own last answer, as the page showed it


class WantedForm(forms.Form):
    """What somebody looks for; every field may stay empty, and a senseless one is passed over."""

    age = forms.TypedChoiceField(
        label=_("Age"),
        choices=[("", _("any age")), *((str(age), str(age)) for age in range(YOUNGEST, OLDEST + 1))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    day = Day(label=_("On which day"), required=False)
    office = forms.ModelChoiceField(label=_("Place"), queryset=None, empty_label=_("everywhere"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("any kind")), *Kind.choices], required=False)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        self.fields["office"].label_from_instance = lambda office: office.label

    def wanted(self) -> Wanted:
        if not self.is_bound:
            return Wanted()
        self.is_valid()
        found = {name: self.cleaned_data.get(name) for name in ("age", "day", "kind")}
        office = self.cleaned_data.get("office")
        return Wanted(found["age"], found["day"], office and office.pk, found["kind"] or "")


class FeedForm(forms.Form):
    neutral = forms.BooleanField(
        label=_("Do not write what it is: only that something is planned"), required=False, initial=True
    )


class ChoiceForm(forms.Form):
    """Which names get a place, and how that was decided."""

    places = forms.MultipleChoiceField(required=False)
    how = PlainField(
        label=_("How you chose"),
        help_text=_("Families read this on the page. Say what counted, never why somebody was not chosen."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    how_en = PlainField(
        label=_("The same in English"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["places"].choices = [(str(place.pk), place.child.pseudonym) for place in places]
        self.fields["places"].error_messages["invalid_choice"] = _("The list has changed meanwhile. Please look again.")

    @property
    def ticked(self) -> list[str]:
        """What was sent, so that no tick is lost whatever is wrong."""
        return self.data.getlist("places") if self.is_bound else []

    def clean_places(self):
        return [UUID(each) for each in self.cleaned_data["places"]]


class SessionForm(forms.Form):
    starts_at = LongMoment(label=_("begins at"))
    ends_at = LongMoment(label=_("ends at"))


class CancelForm(forms.Form):
    why = PlainField(label=_("Why it does not take place"), help_text=_("Children and homes read it."), max_length=120)
    why_en = PlainField(label=_("The same in English"), max_length=200, required=False)


class FeltForm(forms.Form):
    face = forms.ChoiceField(choices=Face.choices)
    words = forms.CharField(
        label=_("Something you want to say, if you like"),
        max_length=80,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ProposalForm(forms.ModelForm):
    class Meta:
        model = Proposal
        fields = ["words"]
        field_classes = {"words": PlainField}
        error_messages = {"words": {"required": _("Write your rule first.")}}


class ContractForm(forms.Form):
    lines = PlainField(
        label=_("The contract, one line a rule"),
        help_text=_("In the words of the group, one to eight lines, no names. Every member is asked anew."),
        max_length=800,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class FactsForm(forms.ModelForm):
    """Facts only: state, author and the reading of risks move by actions."""

    class Meta:
        model = Activity
        fields = FACTS
        field_classes = dict.fromkeys(TEXTS, PlainField) | dict.fromkeys(MOMENTS, LongMoment)
        widgets = {"risks": forms.Textarea(attrs={"rows": 6})}
