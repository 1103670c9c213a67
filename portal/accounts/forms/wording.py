"""allauth's other forms with our words beside their fields; what they do is theirs."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from django.utils.translation import gettext_lazy as _

LABELS = {
    "code": _("The code"),
    "email": _("E-mail address"),
    "password": _("Your password"),
    "oldpassword": _("Your password until now"),
    "password1": _("The new password"),
    "password2": _("The new one once more"),
}
HINTS = {"password1": _("Long is good: some words that nobody else would put together. No rule says which signs.")}


class OurWords:
    """One label says what is asked; nothing is said twice in pale letters inside the box."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in LABELS.keys() & self.fields.keys():
            field = self.fields[name]
            field.label, field.help_text = LABELS[name], HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class AddEmailForm(OurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class ConfirmLoginCodeForm(OurWords, account.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    pass


class VerifyPhoneForm(OurWords, account.VerifyPhoneForm):
    pass


class AuthenticateForm(OurWords, mfa.AuthenticateForm):
    pass


class ReauthenticateByFactorForm(OurWords, mfa.ReauthenticateForm):
    pass
