"""What a guardian or a child fills in."""

from collections.abc import Callable
from datetime import date

from django import forms
from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.content.pseudonyms import is_made_up
from portal.accounts.kinds import Avatar
from portal.consent.kinds import Relation
from portal.privacy.kinds import ContactKind, WishKind
from portal.privacy.queries import spelled_contact

YOUNGEST_ALONE, OLDEST = 8, 18
YES, NO, BACK = "yes", "no", "back"
NO_SUCH_NAME = _("This name cannot be used here. Please choose another one.")
LIST_ONLY = _(
    "Some names were tried already. For today please take one of those offered here; tomorrow you may try again."
)


def usable_name(text: str, may_try: Callable[[], bool]) -> str:
    """The name without odd spaces. Raises ValidationError, in the same words whatever is wrong with it: whoever tries
    other people's names must not read which of them we know. `may_try` counts the names of somebody's own choice."""
    name = " ".join(text.split())
    if not is_made_up(name) and not may_try():
        raise forms.ValidationError([NO_SUCH_NAME, LIST_ONLY])
    if people.cannot_be_used(name):
        raise forms.ValidationError(NO_SUCH_NAME)
    return name


class AvatarTiles(forms.RadioSelect):
    template_name = "family/avatar_tiles.html"

    def _render(self, template_name, context, renderer=None):
        """From the site's own templates; the form renderer knows only those of packages."""
        return get_template(template_name).render(context)


