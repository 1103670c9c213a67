"""Forms that allauth asks us for."""

from allauth.account.forms import LoginForm as AllauthLogin
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTP
from allauth.mfa.totp.internal.auth import TOTP
from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(AllauthLogin):
    """One door for adults: with a password, or without one by a code sent to the e-mail address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your e-mail address")
        self.fields["login"].widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "off"})
        self.fields["password"].label = _("Your password")
        self.fields["password"].required = False
        self.fields["password"].help_text = ""
        self.fields["password"].widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})

    def _setup_password_field(self):
        """allauth drops the field when sign-up asks for no password; staff have one all the same."""


class ActivateTOTPForm(AllauthActivateTOTP):
    """The code that proved a new second factor is spent: nobody signs in with it a moment later (SEC-4)."""

    def clean_code(self):
        code = super().clean_code()
        TOTP(Authenticator(user=self.user))._mark_code_used(code)
        return code
