"""Where allauth asks us."""

import base64
import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts import policy
from portal.accounts.kinds import Kind
from portal.audit import log
from portal.privacy import vault

SHORTEST = {Kind.GUARDIAN: 12, Kind.STAFF: 15, Kind.PARTNER: 15}  # SEC-5
LONGEST = 128
OURS = ("tongyan", "同檐", "童言")


class AccountAdapter(DefaultAccountAdapter):
    """Guardians sign up here and nobody else: staff and partners are made by the house, children by a guardian."""

    def new_user(self, request):
        user = super().new_user(request)
        user.kind = Kind.GUARDIAN
        user.language = get_language() or "zh-hans"
        return user

    def populate_username(self, request, user):
        user.username = f"guardian-{uuid.uuid4().hex[:12]}"

    def save_user(self, request, user, form, commit=True):
        """Takes the e-mail address from the form and nothing else, whatever else was posted (SEC-3)."""
        user = super().save_user(request, user, form, commit=commit)
        log.write("account.made", by=user, subject=f"person:{user.pk}", at=policy.now(), kind=user.kind)
        return user

    def pre_login(self, request, user, **more):
        """A child comes in by its card and in no other way; an address typed here never opens a child's account."""
        if user.kind == Kind.CHILD:
            return redirect("account_login")
        return super().pre_login(request, user, **more)

    def get_login_redirect_url(self, request):
        return policy.home_of(request.user, at=policy.now())

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_logout_redirect_url(self, request):
        return reverse("account_login")

    def clean_password(self, password, user=None):
        """Length by kind, no rules of composition, and nothing that everybody would guess (SEC-5)."""
        shortest = SHORTEST.get(getattr(user, "kind", None), max(SHORTEST.values()))
        if len(password) < shortest:
            raise ValidationError(_("Please take %(number)s characters or more.") % {"number": shortest})
        if len(password) > LONGEST:
            raise ValidationError(_("Please take %(number)s characters or fewer.") % {"number": LONGEST})
        if any(word in password.casefold() for word in OURS) or len(set(password)) < 5:
            raise ValidationError(_("Many people would guess that. Take something else."))
        return super().clean_password(password, user)


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed with the vault's keys."""

    def encrypt(self, text):
        sealed, key_id = vault.seal(text.encode(), bound_to="factor")
        return f"{key_id}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text):
        key_id, _colon, sealed = encrypted_text.partition(":")
        return vault.unseal(base64.b64decode(sealed), key_id=key_id, bound_to="factor").decode()

    def get_totp_label(self, user):
        return user.username
