"""The door-plate card on the child's side: look at it, use it, choose pictures or words."""

from django.contrib.auth import login, logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from portal.accounts import actions, policy, queries
from portal.accounts.content.qr import svg
from portal.accounts.models import Device
from portal.accounts.routes import Audience, route
from portal.accounts.views import limits, phones
from portal.accounts.views.choosing import choose_pictures, choose_words
from portal.privacy.kinds import sign_in_band
from portal.privacy.queries import age
from portal.ui.refusals import Refusal

CHOOSING = "card_choosing"  # in the session: the device whose child is choosing, and until when
TIME_TO_CHOOSE = 30 * 60
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@route(Audience.PUBLIC, purpose="use a door-plate card on the child's phone")
@never_cache
def card(request, token):
    """Looking uses nothing up, because chat apps look at every link; pressing a button does."""
    if refused := limits.too_many(request, "card"):
        return refused
    at = policy.now()
    found = queries.card_of(token, at=at)
    if request.method != "POST" or found is None:
        return render(request, "accounts/card.html", {"card": found}, status=200 if found else 404)
    try:
        device = actions.use_card(
            token=token, own_phone=request.POST.get("phone") == "own", at=at, known=phones.here(request)
        )
    except Refusal as refusal:
        return render(request, "accounts/card.html", {"refusal": refusal}, status=404)
    return choose_next(request, device, at=at)


def choose_next(request, device, *, at):
    """This browser knows the child from now on; next come pictures or words. Whoever was signed in here is out: a
    guardian's windows do not stay open while the child chooses (CON-8)."""
    logout(request)
    request.session[CHOOSING] = [str(device.pk), at.timestamp() + TIME_TO_CHOOSE]
    response = redirect("signin_choose")
    phones.remember(request, response, device)
    return response


@route(Audience.PUBLIC, purpose="choose pictures or words after using a card")
@never_cache
def choose(request):
    at = policy.now()
    device = _choosing(request, at)
    if device is None:
        return redirect("signin")
    by_pictures = sign_in_band(age(device.child_id, on=policy.today(at))) == "pictures"
    choosing = choose_pictures if by_pictures else choose_words
    return choosing(request, device.child, again=reverse("signin_choose"), at=at) or come_in(request, device)


def _choosing(request, at) -> Device | None:
    pk, until = request.session.get(CHOOSING, ("", 0))
    if at.timestamp() >= until:
        return None
    return next((device for device in phones.here(request) if str(device.pk) == pk), None)


def come_in(request, device, onward: str = ""):
    """Signs the child in; whoever was signed in on this browser before is out."""
    request.session.pop(CHOOSING, None)
    login(request, device.child, backend=BACKEND)
    request.session[policy.OWN_PHONE] = device.own_phone
    # 0: until the browser closes
    request.session.set_expiry(int(policy.OWN.whole.total_seconds()) if device.own_phone else 0)
    request.session.save()
    actions.come_in_on(by=device.child, device=device, session_key=request.session.session_key, at=policy.now())
    return redirect(onward or f"/{device.child.language}/me/")


def show_card(request, *, child, stop: str, back: str, reset: bool = False, lost: Device | None = None):
    """A new card as a page to print or to photograph; `stop` is where it is stopped when it gets lost, `back` the page
    from which it came. `reset`: every phone goes; `lost`: that one. Whoever calls this has made sure that this person
    may."""
    who = {"by": request.user, "child": child, "at": policy.now()}
    made, token = actions.reset_sign_in(**who, only=lost) if reset or lost else actions.make_card(**who)
    address = request.build_absolute_uri(reverse("card", args=[token]))
    context = {"child": child, "card": made, "address": address, "stop": stop, "back": back}
    response = render(request, "accounts/doorplate.html", context | {"code": svg(address, str(child))})
    response["Cache-Control"] = "no-store, private"
    return response
