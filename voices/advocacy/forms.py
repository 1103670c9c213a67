"""What a curator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.directory import queries as directory
from portal.ui.days import DAY, Moment
from voices.advocacy.models import Answer, Brief, Campaign, Recommendation


class CampaignForm(forms.ModelForm):
    ends_at = Moment(label=_("asked until"))

    class Meta:
        model = Campaign
        fields = ["title", "title_en", "office", "recipient", "ends_at"]

    def __init__(self, *args, offices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = directory.our_offices().filter(pk__in=offices)
        self.fields["office"].label = _("our office")
        self.fields["recipient"].queryset = directory.recipients()


class BriefForm(forms.ModelForm):
    class Meta:
        model = Brief
        fields = ["subtitle", "subtitle_en", "method", "method_en"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("method", "method_en")}


class QuoteForm(forms.Form):
    voice = forms.ChoiceField(label=_("whose words"))
    words = forms.CharField(label=_("the exact words"), widget=forms.Textarea(attrs={"rows": 3}))
    as_title = forms.BooleanField(label=_("use as the title"), required=False)

    def __init__(self, *args, candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["voice"].choices = [(str(row.voice.pk), row.voice.shown.body[:60]) for row in candidates if row.may]


class RecommendationForm(forms.ModelForm):
    class Meta:
        model = Recommendation
        fields = ["what", "what_en", "by_when"]
        widgets = {"by_when": DAY}


class OutcomeForm(forms.ModelForm):
    class Meta:
        model = Answer
        fields = ["outcome", "reason", "reason_en", "next_on"]
        widgets = {"next_on": DAY}
