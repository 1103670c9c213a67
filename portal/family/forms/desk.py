"""What people at the desk fill in about a family."""

from collections.abc import Callable

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts.adapters.phones import PhoneField
from portal.consent.kinds import AT_THE_DESK, FROM_A_CHILD, Method, Outcome, Papers, Reason, Relation
from portal.family.forms.windows import NO, NO_SUCH_NAME, YES, AddChild, usable_name
from portal.privacy.kinds import Code

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Open(forms.Form):
    reason = forms.CharField(
        label=_("Why you open it"),
        help_text=_("It is kept on record; the family may ask who looked."),
        max_length=200,
    )


class HeldPapers(forms.Form):
    """Nothing is chosen beforehand: who presses on without having looked at a paper has to say which it was."""

    papers = forms.ChoiceField(
        label=_("I held these papers in my hands"), choices=Papers.choices, widget=forms.RadioSelect
    )


class TakeIn(forms.Form):
    office = forms.ModelChoiceField(label=_("Office"), queryset=None)

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = offices
        if len(offices) == 1:
            self.fields["office"].initial = offices[0]


class HandOver(TakeIn):
    """To which office, and that the family was asked: where it goes is theirs to know first."""

    talked = forms.BooleanField(label=_("I have talked it over with the family, and with the child"))


class AskToLook(forms.Form):
    name = forms.CharField(label=_("Child (name here)"), max_length=30)
    code = forms.ChoiceField(label=_("What for"), choices=Code.choices)
    why = forms.CharField(
        label=_("In one sentence, for whoever decides"),
        help_text=_("The family reads what for, not this sentence."),
        max_length=200,
    )


class AnswerWish(forms.Form):
    answer = forms.ChoiceField(choices=[(YES, YES), (NO, NO)])
    words = forms.CharField(
        label=_("Answer for the family"),
        help_text=_("Needed when it cannot be done: the reason, and whom to turn to."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    real_name = forms.CharField(label=_("Real name, as on the papers"), required=False, max_length=60)
    birth_date = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean(self):
        found = super().clean()
        if bool(found.get("real_name")) != bool(found.get("birth_date")):
            self.add_error("birth_date", _("Please fill in both name and date of birth, or neither."))
        return found


class PaperOfFamily(forms.Form):
    """Where the signed paper lies, and of which day; never a picture of it, never a number of the person.

    `notice` is the text that stood on the page, so that newer words are not taken for those that were signed (CON-3).
    """

    notice = forms.UUIDField(widget=forms.HiddenInput, required=False)  # none is another one
    reference = forms.CharField(
        label=_("Number in the folder"),
        help_text=_("Where the signed paper or your note lies in the office. No names."),
        max_length=40,
    )
    said_on = forms.DateField(label=_("Day it was signed or said"), widget=DAY)


class WriteDown(PaperOfFamily):
    """One answer of one guardian; nothing is chosen beforehand, yes and no stand side by side (CON-4)."""

    method = forms.ChoiceField(
        label=_("How it reached you"),
        choices=[(method.value, method.label) for method in Method if method in AT_THE_DESK],
        widget=forms.RadioSelect,
    )
    answer = forms.ChoiceField(
        label=_("What the guardian answers"),
        choices=[(YES, _("I agree")), (NO, _("I do not agree"))],
        widget=forms.RadioSelect,
    )
    same_words = forms.BooleanField(
        label=_("The guardian has read exactly the words above, or I have read them out"), required=False
    )
    field_order = ["answer", "method", "reference", "said_on", "same_words"]

    def clean(self):
        found = super().clean()
        if found.get("answer") == YES and not found.get("same_words"):
            self.add_error("same_words", _("A yes is to words. Without them it is none."))
        return found


class WriteDownOfChild(WriteDown):
    """The same of a child: in the words of its age, with its own words if it gave some."""

    words = forms.CharField(
        label=_("The child's own words, if it gave some"),
        help_text=_("As the child said them. On the child's own slip alone; no guardian reads them."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["answer", "words", "method", "reference", "said_on", "same_words"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("What the child answers")
        self.fields["answer"].choices = [(YES, _("I want to")), (NO, _("I do not want to"))]
        self.fields["method"].choices = [(each.value, each.label) for each in Method if each in FROM_A_CHILD]
        self.fields["same_words"].label = _("The child has read exactly the words above, or I have read them out")


class StandFor(forms.Form):
    seen = forms.BooleanField(label=_("I have the paper in my hand, or have asked them myself"))


class WhyLink(forms.Form):
    """A kind of reason and no words: the story of a family is not for the record of a link."""

    code = forms.ChoiceField(
        label=_("Why"),
        choices=[(why.value, why.label) for why in (Reason.COURT, Reason.SAFETY, Reason.MOVED, Reason.ERROR)],
        widget=forms.RadioSelect,
    )


class TalkedThrough(forms.Form):
    """Which way it came out and no words: what the two said stays with whoever talked with them."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome.choices, widget=forms.RadioSelect)


class NewNumber(forms.Form):
    """Typed by each of two workers; nobody reads what the other typed."""

    number = PhoneField(label=_("New phone number"))


class AdultOnPaper(forms.Form):
    """One more adult of a child, without e-mail or number."""

    called = forms.CharField(
        label=_("What we call the adult here"),
        help_text=_("So that colleagues tell the adults apart: no real name, no number."),
        max_length=30,
    )
    relation = forms.ChoiceField(
        label=_("The adult is the child's"), choices=[("", _("please choose")), *Relation.choices]
    )
    language = forms.ChoiceField(label=_("Language the adult reads"), choices=settings.LANGUAGES)

    def __init__(self, *args, may_try: Callable[[], bool], **kwargs):
        super().__init__(*args, **kwargs)
        self.may_try = may_try

    def clean_called(self):
        return usable_name(self.cleaned_data["called"], self.may_try)


class ChildOnPaper(AddChild, PaperOfFamily):
    """A child as a guardian would enter it, and the signed paper with the yes to the account."""

    signed = forms.BooleanField(label=_("The adult has signed these very words on paper"))
    field_order = [
        "relation", "language", "real_name", "birth_date", "pseudonym", "avatar", "reference", "said_on", "signed",
    ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["relation"].label = _("The adult is the child's")
        self.fields["language"].label = _("Language of the family")
        self.fields["pseudonym"].help_text = _("Others see only this name. The child chooses it.")


class RegisterOnPaper(TakeIn, ChildOnPaper):
    """The same, with the office and what we call the adult."""

    called = AdultOnPaper.base_fields["called"]
    field_order = [
        "office", "called", "relation", "language", "real_name", "birth_date", "pseudonym", "avatar",
        "reference", "said_on", "signed",
    ]  # fmt: skip

    def clean_called(self):
        return usable_name(self.cleaned_data["called"], self.may_try)

    def clean(self):
        found = super().clean()
        real, called = found.get("real_name", ""), found.get("called", "")
        if real and called and (real in called or called in real):
            self.add_error("called", NO_SUCH_NAME)
        return found
