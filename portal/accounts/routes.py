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


class Fresh(StrEnum):
    """When an adult shows again who they are, however they came in (SEC-9)."""

    NO = "no"
    ACT = "act"  # before anything is done there
    SEE = "see"  # before the page shows: it holds secrets, or what it does must not be half typed
    WHEN = "when"  # the view asks, with `again.prove`, for some of what it does


@dataclass(frozen=True)
class Declaration:
    audience: Audience
    purpose: str
    roles: frozenset = frozenset()
    break_glass: bool = False  # a superuser may come in without a role, never without two factors
    first_use: bool = False  # open before the code of conduct is accepted: the page that asks for it
    fresh: Fresh = Fresh.NO
    half: bool = False  # open to who works here with one factor alone: where the second is set up or shown


def route(audience: Audience, *, purpose: str, roles: Iterable = (), fresh: Fresh = Fresh.NO, half: bool = False):
    """Marks a view function or a class-based view (decorate the class)."""

    def mark(view):
        view.declaration = Declaration(audience, purpose, frozenset(roles), fresh=fresh, half=half)
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
    "/accounts/2fa/": Declaration(Audience.ADULT, "keep one's second factors", fresh=Fresh.SEE, half=True),
    "/accounts/2fa/reauthenticate/": Declaration(Audience.ADULT, "show a second factor again", half=True),
    "/accounts/2fa/webauthn/reauthenticate/": Declaration(Audience.ADULT, "show a passkey again", half=True),
    "/accounts/reauthenticate/": Declaration(Audience.ADULT, "show again that it is you", half=True),
    "/accounts/email/": Declaration(Audience.ADULT, "keep one's e-mail address", fresh=Fresh.SEE),
    "/accounts/phone/verify/": Declaration(Audience.PUBLIC, "type the code that came by phone"),
    "/accounts/phone/change/": Declaration(Audience.ADULT, "keep one's phone number", fresh=Fresh.SEE),
    "/accounts/password/change/": Declaration(Audience.ADULT, "change one's password", fresh=Fresh.SEE),
    "/accounts/password/set/": Declaration(Audience.ADULT, "set a password", fresh=Fresh.SEE),
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
