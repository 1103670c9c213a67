"""What a judge fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.content import message
from moderation.states import Act, Reason


class ReasonSelect(forms.Select):
    """Each reason carries its words for this child, so that choosing it can fill the message."""

    messages: dict[str, str] = {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.messages:
            option["attrs"]["data-message"] = self.messages[str(value)]
        return option


class ActForm(forms.Form):
    """A decision names the words it was made on."""

    act: str = ""
    revision = forms.UUIDField(widget=forms.HiddenInput)
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, case, **kwargs):
        kwargs.setdefault("prefix", self.act)
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {"revision": case.revision, "digest": case.digest} | kwargs["initial"]
        super().__init__(*args, **kwargs)


class ApproveForm(ActForm):
    act = Act.APPROVE
    title, button = _("Yes, show it"), _("Approve these words")
    best_interests = forms.CharField(
        label=_("Why this is good for the child"),
        help_text=_("One sentence. Colleagues read it, the child and the family do not."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ClearForm(ApproveForm):
    act = Act.CLEAR
    title, button = _("Give back to the moderators"), _("Give it back")
    best_interests = forms.CharField(
        label=_("What was done, and why it is safe now"),
        help_text=_("One sentence. Two moderators still have to say yes."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CloseForm(ApproveForm):
    act = Act.CLOSE
    title, button = _("Close it: it was taken care of"), _("Close this case")
    best_interests = forms.CharField(
        label=_("What was done for the child"),
        help_text=_("One or two sentences for the record. The words stay kept; nobody is shown them by this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WhyForm(ActForm):
    reason = forms.ChoiceField(label=_("Reason"), widget=ReasonSelect)
    message = forms.CharField(
        label=_("What the child will read"),
        help_text=_("You may change every word. Thank first, say what to do next, blame nobody."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reasons: tuple = ()

    def __init__(self, *args, case, reason="", **kwargs):
        about = {"language": case.author.language, "age": case.age_years}
        words = {str(code): message(code, **about) for code in self.reasons}
        if reason in words:
            kwargs["initial"] = {"reason": reason, "message": words[reason]} | kwargs.get("initial", {})
        super().__init__(*args, case=case, **kwargs)
        self.fields["reason"].choices = [("", _("Choose a reason")), *((code, Reason(code).label) for code in words)]
        self.fields["reason"].widget.messages = words


class ChangeForm(WhyForm):
    act = Act.ASK_CHANGE
    title, button = _("Ask for a change"), _("Send this to the child")
    reasons = tuple(code for code in Reason.values if code not in (Reason.CARE, Reason.ADVERT, Reason.UNSUITABLE))


class DeclineForm(WhyForm):
    act = Act.DECLINE
    title, button = _("Do not publish"), _("Do not publish, and tell the child")
    reasons = (Reason.ADVERT, Reason.UNSUITABLE, Reason.NOT_OWN, Reason.SOMEONE_ELSES, Reason.INSULT)


class HoldForm(ActForm):
    act = Act.HOLD
    title, button = _("Keep it safe first"), _("Keep it safe and call the safeguarding lead")
    message = WhyForm.base_fields["message"]

    def __init__(self, *args, case, **kwargs):
        words = message(Reason.CARE, language=case.author.language, age=case.age_years)
        kwargs["initial"] = {"message": words} | kwargs.get("initial", {})
        super().__init__(*args, case=case, **kwargs)


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for colleagues"),
        help_text=_("Children and families never see it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


FORMS = {form.act: form for form in (ApproveForm, ChangeForm, HoldForm, DeclineForm, ClearForm, CloseForm)}
OPEN_DESK = (Act.APPROVE, Act.ASK_CHANGE, Act.HOLD, Act.DECLINE)
LOCKED_DESK = (Act.CLEAR, Act.ASK_CHANGE, Act.HOLD, Act.DECLINE)
KEPT_DESK = (Act.CLOSE,)
