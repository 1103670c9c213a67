"""Who each route is for, and what for; a route that has not said so stays shut (CON-20, SEC-1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.accounts.roles import AT_THE_DESK


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    CHILD = "child"
    ADULT = "adult"  # anybody signed in but a child: pages about passwords, e-mail addresses, second factors
    GUARDIAN = "guardian"
    STAFF = "staff"
    PARTNER = "partner"


@dataclass(frozen=True)
class Declaration:
    audience: Audience
    purpose: str
    roles: frozenset = frozenset()
    break_glass: bool = False  # a superuser may come in without a role, never without two factors
    first_use: bool = False  # open before the code of conduct is accepted: the page that asks for it


def route(audience: Audience, *, purpose: str, roles: Iterable = ()):
    """Marks a view function or a class-based view (decorate the class)."""

    def mark(view):
        view.declaration = Declaration(audience, purpose, frozenset(roles))
        return view

    return mark


# Trees of addresses that others wrote. The longest prefix counts.
PREFIXES = {
    "/admin/": Declaration(Audience.STAFF, "write pages and judge cases", AT_THE_DESK, break_glass=True),
    "/admin/login/": Declaration(Audience.PUBLIC, "lead to the one sign-in that asks two factors"),
    "/admin/logout/": Declaration(Audience.ADULT, "sign out of the desk"),
    "/documents/": Declaration(Audience.PUBLIC, "hand out documents that editors attached to pages"),
    "/accounts/login/": Declaration(Audience.PUBLIC, "sign in as an adult"),
    "/accounts/logout/": Declaration(Audience.PUBLIC, "sign out"),
    "/accounts/inactive/": Declaration(Audience.PUBLIC, "say that an account is closed"),
    "/accounts/signup/": Declaration(Audience.PUBLIC, "sign up as a guardian"),
    "/accounts/confirm-email/": Declaration(Audience.PUBLIC, "type the code that was sent"),
    "/accounts/password/reset/": Declaration(Audience.PUBLIC, "ask for a new password"),
    "/accounts/2fa/authenticate/": Declaration(Audience.PUBLIC, "give the second factor while signing in"),
    "/accounts/2fa/webauthn/login/": Declaration(Audience.PUBLIC, "sign in with a passkey"),
    "/accounts/2fa/": Declaration(Audience.ADULT, "keep one's second factors"),
    "/accounts/reauthenticate/": Declaration(Audience.ADULT, "show again that it is you"),
    "/accounts/email/": Declaration(Audience.ADULT, "keep one's e-mail address"),
    "/accounts/password/change/": Declaration(Audience.ADULT, "change one's password"),
    "/accounts/password/set/": Declaration(Audience.ADULT, "set a password"),
    "/accounts/sessions/": Declaration(Audience.ADULT, "see and end one's sessions"),
}

# Views that others wrote and that have no address of their own.
VIEWS = {
    "wagtail.views.serve": Declaration(Audience.PUBLIC, "show the public pages that editors wrote"),
}


def declared(view, path: str) -> Declaration | None:
    """What the view has said about itself, or we about it. None: nobody said anything, and the door stays shut."""
    own = getattr(view, "declaration", None) or getattr(getattr(view, "view_class", None), "declaration", None)
    if own:
        return own
    known = VIEWS.get(f"{getattr(view, '__module__', '')}.{getattr(view, '__name__', '')}")
    if known:
        return known
    matching = [prefix for prefix in PREFIXES if path.startswith(prefix)]
    return PREFIXES[max(matching, key=len)] if matching else None
