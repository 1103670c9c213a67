"""Forms of councils: standing, voting, handing over; and what a colleague fills in at the desk."""

from decimal import Decimal
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.councils.kinds import DOTS_MOST, REMARK_MOST, SEATS_MOST, WORDS_MOST, Kind, Role
from activities.councils.models import Council, Election, Round
from activities.models import Activity
from portal.text.forms import PlainField
from portal.ui.days import Day, Moment

NOBODY = "-"  # no lot: whoever wants none of them says so
MOST_YUAN = Decimal(100_000)  # a small book


def _named(field, label: str = "label") -> None:
    field.label_from_instance = lambda row: getattr(row, label)


class CouncilForm(forms.ModelForm):
    class Meta:
        model = Council
        fields = ["name", "name_en", "kind", "activity", "office", "decides", "decides_en"]
        field_classes = dict.fromkeys(("name", "name_en", "decides", "decides_en"), PlainField)

    def __init__(self, *args, person, offices, **kwargs):
        super().__init__(*args, **kwargs)
        activity, office = self.fields["activity"], self.fields["office"]
        activity.queryset, office.queryset = Activity.objects.run_by(person), offices
        activity.label, office.label = _("Of which activity"), _("Of which office")
        activity.empty_label = _("of the whole office")
        office.required = False
        _named(activity)
        _named(office)

    def clean(self):
        said = super().clean()
        if said.get("activity"):
            said["office"] = said["activity"].office
        elif not said.get("office"):
            self.add_error("office", _("Choose an activity or an office."))
        return said


class ElectionForm(forms.ModelForm):
    class Meta:
        model = Election
        fields = [
            "role", "seats", "way", "nominate_until", "vote_until", "quorum", "term_starts_on", "term_ends_on",
        ]  # fmt: skip
        field_classes = {"nominate_until": Moment, "vote_until": Moment, "term_starts_on": Day, "term_ends_on": Day}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seats"] = forms.IntegerField(label=_("How many seats"), min_value=1, max_value=SEATS_MOST)
        self.fields["quorum"] = forms.IntegerField(
            label=_("It counts when so many in a hundred take part"), min_value=0, max_value=100, initial=50
        )


class StandForm(forms.Form):
    called = forms.CharField(
        label=_("What do you want to be called?"),
        help_text=_("Others read it, for example «Xiaolin's mum». Not your full name."),
        max_length=20,
    )
    words = forms.CharField(
        label=_("What I want to do, if you like"),
        help_text=_("Others read it after a grown-up here has. Leave out real names, numbers and schools."),
        max_length=WORDS_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        if council.kind == Kind.CHILDREN:
            del self.fields["called"]


class PersonForm(forms.Form):
    """One of these people, by the name they have here."""

    person = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in people}
        self.fields["person"].choices = [("", "—"), *((key, each.pseudonym) for key, each in self.known.items())]

    def clean_person(self):
        return self.known[self.cleaned_data["person"]]


