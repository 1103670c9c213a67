"""The one door: every route has said who it is for, or it stays shut."""

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.accounts import policy, queries
from portal.accounts.policy import Answer
from portal.accounts.routes import Audience, declared
from portal.accounts.views import again, limits


class DoorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._look_at_the_clock(request)
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        declaration = declared(view, request.path_info)
        if declaration is None:
            raise Http404("nobody has said who this is for")
        if declaration.audience == Audience.PUBLIC:
            return None
        at = policy.now()
        person = request.user
        answer = policy.answer(
            person,
            declaration,
            factors=factors(request) if getattr(person, "kind", None) in policy.TWO_FACTORS else "",
            conduct=declaration.audience == Audience.STAFF and queries.accepted_conduct(person),
            fresh=not policy.asks(declaration, method=request.method) or again.is_fresh(request, at=at),
            method=request.method,
            at=at,
        )
        if answer == Answer.NOT_FOR_YOU:
            raise PermissionDenied
        if answer == Answer.PROVE:
            return again.ask(request)
        if answer != Answer.COME_IN:
            return self._lead(request, declaration, answer)
        return None

    def process_exception(self, request, exception):
        """A view asked for a fresh proof in the middle of its work; nothing was done, nothing typed is lost."""
        if isinstance(exception, again.ProofWanted):
            return again.ask(request)
        if isinstance(exception, RateLimited):  # allauth answers it on some of its pages, and lets it fall on others
            return limits.wait(request)
        return None

    def _look_at_the_clock(self, request):
        """Ends a session that is over, and notes that the person is still here."""
        if not request.user.is_authenticated:
            return
        at = policy.now()
        if policy.is_over(request.session, request.user, at=at):
            logout(request)
            messages.info(request, _("You were away for a while, so we signed you out."))
        elif request.method == "GET" and policy.BY_ITSELF in request.GET:
            return
        elif at.timestamp() - request.session.get(policy.SEEN, 0) >= policy.SEEN_EVERY.total_seconds():
            request.session[policy.SEEN] = at.timestamp()

    def _lead(self, request, declaration, answer):
        """The way to what is missing; it comes back here."""
        if answer == Answer.SIGN_IN:
            name = "signin" if declaration.audience == Audience.CHILD else "account_login"
        else:
            name = {
                Answer.ENROL: "mfa_activate_totp",
                Answer.SECOND_FACTOR: "mfa_reauthenticate",
                Answer.CONDUCT: "conduct",
            }[answer]
        if answer == Answer.ENROL:
            messages.info(request, _("People who work here need a second key. Set it up now, it takes a minute."))
        here = request.get_full_path() if request.method == "GET" else "/"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': here})}")


def factors(request) -> str:
    """Whether this very session has shown a second factor that the person still holds."""
    if not request.user.is_authenticated:
        return "none"
    held = again.held(request)
    if not policy.FACTORS & set(held.values()):
        return "none"
    shown = any(row["method"] == "mfa" and row.get("id") in held for row in again.records(request))
    return "shown" if shown else "asked"
