"""How often one address may knock; wide enough for a whole school behind one address (SEC-6)."""

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from portal.accounts import policy
from portal.accounts.kinds import Kind
from portal.clock import often

WINDOW, DAY = 300, 24 * 3600  # seconds
NAMES = {
    Kind.GUARDIAN: 10,
    Kind.STAFF: 60,
    None: 10,
}  # names of own choice a day; None: by address
KNOCKS = {
    "card": 600,
    "signin": 1200,  # fifty pupils, four pictures each, a few tries, in five minutes
    "start": 40,  # children who begin alone: a class in one lesson, and no machine that rings up half a town
    "asked": 120,  # links to grown-ups; a guess among 2**192 would take a while
    "list": 60,  # lists that are tried or taken along: a desk with five colleagues, and no machine that asks for all
    "square": 40,  # squares made anew: a group that lost them all, and nobody who taps for ever
    "csp": 60,  # what browsers refused: enough to see a fault, too few to fill a disk
}


def too_many(request, what: str) -> HttpResponse | None:
    """The answer for somebody who knocks too often, or None."""
    return wait(request) if too_often(request, what) else None


def may_try_name(request) -> bool:
    """Counts a name of somebody's own choice; in heaps they are guesses at who is really called so. Who has tried
    often still takes one from the list, which is no guess (PII-17)."""
    person, day = request.user, policy.today(policy.now())
    who, most = (person.pk, NAMES.get(person.kind, 0)) if person.is_authenticated else (get_ip(request), NAMES[None])
    return often.again(f"names:{who}:{day}", kept=2 * DAY) <= most


def may_try_this_name(request, name: str) -> bool:
    """The same, and a name that this person has tried today is no further try: a list is put right and tried again."""
    mark = salted_hmac("accounts.names", name).hexdigest()
    key = f"named:{request.user.pk}:{policy.today(policy.now())}:{mark}"
    if cache.get(key):
        return True
    if not may_try_name(request):
        return False
    cache.set(key, True, timeout=2 * DAY)
    return True


def wait(request) -> HttpResponse:
    return HttpResponse(render_to_string("accounts/wait.html", request=request), status=429)


def too_often(request, what: str) -> bool:
    """Counts this knock."""
    window = int(policy.now().timestamp()) // WINDOW
    return often.again(f"door:{what}:{get_ip(request)}:{window}", kept=WINDOW * 2) > KNOCKS[what]