class AddChild(forms.Form):
    real_name = forms.CharField(
        label=_("Real name, as on the papers"),
        help_text=_("Kept locked away. Nobody sees it on the site."),
        max_length=60,
    )
    birth_date = forms.DateField(label=_("Date of birth"), widget=forms.DateInput(attrs={"type": "date"}))
    relation = forms.ChoiceField(label=_("You are the child's"), choices=[("", _("please choose")), *Relation.choices])
    pseudonym = forms.CharField(
        label=_("Name here"),
        help_text=_("Others see only this name. Choose it together with your child."),
        max_length=30,
    )
    avatar = forms.ChoiceField(label=_("Picture to be known by"), choices=Avatar.choices, widget=AvatarTiles)
    language = forms.ChoiceField(label=_("Language your child reads"), choices=settings.LANGUAGES)

    def __init__(self, *args, may_try: Callable[[], bool], offers=(), today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.may_try = today, may_try
        chosen = self.data.get("pseudonym")
        names = list(dict.fromkeys([*([chosen] if chosen else []), *offers]))
        if offers:
            self.fields["pseudonym"].widget = forms.RadioSelect(choices=[(name, name) for name in names])

    def clean_birth_date(self):
        born = self.cleaned_data["birth_date"]
        years = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
        if not 0 <= years < OLDEST or born > self.today:
            raise forms.ValidationError(_("Please check the date: this place is for children under 18."))
        return born

    def clean_pseudonym(self):
        return usable_name(self.cleaned_data["pseudonym"], self.may_try)

    def refuse_name(self) -> None:
        """Once, in the place and the words of every other refusal of a name."""
        if "pseudonym" not in self.errors:
            self.add_error("pseudonym", NO_SUCH_NAME)

    def clean(self):
        found = super().clean()
        real, shown = found.get("real_name", ""), found.get("pseudonym", "")
        if real and shown and (real in shown or shown in real):
            self.refuse_name()
        return found


CHOOSE = {"required": _("Please choose one.")}


class HowOld(forms.Form):
    """The age is asked and not kept: it decides which page comes next, and the papers decide the rest."""

    years = forms.TypedChoiceField(
        label=_("How old are you?"),
        error_messages=CHOOSE,
        coerce=int,
        choices=[
            ("", _("please choose")),
            (YOUNGEST_ALONE - 1, _("7 or younger")),
            *((years, years) for years in range(YOUNGEST_ALONE, OLDEST)),
            (OLDEST, _("18 or older")),
        ],
    )


class Begin(forms.Form):
    """What a child says who begins alone: nothing about themself but a name from a list and a picture."""

    pseudonym = forms.ChoiceField(
        label=_("Your name here"),
        help_text=_("Nobody sees your real name."),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    avatar = forms.ChoiceField(
        label=_("Your picture"), choices=Avatar.choices, widget=AvatarTiles, error_messages=CHOOSE
    )
    contact = forms.CharField(
        label=_("Phone number or e-mail address of your grown-up"),
        help_text=_("We send a message there. We lock it away, and you do not see it again here."),
        max_length=200,
        error_messages={"required": _("Please write where we reach your grown-up.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )
    phone = forms.ChoiceField(
        label=_("Whose phone are you holding?"),
        error_messages=CHOOSE,
        choices=[("own", _("My own: only I use it")), ("shared", _("Others use it too"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, may_try: Callable[[], bool], offers=(), by_phone: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_try = may_try
        chosen = " ".join(self.data.get("pseudonym", "").split())[:30]
        names = list(dict.fromkeys([*([chosen] if chosen else []), *offers]))
        self.fields["pseudonym"].choices = [(name, name) for name in names]
        self.by_phone = by_phone
        if not by_phone:
            self.fields["contact"].label = _("E-mail address of your grown-up")

    def clean_pseudonym(self):
        return usable_name(self.cleaned_data["pseudonym"], self.may_try)

    def clean_contact(self):
        said = self.cleaned_data["contact"]
        if spelled_contact(ContactKind.EMAIL, said) or (self.by_phone and spelled_contact(ContactKind.PHONE, said)):
            return said
        raise forms.ValidationError(_("Please look at it once more: is a sign or a digit missing?"))


class InviteAdult(forms.Form):
    """Where a further adult is reached; what is typed is sent there and kept nowhere."""

    contact = forms.CharField(
        label=_("Their phone number or e-mail address"),
        help_text=_("We send one message there and do not keep it. It names neither you nor the child."),
        max_length=200,
        error_messages={"required": _("Please write where we reach them.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args, by_phone: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_phone = by_phone
        if not by_phone:
            self.fields["contact"].label = _("Their e-mail address")

    clean_contact = Begin.clean_contact


class Join(forms.Form):
    """An adult's answer to an invitation; who says no need not say what they are to the child."""

    answer = forms.ChoiceField(choices=[(YES, YES), (NO, NO)])
    relation = forms.ChoiceField(
        label=_("You are the child's"), choices=[("", _("please choose")), *Relation.choices], required=False
    )

    def clean(self):
        found = super().clean()
        if found.get("answer") == YES and not found.get("relation"):
            self.add_error("relation", CHOOSE["required"])
        return found


class Welcome(AddChild):
    """A grown-up says who the child is that asked them; name and picture the child has chosen already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, may_try=lambda: False, **kwargs)
        for name in ("pseudonym", "avatar", "language"):
            del self.fields[name]


class Answer(forms.Form):
    """Nothing is chosen beforehand; an answer is one of two buttons of the same size (CON-4)."""

    answer = forms.ChoiceField(choices=[(YES, YES), (NO, NO), (BACK, BACK)])
    notice = forms.UUIDField(required=False)
    seen = forms.IntegerField(required=False, min_value=0)  # the number of one's own last answer, as the page showed it
    words = forms.CharField(
        label=_("Say it in your own words, if you like"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    helper = forms.CharField(label=_("Who is reading this with you?"), required=False, max_length=60)

    def __init__(self, *args, needs_helper: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["helper"].needed = needs_helper

    def clean(self):
        found = super().clean()
        if self.fields["helper"].needed and found.get("answer") == YES and not found.get("helper"):
            self.add_error("helper", _("Please ask a grown-up to read this with you, and write who it is."))
        return found


class Wish(forms.Form):
    words = forms.CharField(
        label=_("What should be put right?"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        if kind == WishKind.CORRECT:
            self.fields["words"].required = True
        elif kind == WishKind.ERASE:
            self.fields["words"].label = _("Anything you want to say about it")
        else:
            self.fields["words"].widget = forms.HiddenInput()
