"""What people fill in who write, judge and weigh up what families are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.consent.content.wording import CHINESE, ENGLISH, findings
from portal.consent.kinds import Verdict
from portal.consent.models import Draft

LONGEST = 20_000  # what is kept as typed; how long words may be is said beside them, and costs nobody their text
FIELDS = {CHINESE: "text", ENGLISH: "text_en"}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WriteDraft(forms.Form):
    """Both languages beside each other. `base` and `seen` say what lay before the writer."""

    text = forms.CharField(
        label=_("Chinese words"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "lang": "zh-CN"}),
    )
    text_en = forms.CharField(
        label=_("English words"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "lang": "en"}),
    )
    summary = forms.CharField(
        label=_("What changes, and why"),
        help_text=_("For whoever publishes; it stays at the desk."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    material = forms.BooleanField(
        label=_("The change matters: who said yes to the old words is asked anew"), required=False
    )
    renew_on = forms.DateField(
        label=_("Day on which older yeses stop"),
        help_text=_("Only when the change matters. Until that day an older yes counts."),
        required=False,
        widget=DAY,
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    @classmethod
    def of(cls, draft: Draft, *, base: int, today):
        """A draft as it was kept, with what keeps it from being handed over said beside each field."""
        kept = {name: getattr(draft, name) for name in ("text", "text_en", "summary", "material", "renew_on")}
        form = cls(kept | {"base": base, "seen": draft.revision}, today=today)
        if form.is_valid():
            for each in findings(draft.texts, draft.audience):
                form.add_error(FIELDS[each.language], each.message)
            if not draft.summary:
                form.add_error("summary", _("Please say what changes and why, for whoever publishes."))
        return form

    def clean(self):
        found = super().clean()
        matters, day = found.get("material"), found.get("renew_on")
        if matters and not day and "renew_on" not in self.errors:
            self.add_error("renew_on", _("Please name the day."))
        if day and not matters:
            self.add_error("material", _("A day is named: please tick that the change matters, or take the day away."))
        if day and day <= self.today:
            self.add_error("renew_on", _("Please name a day after today: families need time to read."))
        return found

    @property
    def words(self) -> dict:
        """As the action takes them."""
        said = self.cleaned_data
        texts = {language: said[name] for language, name in FIELDS.items()}
        return {"texts": texts} | {name: said[name] for name in ("summary", "renew_on", "base", "seen")}

    def now(self, *, base: int, seen: int) -> None:
        """What lies before the writer from now on, after they were told; what they typed stays."""
        self.data = self.data.copy() | {"base": base, "seen": seen}


class ReturnDraft(forms.Form):
    words = forms.CharField(
        label=_("What should be changed"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Seen(forms.Form):
    """Which revision somebody had before them."""

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AddRecording(Seen):
    """The words of one language, read aloud by somebody; its kind is judged by what it is, not by what it is called."""

    sound = forms.FileField(
        label=_("A recording of these words"),
        help_text=_("MP3, M4A, AAC, Ogg or WAV, up to ten minutes and 20 MB. Read exactly what stands here, calmly."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "audio/*,.m4a,.opus"}),
        error_messages={"required": _("Please choose a recording.")},
    )


class NameContact(forms.Form):
    contact = forms.CharField(
        label=_("How anybody reaches it"),
        help_text=_("A public address or telephone number of the office, nobody's own."),
        max_length=120,
    )


class WeighUp(forms.Form):
    """What weighing up one purpose came to; nothing is chosen beforehand."""

    verdict = forms.ChoiceField(label=_("What it came to"), choices=Verdict.choices, widget=forms.RadioSelect)
    decided_on = forms.DateField(label=_("Day it was decided"), widget=DAY)
    paper = forms.CharField(
        label=_("Where the paper is kept"),
        help_text=_("The number in the folder, or the address of the file. No names."),
        max_length=120,
    )
    kept_until = forms.DateField(
        label=_("Kept until"), help_text=_("Three years after it was decided, at the least."), widget=DAY
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError(_("That day has not come yet."))
        return day
