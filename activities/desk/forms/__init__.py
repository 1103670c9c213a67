"""What adults type at the desk."""

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from activities.desk.forms.lists import SendingForm, TakingForm  # noqa: F401 (handed on)
from activities.desk.kinds import Level, Point, Stage
from activities.desk.models import Incident, Plan, Record, Supervision
from activities.desk.states import Company, Said
from portal.ui.days import Day, Moment

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


class SeenForm(forms.Form):
    """When what is on the page was written, so that nobody writes over what they have not read."""

    seen = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row) -> "SeenForm":
        return cls(initial={"seen": row.written_at.isoformat() if row else ""})

    def moment(self):
        return self.cleaned_data.get("seen") if self.is_valid() else None


class RemarkForm(forms.Form):
    remark = forms.CharField(
        label=_("What should be different"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentForm(forms.Form):
    words = forms.CharField(
        label=_("Your comment as a supervisor"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class PlanForm(forms.ModelForm):
    class Meta:
        model = Plan
        fields = ["nature", "need", "goals", "recruiting", "measures"]
        widgets = dict.fromkeys(fields[1:], forms.Textarea(attrs={"rows": 3}))


class StepForm(forms.Form):
    """An empty row is no step."""

    what = forms.CharField(label=_("What happens"), max_length=120, required=False)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, required=False)
    materials = forms.CharField(label=_("Materials"), max_length=120, required=False)

    def clean(self):
        said = super().clean()
        if said.get("what") and not said.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", _("How long does it take?"))
        _without_words(self, "minutes", "materials")
        return said


class BudgetForm(forms.Form):
    what = forms.CharField(label=_("What for"), max_length=120, required=False)
    amount = forms.DecimalField(
        label=_("How much, in yuan"), min_value=0, max_digits=9, decimal_places=2, required=False
    )

    def clean(self):
        said = super().clean()
        if said.get("what") and said.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("How much is it?"))
        _without_words(self, "amount")
        return said


def _without_words(row: forms.Form, *others: str) -> None:
    """What was typed beside an empty name is neither dropped nor guessed."""
    nameless = "what" not in row.errors and not row.cleaned_data.get("what")
    if nameless and any(row.cleaned_data.get(name) not in (None, "") for name in others):
        row.add_error("what", _("What is it? To take the row away, empty all of it."))


Steps = forms.formset_factory(StepForm, extra=2, max_num=20)
Budget = forms.formset_factory(BudgetForm, extra=2, max_num=20)


class PointsForm(forms.Form):
    """The nine points; each may wait until the plan is handed in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for value, label in Point.choices:
            self.fields[value] = forms.CharField(
                label=label, max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )


class SharesForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for value, label in Stage.choices:
            self.fields[value] = forms.ChoiceField(label=label, choices=Level.choices)


class RecordForm(forms.ModelForm):
    class Meta:
        model = Record
        fields = ["form", "course", "mood", "rules", "members", "reached", "problems", "coming"]
        widgets = dict.fromkeys(fields[1:], forms.Textarea(attrs={"rows": 4}))


class SupervisionForm(forms.ModelForm):
    """`people`: whom this supervisor may choose."""

    person = forms.ChoiceField(label=_("With whom"))

    class Meta:
        model = Supervision
        fields = ["person", "held_on", "theme", "topics", "advice", "next_on"]
        field_classes = {"held_on": Day, "next_on": Day}
        widgets = {
            "topics": forms.Textarea(attrs={"rows": 4}),
            "advice": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.fields["person"].choices = [(key, str(each)) for key, each in self.people.items()]

    def clean_person(self):
        return self.people[self.cleaned_data["person"]]

    def _post_clean(self):
        """The action makes the row; there is none to check here."""


class IncidentForm(forms.ModelForm):
    class Meta:
        model = Incident
        fields = ["what", "happened_at", "told", "first", "harm"]
        field_classes = {"happened_at": Moment}
        widgets = {
            "what": forms.Textarea(attrs={"rows": 5}),
            "first": forms.Textarea(attrs={"rows": 3}),
        }


SAID_AWAY = [(each.value, each.label) for each in (Said.EXCUSED, Said.MISSING)]


class OfArea(forms.Form):
    area = forms.ChoiceField(label=_("Area"))

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [(area, area) for area in areas]


class TermForm(OfArea):
    name = forms.CharField(label=_("What it is called"), max_length=40)
    starts_on = Day(label=_("First day"))
    ends_on = Day(label=_("Last day"))


class SpecialDayForm(OfArea):
    day = Day(label=_("Which day"))
    name = forms.CharField(label=_("What it is called"), max_length=40)
    follows = forms.TypedChoiceField(
        label=_("What is on that day"),
        choices=[("", _("a day off: no session")), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("A make-up workday follows the timetable of another weekday."),
    )


class WeeklyForm(forms.Form):
    weekday = forms.TypedChoiceField(label=_("Each week on"), choices=WEEKDAYS.items(), coerce=int)
    begins = forms.TimeField(label=_("From what time"), widget=TIME)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=15, max_value=480, initial=90)

    def __init__(self, *args, terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"term": forms.ModelChoiceField(label=_("Term"), queryset=terms, empty_label=None)} | self.fields
        self.fields["term"].label_from_instance = lambda term: f"{term.name} {term.starts_on}–{term.ends_on}"


class PaperForm(forms.Form):
    """One child's line of a sheet; an empty choice is no line."""

    says = forms.ChoiceField(
        label=_("On the sheet"),
        choices=[("", "—"), (Said.ARRIVED, _("was here")), *SAID_AWAY],
        required=False,
    )
    came = forms.TimeField(label=_("came"), widget=TIME, required=False)
    went = forms.TimeField(label=_("went"), widget=TIME, required=False)

    def __init__(self, *args, session, **kwargs):
        self.session = session
        super().__init__(*args, initial={"came": _minute(session.starts_at)}, **kwargs)

    def clean(self):
        """Nothing typed is passed over: a time without a word, or beside one that knows none, is asked about."""
        said = super().clean()
        says, came, went = (said.get(name) for name in ("says", "came", "went"))
        if "says" not in self.errors and not says and (went or (came and "came" in self.changed_data)):
            self.add_error("says", _("What does the sheet say about this child?"))
        if says in (Said.EXCUSED, Said.MISSING) and went:
            self.add_error("went", _("Who was not here did not go home from here. Empty this time."))
        if says == Said.ARRIVED and went and went <= (came or _minute(self.session.starts_at)):
            self.add_error("went", _("Nobody goes home before they came."))
        return said

    def line(self, child) -> dict:
        """What the action needs of it."""
        said, day = self.cleaned_data, timezone.localtime(self.session.starts_at)
        came, went = said["came"] or day.time(), said["went"]
        here = said["says"] == Said.ARRIVED
        went = _on(day, went) if here and went else None
        return {"child": child, "says": said["says"], "came": _on(day, came), "went": went}


def _minute(when):
    return timezone.localtime(when).time().replace(second=0, microsecond=0)


def _on(day, clock):
    return day.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)
