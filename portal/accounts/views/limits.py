"""How often one address may knock; wide enough for a whole school behind one address (SEC-6)."""

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string

from portal.accounts import policy

WINDOW = 300  # seconds
KNOCKS = {
    "card": 600,
    "signin": 1200,  # fifty pupils, four pictures each, a few tries, in five minutes
    "start": 40,  # children who begin alone: a class in one lesson, and no machine that rings up half a town
    "asked": 120,  # links to grown-ups; a guess among 2**192 would take a while
    "csp": 60,  # what browsers refused: enough to see a fault, too few to fill a disk
}


def too_many(request, what: str) -> HttpResponse | None:
    """The answer for somebody who knocks too often, or None."""
    return wait(request) if too_often(request, what) else None


def wait(request) -> HttpResponse:
    return HttpResponse(render_to_string("accounts/wait.html", request=request), status=429)


def too_often(request, what: str) -> bool:
    """Counts this knock."""
    window = int(policy.now().timestamp()) // WINDOW
    key = f"door:{what}:{get_ip(request)}:{window}"
    cache.add(key, 0, timeout=WINDOW * 2)
    try:
        return cache.incr(key) > KNOCKS[what]
    except ValueError:  # it fell out of the cache between the two
        return False
