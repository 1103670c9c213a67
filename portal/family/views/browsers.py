"""Which starts this browser began: a signed cookie of tokens, so that a child finds the small room again.

A grown-up's link is not accepted where this cookie lies (CON-8). On a shared phone it goes with the browser.
"""

from django.conf import settings
from django.core import signing

from portal.accounts.views import phones

SALT = "portal.family.starts"
FORTNIGHT = 14 * 24 * 60 * 60
MOST = 4  # brothers and sisters on one phone


def name() -> str:
    return "__Host-starts" if settings.SESSION_COOKIE_SECURE else "starts"


def tokens(request) -> list[str]:
    try:
        return signing.loads(request.COOKIES.get(name(), ""), salt=SALT, max_age=FORTNIGHT)
    except signing.BadSignature:
        return []


def is_a_childs(request) -> bool:
    """Whether a child began here, is signed in here, or said that this phone is their own: no place for a yes."""
    signed_in = request.user.is_authenticated and request.user.is_child
    return bool(tokens(request)) or signed_in or phones.is_a_childs_own(request)


def keep(response, found: list[str], *, own_phone: bool) -> None:
    """The newest few; without one of them the cookie goes."""
    if not found:
        response.delete_cookie(name(), samesite="Lax")
        return
    response.set_cookie(
        name(),
        signing.dumps(found[-MOST:], salt=SALT),
        max_age=FORTNIGHT if own_phone else None,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
