"""A child comes in again on a phone that knows the card, and goes out."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import actions, policy, queries
from portal.accounts.actions.proofs import PICTURES
from portal.accounts.routes import Audience, route
from portal.accounts.states import SecretKind
from portal.accounts.views import limits, phones, pictures
from portal.accounts.views.cards import come_in
from portal.accounts.views.conduct import onward
from portal.privacy.queries import age
from portal.ui.refusals import Refusal

NOT_CHOSEN = _(
    "A new card was used, and nothing has been chosen yet. Go on with the phone that used it. "
    "Was it not you? Then tell your grown-up or our people now."
)
NEW_CARD = _("There is a new card for you. Come in with it, and choose new pictures or words.")


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
            out, _used = queries.cards_of(known.child, at=policy.now())
            messages.info(request, NEW_CARD if out else NOT_CHOSEN)
        if known is None or secret is None:
            return redirect("signin")
        return ask_secret(request, known, secret.kind)
    try:
        so_far = still_missing(request, known, at=policy.now())
    except Refusal as refusal:
        return ask_secret(request, known, secret.kind if secret else SecretKind.PICTURES, refusal=refusal)
    if so_far is not None:
        return ask_secret(request, known, SecretKind.PICTURES, chosen=so_far)
    return _in(request, known, at=policy.now())


def still_missing(request, device, *, at) -> list | None:
    """Checks what the child shows; None when it was right. The pictures so far while there are not yet four.

    Raises NotRight, Resting.
    """
    if "words" in request.POST:
        actions.check_passphrase(device=device, words=request.POST["words"], at=at)
        return None
    chosen = pictures.chosen(request)
    if len(chosen) < PICTURES:
        return chosen
    actions.check_pictures(device=device, pictures=chosen, at=at)
    return None


def _in(request, device, *, at):
    """At twelve, a child with pictures is asked once whether it would rather have words; they have just been shown."""
    wanted = onward(request, "")
    if not policy.offers_words(device.child.secret, age(device.child_id, on=policy.today(at))):
        return come_in(request, device, wanted)
    offer = reverse("my_words_offer")
    response = come_in(request, device, f"{offer}?{urlencode({'next': wanted})}" if wanted else offer)
    request.session[policy.SHOWN_UNTIL] = at.timestamp() + policy.TIME_TO_CHANGE
    return response


def ask_secret(request, device, kind, chosen=(), refusal=None):
    """The page on which a child shows what only they know."""
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
