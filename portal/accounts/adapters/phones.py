"""Phone numbers, as allauth asks for them: sealed in the vault, found by a mark, in no table of ours (PRI-3)."""

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.core.exceptions import ImmediateHttpResponse
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts import actions, policy, queries
from portal.accounts.actions.shorts import say_changed, send_short
from portal.accounts.content import codes
from portal.accounts.kinds import Kind
from portal.sms import sending
from portal.sms.sending import Kind as Said
from portal.ui.refusals import Refusal


class PhoneField(forms.CharField):
    """A number in any usual spelling, from here unless it begins with a country; one spelling comes out."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", gettext_lazy("Your phone number"))
        widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"})
        super().__init__(max_length=40, widget=widget, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        spelled = queries.spelled_phone(value) if value and sending.is_on() else ""
        if value and not spelled:
            raise ValidationError(
                _("Please look at the number once more: eleven digits, or + and the country for a phone from abroad.")
            )
        return spelled


class Phones:
    """The phone half of the account adapter."""

    def phone_form_field(self, **kwargs):
        kwargs.pop("label", None)
        return PhoneField(**kwargs)

    def generate_phone_verification_code(self, *, user, phone):
        return codes.make()

    def set_phone(self, user, phone, verified):
        actions.keep_number(by=user, person=user, number=phone, at=policy.now())
        if verified:
            self.set_phone_verified(user, phone)

    def get_phone(self, user):
        return _number(user)

    def set_phone_verified(self, user, phone):
        """A code came back from that number: at sign-up, at a change, and whenever somebody signs in by it."""
        before = _number(user)
        try:
            new = actions.number_answered(by=user, person=user, number=phone, at=policy.now())
        except Refusal as no:  # somebody else was faster by a moment
            messages.error(self.request, no.message)
            raise ImmediateHttpResponse(redirect("account_login")) from None
        if new and before and before[1] and before[0] != phone:
            self.tell_of_change(user, old_number=before[0])
        elif new and EmailAddress.objects.get_primary_email(user):
            self.tell_of_change(user)

    def get_user_by_phone(self, phone):
        return queries.guardian_of_number(phone, lasts=policy.NUMBER_LASTS, at=policy.now())

    def send_verification_code_sms(self, user, phone, code, **more):
        words = _("Tongyan: your code is %(code)s. It is good for ten minutes. Give it to nobody.") % {"code": code}
        send_short(phone, kind=Said.CODE, words=words, code=code)

    def send_unknown_account_sms(self, phone, **more):
        words = _("Tongyan: this number opens no account. Come in by e-mail, sign up, or ask at the centre.")
        send_short(phone, kind=Said.UNKNOWN, words=words)

    def send_account_already_exists_sms(self, phone):
        words = _("Tongyan: this number has an account already. Come in with it.")
        send_short(phone, kind=Said.EXISTS, words=words)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """By e-mail, and to who has none by phone: no way into an account changes in silence (SEC-10)."""
        super().send_notification_mail(template_prefix, user, context, email)
        number = _number(user)
        if not (email or EmailAddress.objects.get_primary_email(user)) and number and number[1]:
            say_changed(number[0], language=user.language)

    def tell_of_change(self, user, old_number=""):
        """The number that opened the account until now hears of it, and the e-mail address."""
        if old_number:
            say_changed(old_number, language=user.language)
        if EmailAddress.objects.get_primary_email(user):
            super().send_notification_mail("account/email/phone_changed", user)

    def reached_by(self, user) -> str:
        """Where a code for this person goes, as much of it as they need to know it by; "" for nowhere."""
        number = _number(user)
        if sending.is_on() and number and number[1]:
            return f"…{number[0][-4:]}"
        address = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary").first()
        return address.email if address else ""

    def send_code_again(self, user, code):
        """To the number, or where there is none to the address."""
        number = _number(user)
        if sending.is_on() and number and number[1]:
            self.send_verification_code_sms(user, number[0], code)
            return
        address = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary").first()
        super().send_notification_mail("account/email/login_code", user, {"code": code}, email=address.email)


class EmailStage(EmailVerificationStage):
    """Who signed up by phone has no address to verify, and waits for no letter."""

    def handle(self):
        user = self.login.user
        if user and user.kind == Kind.GUARDIAN and not user.email:
            return None, True  # the stage before this one asked for the number's code
        return super().handle()


def _number(user) -> tuple[str, bool] | None:
    return queries.number_of(user, lasts=policy.NUMBER_LASTS, at=policy.now())
