"""The boxes a child writes in. They refuse little, and what they refuse stays in the box."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.text.plain import length, plain
from voices.kinds import Gender, Kind

TITLE, BODY, ALT = 40, 2000, 120


def at_most(longest: int):
    def check(text: str) -> None:
        over = length(plain(text)) - longest
        if over > 0:
            words = ngettext("This is %(n)d character too long.", "This is %(n)d characters too long.", over)
            raise ValidationError(words % {"n": over})

    return check


def key_in(typed, name: str) -> UUID | None:
    """A key a page handed back; anything else counts as none."""
    try:
        return UUID(typed.get(name, ""))
    except ValueError:
        return None


def what_was_read(typed) -> dict[str, tuple[UUID, int]]:
    """From the hidden boxes of the last look: by purpose, the notice that was shown and the own answer it knew of.

    What is not of that shape is left out, and so counts as never shown.
    """
    found = {}
    for each in typed.getlist("read"):
        purpose, _gap, rest = each.partition(":")
        key, _gap, seen = rest.partition(":")
        try:
            found[purpose] = UUID(key), int(seen)
        except ValueError:
            continue
    return found


class WriteForm(forms.Form):
    """`beside` is who may write along with a child under eight; older children are not asked (None)."""

    helper = forms.ChoiceField(
        label=_("Who is writing this with you?"),
        help_text=_("A grown-up sits beside you and helps. They do not decide about it afterwards."),
        required=False,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (Kind.STORY, _("A story: something that happened")),
            (Kind.OPINION, _("An opinion: what I would like")),
        ],
        initial=Kind.STORY,
        widget=forms.RadioSelect,
        required=False,
    )
    body = forms.CharField(
        label=_("In your own words"),
        help_text=_("One sentence is enough. Nothing is marked right or wrong."),
        required=False,
        validators=[at_most(BODY)],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    title = forms.CharField(label=_("A title, if you like"), required=False, validators=[at_most(TITLE)])
    picture = forms.FileField(
        label=_("A picture, if you like"),
        help_text=_("A drawing or a photo without faces, name tags or number plates. Where it was taken is removed."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic", "data-picture": ""}),
    )
    alt = forms.CharField(
        label=_("What is in the picture?"),
        help_text=_("For those who cannot see it."),
        required=False,
        validators=[at_most(ALT)],
    )
    no_faces = forms.BooleanField(label=_("I looked: nobody's face is in it"), required=False)
    gender = forms.ChoiceField(
        label=_("How shall we name you beside it?"),
        choices=[("", _("Only my age")), (Gender.GIRL, _("Girl, and my age")), (Gender.BOY, _("Boy, and my age"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, beside=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.beside = beside
        if beside is None:
            del self.fields["helper"]
        else:
            self.fields["helper"].choices = [(str(each.person.pk), each.label) for each in beside]

    def named(self):
        """The grown-up who was chosen just now, or nobody."""
        chosen = self.cleaned_data.get("helper")
        return next((each.person for each in self.beside or () if str(each.person.pk) == chosen), None)

    def typed(self) -> dict:
        """Everything that was typed, right or wrong, as the draft keeps it."""
        gender = self.data.get("gender", "")
        return {
            "title": self.data.get("title", ""),
            "body": self.data.get("body", "")[:20_000],
            "alt": self.data.get("alt", ""),
            "no_faces": bool(self.data.get("no_faces")),
            "gender": gender if gender in Gender.values else "",
        }

    def chosen_kind(self) -> str:
        kind = self.data.get("kind", "")
        return kind if kind in Kind.values else Kind.STORY

    def missing(self, draft) -> bool:
        """Says at the right box what sending still needs; the actions refuse it as well."""
        if self.beside is not None and draft.voice.helper_id not in {each.person.pk for each in self.beside}:
            self.add_error("helper", _("Please ask a grown-up to write with you, and choose who it is."))
        if not (draft.body.strip() or draft.picture_id):
            self.add_error("body", _("There is nothing to send yet. Write a sentence or add a picture."))
        if draft.picture_id and not draft.alt.strip():
            self.add_error("alt", _("Please say in a few words what is in the picture."))
        if draft.picture_id and not draft.no_faces:
            self.add_error("no_faces", _("Please look at the picture again: nobody's face may be in it."))
        return bool(self.errors)
