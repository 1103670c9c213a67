"""Which children's tiles this browser may show: a signed cookie of device tokens, kept for over a year."""

from django.conf import settings
from django.core import signing

from portal.accounts import queries
from portal.accounts.models import Device

SALT = "portal.accounts.phones"
YEAR = 400 * 24 * 60 * 60  # browsers keep a cookie no longer
MOST = 12


def name() -> str:
    return "__Host-phones" if settings.SESSION_COOKIE_SECURE else "phones"


def here(request) -> list[Device]:
    """Devices this browser has proof of, oldest first; forged, ended and closed ones are not among them."""
    return queries.devices(_tokens(request))


def one(request, pk) -> Device | None:
    return next((device for device in here(request) if device.pk == pk), None)


def remember(request, response, device: Device) -> None:
    """Puts the new device into the cookie; the oldest goes when there are too many."""
    tokens = [*_tokens(request), device.token][-MOST:]
    response.set_cookie(
        name(),
        signing.dumps(tokens, salt=SALT),
        max_age=YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def is_a_childs_own(request) -> bool:
    """Whether a child said of this phone that nobody else uses it."""
    return any(device.own_phone for device in here(request))


def _tokens(request) -> list[str]:
    try:
        return signing.loads(request.COOKIES.get(name(), ""), salt=SALT, max_age=YEAR)
    except signing.BadSignature:
        return []
