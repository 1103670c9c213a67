"""A child takes other pictures or words by themselves, after the present ones; at twelve, words are offered once."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts import actions, policy, queries
from portal.accounts.routes import Audience, route
from portal.accounts.states import SecretKind
from portal.accounts.views import limits
from portal.accounts.views.cards import come_in
from portal.accounts.views.choosing import choose_pictures, choose_words
from portal.accounts.views.conduct import onward
from portal.accounts.views.signin import ask_secret, still_missing
from portal.privacy.queries import age
from portal.ui.refusals import Refusal

WAYS = {SecretKind.PICTURES: choose_pictures, SecretKind.PASSPHRASE: choose_words}


@route(Audience.CHILD, purpose="take other pictures or words to come in with")
@never_cache
@sensitive_post_parameters()
def change(request):
    """Whoever finds a phone open cannot lock its child out: the present pictures or words come first, tries counted."""
    at, phone = policy.now(), in_hand(request)
    if phone is None:
        messages.info(request, _("Go out and come in once more, then you can change them."))
        return redirect("my_ways")
    secret = phone.child.secret
    if has_shown(request, at=at):
        kinds = policy.kinds_to_choose(secret, age(phone.child_id, on=policy.today(at)))
        return render(request, "accounts/change.html", {"kinds": kinds, "kind": secret.kind})
    if request.method != "POST":
        return ask_secret(request, phone, secret.kind)
    if refused := limits.too_many(request, "signin"):
        return refused
    try:
        so_far = still_missing(request, phone, at=at)
    except Refusal as refusal:
        return ask_secret(request, phone, secret.kind, refusal=refusal)
    if so_far is not None:
        return ask_secret(request, phone, secret.kind, chosen=so_far)
    note_shown(request, at=at)
    return redirect("my_change")


@route(Audience.CHILD, purpose="choose the other pictures or words")
@never_cache
@sensitive_post_parameters()
def change_to(request, kind):
    """When they are kept, every other session of the child ends, and this one begins anew (SEC-8). Whoever was on the
    way to a page when words were offered goes on to it."""
    at, phone = policy.now(), in_hand(request)
    allowed = phone and policy.kinds_to_choose(phone.child.secret, age(phone.child_id, on=policy.today(at)))
    if not phone or kind not in allowed or not has_shown(request, at=at):
        return redirect("my_change")
    wanted = onward(request, "")
    again = _with_way(reverse("my_change_to", args=[kind]), wanted)
    page = WAYS[kind](request, phone.child, again=again, at=at)
    if page:
        return page
    response = come_in(request, phone, wanted or reverse("my_ways"))
    messages.success(request, _("Kept. From now on you come in with the new ones."))
    return response


@route(Audience.CHILD, purpose="choose at twelve between words and one's pictures")
@never_cache
def offer(request):
    """Offered, not forced; whoever keeps the pictures is not asked again."""
    back = onward(request, reverse("me"))
    if request.method == "POST":
        actions.keep_pictures(by=request.user, at=policy.now())
        return redirect(back)
    wanted = onward(request, "")
    take = _with_way(reverse("my_change_to", args=[SecretKind.PASSPHRASE]), wanted)
    return render(request, "accounts/words_offer.html", {"next": wanted, "take": take})


def _with_way(address: str, wanted: str) -> str:
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address


def in_hand(request):
    """The phone on which this session began, with its child and secret; None for a session that began otherwise."""
    key = request.session.session_key
    found = queries.phones_of(request.user).select_related("child", "child__secret")
    return found.filter(session_key=key, child__secret__isnull=False).first() if key else None


def note_shown(request, *, at) -> None:
    request.session[policy.SHOWN_UNTIL] = at.timestamp() + policy.TIME_TO_CHANGE


def has_shown(request, *, at) -> bool:
    return at.timestamp() < request.session.get(policy.SHOWN_UNTIL, 0)