class PeopleForm(forms.Form):
    """Some of these people, by the names they have here."""

    people = forms.MultipleChoiceField(label=_("Who"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in people}
        self.fields["people"].choices = [(key, each.shown_as) for key, each in self.known.items()]

    def clean_people(self):
        return [self.known[key] for key in self.cleaned_data["people"]]


class NameForm(PersonForm):
    role = forms.ChoiceField(label=_("Office held"), choices=Role.choices)
    ends_on = Day(label=_("ends on"))

    field_order = ["person", "role", "ends_on"]


class VoteForm(forms.Form):
    """As many names as there are seats, or none."""

    picked = forms.MultipleChoiceField(label=_("My vote"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, candidates, seats, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = seats
        self.fields["picked"].choices = [(each.lot, each.name) for each in candidates]
        if seats == 1:
            none = (NOBODY, _("none of them"))
            self.fields["picked"] = forms.ChoiceField(
                label=_("My vote"), widget=forms.RadioSelect,
                choices=[*self.fields["picked"].choices, none],
            )  # fmt: skip

    def clean_picked(self):
        said = self.cleaned_data["picked"]
        picked = said if isinstance(said, list) else [said] if said != NOBODY else []
        if len(picked) > self.seats:
            raise forms.ValidationError(_("Those are more names than seats."))
        return picked


class HandoverForm(forms.Form):
    words = forms.CharField(
        label=_("What is still open, and where things are"),
        help_text=_("One thing a line. Leave out real names."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class PaperForm(forms.Form):
    """What one adult counted, alone."""

    papers = forms.IntegerField(label=_("How many papers"), min_value=0, max_value=999)

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        for each in candidates:
            self.fields[f"lot-{each.lot}"] = forms.IntegerField(
                label=each.name, min_value=0, max_value=999, required=False
            )

    def votes(self) -> dict[str, int]:
        said = self.cleaned_data.items()
        return {name.removeprefix("lot-"): number or 0 for name, number in said if name.startswith("lot-")}


class OffForm(forms.Form):
    why = PlainField(label=_("Why it is called off"), help_text=_("Everybody reads it."), max_length=120)
    why_en = PlainField(label=_("The same in English"), max_length=200, required=False)


class RulesForm(forms.Form):
    lines = forms.CharField(
        label=_("The rules, one a line"),
        help_text=_("In your own words, one to twelve lines, no names."),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class TopicForm(forms.Form):
    words = forms.CharField(
        label=_("What should we talk about?"),
        help_text=_("A grown-up here reads it first. Nobody is shown who wrote it. Leave out real names."),
        max_length=80,
    )


class DotsForm(forms.Form):
    """One small number a topic."""

    def __init__(self, *args, topics, most, laid, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most
        numbers = [(str(number), str(number)) for number in range(most + 1)]
        for topic in topics:
            self.fields[f"topic-{topic.pk}"] = forms.TypedChoiceField(
                label=topic.words, choices=numbers, coerce=int, initial=laid.get(topic.pk, 0)
            )

    def clean(self):
        said = super().clean()
        if sum(self.dots().values()) > self.most:
            raise forms.ValidationError(_("Those are more dots than you have."))
        return said

    def dots(self) -> dict[UUID, int]:
        return {UUID(name.removeprefix("topic-")): number for name, number in self.cleaned_data.items()}


class RoundForm(forms.ModelForm):
    class Meta:
        model = Round
        fields = ["dots", "closes_at"]
        field_classes = {"closes_at": Moment}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dots"] = forms.IntegerField(
            label=_("How many dots each has"), min_value=1, max_value=DOTS_MOST, initial=3
        )


class MinutesForm(forms.Form):
    held_on = Day(label=_("When we met"))
    words = forms.CharField(
        label=_("What we talked about and decided"),
        help_text=_("Names that people have here, no real ones. Somebody else reads it before it is published."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class BackForm(forms.Form):
    """Why minutes go back; a child reads it."""

    remark = PlainField(label=_("What should be different"), max_length=REMARK_MOST)


class MoneyForm(forms.Form):
    day = Day(label=_("Which day"))
    what = forms.CharField(label=_("What for"), max_length=80)
    kind = forms.ChoiceField(
        label=_("In or out"), choices=[("out", _("spent")), ("in", _("received"))], widget=forms.RadioSelect,
        initial="out",
    )  # fmt: skip
    yuan = forms.DecimalField(
        label=_("How many yuan"), min_value=Decimal("0.01"), max_value=MOST_YUAN, max_digits=9, decimal_places=2
    )

    def fen(self) -> int:
        """Whole fen, below nought for what was spent."""
        amount = int(self.cleaned_data["yuan"] * 100)
        return amount if self.cleaned_data["kind"] == "in" else -amount


def term_begins() -> dict:
    """With what the form of an election begins: a term from today on."""
    return {"term_starts_on": timezone.localdate()}
