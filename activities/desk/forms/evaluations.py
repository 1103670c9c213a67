"""Measures, sheets of paper counted, and what adults write about what came of it."""

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities.desk.actions.records import NamesAChild
from activities.desk.content import FIVE_FACES
from activities.desk.forms import RemarkForm
from activities.desk.models import Evaluation
from activities.desk.models.evaluations import MOST_ON_PAPER

SCALE = forms.Textarea(attrs={"rows": 5})


class MeasureForm(forms.Form):
    """As `portal.asking` takes a question; what it refuses comes back with everything typed."""

    words = forms.CharField(
        label=_("The question, as children read it"),
        help_text=_("One goal each, in a sentence about oneself: «I dare to say what I think here.»"),
        max_length=120,
    )
    words_en = forms.CharField(label=_("The same in English"), max_length=200, required=False)
    why = forms.CharField(label=_("Why you ask; children read it"), max_length=120)
    why_en = forms.CharField(label=_("The reason in English"), max_length=200, required=False)
    levels = forms.CharField(label=_("The scale, one step a line, the lowest first"), max_length=400, widget=SCALE)
    levels_en = forms.CharField(label=_("The scale in English"), max_length=600, required=False, widget=SCALE)

    def __init__(self, *args, **kwargs):
        """Each scale begins in its own language, whichever the writer reads."""
        super().__init__(*args, **kwargs)
        for name, language in (("levels", "zh-hans"), ("levels_en", "en")):
            with translation.override(language):
                self.fields[name].initial = str(FIVE_FACES)


class SheetsForm(forms.Form):
    """How many sheets said what: one field a level, nothing typed is none."""

    def __init__(self, *args, measures, before=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {}
        for question in measures:
            for level, words in enumerate(question.offers):
                name = f"n{question.number}-{level}"
                self.names[name] = (question.number, level)
                self.fields[name] = forms.IntegerField(
                    label=words, min_value=0, max_value=MOST_ON_PAPER, required=False,
                    initial=(before or {}).get((question.number, level)),
                )  # fmt: skip
        self.rows = [(question, [self[name] for name in self._of(question)]) for question in measures]

    def counts(self) -> dict[tuple[int, int], int]:
        return {key: self.cleaned_data[name] or 0 for name, key in self.names.items()}

    def _of(self, question):
        return [name for name, (number, _level) in self.names.items() if number == question.number]


class MeantForm(forms.Form):
    """Beside words in which a name here is only a word: the tick is not offered before it is needed."""

    meant = forms.BooleanField(
        label=_("I have looked: it is the word, and means no child"), required=False, widget=forms.HiddenInput
    )

    def refused(self, no) -> None:
        self.add_error(None, no.message)
        if isinstance(no, NamesAChild):
            self.fields["meant"].widget = forms.CheckboxInput()


class EvaluationForm(MeantForm, forms.ModelForm):
    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Evaluation
        fields = ["reached", "changed", "said", "hard", "coming"]
        widgets = dict.fromkeys(fields, forms.Textarea(attrs={"rows": 4, "maxlength": 4000}))


class StepBackForm(MeantForm, RemarkForm):
    """Why a report goes back."""


class PartForm(MeantForm):
    """One part of a report."""

    seen = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("The words of this part"),
        help_text=_("Without names. An empty line begins a new paragraph."),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )
