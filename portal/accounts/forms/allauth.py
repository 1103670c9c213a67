"""Forms that allauth asks us for."""

from allauth.account.forms import LoginForm as AllauthLogin
from allauth.account.forms import SignupForm as AllauthSignup
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTP
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.sms import sending


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


class ActivateTOTPForm(AllauthActivateTOTP):
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
