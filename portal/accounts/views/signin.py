"""A child comes in again on a phone that knows the card, and goes out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import actions, policy
from portal.accounts.actions.proofs import PICTURES
from portal.accounts.routes import Audience, route
from portal.accounts.states import SecretKind
from portal.accounts.views import limits, phones, pictures
from portal.accounts.views.cards import come_in
from portal.accounts.views.conduct import onward
from portal.ui.refusals import Refusal

NOT_CHOSEN = _(
    "A new card was used, and nothing has been chosen yet. Go on with the phone that used it. "
    "Was it not you? Then tell your grown-up or our people now."
)


@route(Audience.PUBLIC, purpose="choose whose door it is")
@never_cache
def signin(request):
    """The tiles of the children this phone knows."""
    return render(request, "accounts/signin.html", {"devices": phones.here(request), "next": onward(request, "")})


@route(Audience.PUBLIC, purpose="sign in as a child")
@never_cache
def answer(request, device):
    """Pictures or words. A phone we do not know gets the same page and the same answer as a wrong picture."""
    if request.method == "POST" and (refused := limits.too_many(request, "signin")):
        return refused
    known = phones.one(request, device)
    secret = getattr(known.child, "secret", None) if known else None
    if request.method != "POST":
        if known and secret is None:
            messages.info(request, NOT_CHOSEN)
        if known is None or secret is None:
            return redirect("signin")
        return _ask(request, known, secret.kind)
    try:
        if "words" in request.POST:
            actions.check_passphrase(device=known, words=request.POST["words"], at=policy.now())
        else:
            chosen = pictures.chosen(request)
            if len(chosen) < PICTURES:
                return _ask(request, known, SecretKind.PICTURES, chosen=chosen)
            actions.check_pictures(device=known, pictures=chosen, at=policy.now())
    except Refusal as refusal:
        return _ask(request, known, secret.kind if secret else SecretKind.PICTURES, refusal=refusal)
    return come_in(request, known, onward(request, ""))


def _ask(request, device, kind, chosen=(), refusal=None):
    context = {
        "child": device.child if device else None,
        "chosen": list(chosen),
        "step": len(chosen) + 1,
        "pictures": pictures.grid(),
        "refusal": refusal,
        "next": onward(request, ""),
    }
    return render(request, f"accounts/answer_{kind}.html", context)


@route(Audience.SIGNED_IN, purpose="go out", half=True)
@require_POST
def signout(request):
    child = request.user.is_child
    logout(request)
    return redirect("signin" if child else "/")


@route(Audience.GUARDIAN, purpose="hand the phone to the child")
@never_cache
def switch(request):
    """The guardian's session ends here; coming back needs the guardian again."""
    if request.method == "POST":
        logout(request)
        return redirect("signin")
    return render(request, "accounts/switch.html", {"devices": phones.here(request)})
