"""Answering, each question with its reason and each to be left out; and writing a question."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.asking.kinds import LONGEST, Kind
from portal.asking.models import Question
from portal.text.forms import PlainField


class AnswersForm(forms.Form):
    """One field a question; none is required (ETH-2)."""

    def __init__(self, *args, questions, answers=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = {f"question-{each.pk}": each for each in questions}
        before = {answer.question_id: answer for answer in answers}
        for name, question in self.questions.items():
            self.fields[name] = _field(question, before.get(question.pk))

    @property
    def said(self) -> dict[UUID, object]:
        """What was answered, for `asking.actions.answer`."""
        given = {name: self.cleaned_data.get(name) for name in self.questions}
        return {self.questions[name].pk: value for name, value in given.items() if value not in ("", [], None)}


def _field(question: Question, before):
    words = {"label": question.label, "help_text": _("Why we ask: %(why)s") % {"why": question.reason}}
    words["required"] = False
    if question.kind == Kind.WORDS:
        return forms.CharField(max_length=LONGEST, initial=before and before.words, **words)
    choices = [(str(number), text) for number, text in enumerate(question.offers)]
    picked = [str(number) for number in before.picked] if before else []
    if question.kind == Kind.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, initial=picked, **words)
    if question.kind == Kind.YES_NO:
        choices.reverse()
    choices.append(("", _("I would rather not say")))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, initial="".join(picked[:1]), **words)


class QuestionForm(forms.ModelForm):
    class Meta:
        model = Question
        fields = ["kind", "words", "words_en", "why", "why_en", "choices", "choices_en"]
        field_classes = dict.fromkeys(fields[1:], PlainField)
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("choices", "choices_en")}
