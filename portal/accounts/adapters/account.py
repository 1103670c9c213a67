"""Where allauth asks us about accounts."""

import uuid

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as asked
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts import policy
from portal.accounts.adapters.phones import Phones
from portal.accounts.content import guesses, refusals
from portal.accounts.kinds import Kind
from portal.audit import log
from portal.clock import soon

SHORTEST = {Kind.GUARDIAN: 12, Kind.STAFF: 15, Kind.PARTNER: 15}  # SEC-5
LONGEST = 128


class AccountAdapter(Phones, DefaultAccountAdapter):
    """Guardians sign up here and nobody else: staff and partners are made by the house, children by a guardian."""

    error_messages = DefaultAccountAdapter.error_messages | refusals.OF_ACCOUNTS

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

    def send_mail(self, template_prefix, email, context):
        """Written here, in the reader's language; it leaves when nobody waits for the page any more (SEC-7)."""
        site = get_current_site(asked.request)
        letter = self.render_mail(
            template_prefix, email, {"request": asked.request, "email": email, "current_site": site} | context
        )
        soon.start(letter.send, what="a letter")

    def pre_login(self, request, user, **more):
        """A child comes in by its card and in no other way; an address typed here never opens a child's account."""
        if user.kind == Kind.CHILD:
            return redirect("account_login")
        return super().pre_login(request, user, **more)

    def post_login(self, request, user, *, signup, **more):
        """A code was given a moment ago, at sign-up too; what it was sent to is nothing for a session to keep."""
        if signup:
            record_authentication(request, user, method="code")
        kept = request.session.get(RECORDS, [])
        request.session[RECORDS] = [
            {key: value for key, value in row.items() if key not in {"email", "phone", "username"}} for row in kept
        ]
        return super().post_login(request, user, signup=signup, **more)

    def get_login_stages(self):
        """allauth's, with our own in the place of two (see them for why)."""
        ours = {
            "allauth.account.stages.EmailVerificationStage": "portal.accounts.adapters.phones.EmailStage",
            "allauth.mfa.stages.AuthenticateStage": "portal.accounts.adapters.factors.FactorStage",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app, **more):
        """Never by allauth, which lets who has no password pass: our door asks (`Fresh.SEE` in the routes)."""
        return False

    def get_reauthentication_methods(self, user):
        """A password is no proof any more once somebody holds a second factor."""
        found = super().get_reauthentication_methods(user)
        if user.is_authenticated and is_mfa_enabled(user):
            found = [way for way in found if way["id"] != "reauthenticate"]
        return found

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
        named = guesses.holds(password, [*guesses.OURS, getattr(user, "pseudonym", "")])
        if named or len(set(password)) < 5:
            raise ValidationError(_("Many people would guess that. Take something else."))
        return super().clean_password(password, user)
