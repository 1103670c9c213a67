"""Forms that allauth asks us for."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm as AllauthLogin
from allauth.account.forms import RequestLoginCodeForm as AllauthCode
from allauth.account.forms import ResetPasswordForm as AllauthReset
from allauth.account.forms import SignupForm as AllauthSignup
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTP
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.forms.wording import OurWords
from portal.sms import sending


def people_by(email: str) -> list:
    """Whose address it is, found in the same three steps whether or not it is anybody's (SEC-7).

    allauth asks fewer questions about a known address. Who has shown that it is theirs comes before who only typed it.
    """
    found = filter_users_by_email(email, is_active=True, for_login=True)
    shown = set(EmailAddress.objects.filter(email=email.lower(), verified=True).values_list("user", flat=True))
    return [person for person in found if person.pk in shown] or found


class CodeForm(OurWords, AllauthCode):
    """Asking for a code; the answer does not depend on whose number or address it is."""

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email:
            found = people_by(email)
            self._user = found[0] if found else None
            if not ratelimit.consume(context.request, action="request_login_code", key=email.lower()):
                raise get_adapter().validation_error("too_many_login_attempts")
        return email


class ResetPasswordForm(OurWords, AllauthReset):
    """As much work for an address that nobody has."""

    def clean_email(self):
        email = get_adapter().clean_email(self.cleaned_data["email"].lower())
        self.users = people_by(email)
        return self.cleaned_data["email"]

    def save(self, request, **more):
        if not self.users:
            for _look in range(2):  # as the making of a link does for somebody who has one
                EmailAddress.objects.filter(email=self.cleaned_data["email"]).exists()
        return super().save(request, **more)


class LoginForm(AllauthLogin):
    """One door for adults: with a password, or without one by a code sent to the e-mail address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_phone = sending.is_on()
        both, mail = _("Your phone number or e-mail address"), _("Your e-mail address")
        self.fields["login"].label = both if self.by_phone else mail
        self.fields["login"].widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off"})
        self.fields["password"].label = _("Your password")
        self.fields["password"].required = False
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def _setup_password_field(self):
        """allauth drops the field when sign-up asks for no password; staff have one all the same."""

    def _clean_without_password(self, email, phone):
        """As allauth does it, with the form above."""
        form = CodeForm({key: value for key, value in {"email": email, "phone": phone}.items() if value})
        if not email and not phone:
            self.add_error("login", get_adapter().validation_error("invalid_login"))
        elif form.is_valid():
            self.user = form._user
        for problems in form.errors.values() if email or phone else ():
            self.add_error("login", list(problems))
        return self.cleaned_data

    def clean_login(self):
        """One spelling for a number, so that it is the number it was signed up with."""
        login = super().clean_login()
        return (sending.is_on() and queries.spelled_phone(login)) or login


class SignupForm(AllauthSignup):
    """One way to reach somebody is enough: a phone number or an e-mail address. Two are one more thing to keep."""

    field_order = ["phone", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].required = self.fields["email"].widget.is_required = not sending.is_on()
        if not sending.is_on():
            del self.fields["phone"]

    def clean_email(self):
        return super().clean_email() if self.cleaned_data.get("email") else ""

    def clean(self):
        said = super().clean()
        if self.errors or not sending.is_on():
            return said
        if not said.get("email") and not said.get("phone"):
            raise forms.ValidationError(_("Please give your phone number or your e-mail address."))
        if said.get("email") and said.get("phone"):
            raise forms.ValidationError(_("One of the two is enough now. The other can be added later."))
        return said


class ActivateTOTPForm(OurWords, AllauthActivateTOTP):
    """The code that proved a new second factor is spent: nobody signs in with it a moment later (SEC-4)."""

    def clean_code(self):
        code = super().clean_code()
        TOTP(Authenticator(user=self.user))._mark_code_used(code)
        return code


class AddPasskeyForm(AddWebAuthnForm):
    """A key that opens by itself is what most people are after; who wants only a second step unticks it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it, such as “my phone”")
        self.fields["passwordless"].label = _("It lets me in by itself, without a code")
        self.fields["passwordless"].help_text = ""
        self.fields["passwordless"].initial = True


class EditPasskeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("A name for it, such as “my phone”")
