"""Choosing pictures or words: after a card, and later when a child wants others.

Words that are offered are shown once and typed once before they are kept, so that nobody keeps what they never read;
own ones are typed once, with an eye to look at them. The session keeps a mark of the offered ones, never the words.
"""

from django.shortcuts import render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts import actions
from portal.accounts.content.guesses import folded
from portal.accounts.content.words import offer_passphrase
from portal.accounts.views import pictures
from portal.ui.refusals import Refusal

OFFERED = "words_offered"


class NotThose(Refusal):
    """Typed otherwise than offered; whoever wants own words says so."""


def choose_pictures(request, child, *, again: str, at):
    """A page to answer with, or None when four pictures are kept. `again`: where one begins anew."""
    chosen = pictures.chosen(request)
    context = {"child": child, "chosen": chosen, "step": len(chosen) + 1, "pictures": pictures.grid(), "again": again}
    if request.method == "POST" and "keep" in request.POST:
        try:
            actions.set_pictures(by=child, child=child, pictures=chosen, at=at)
        except Refusal as refusal:
            return render(request, "accounts/choose_pictures.html", context | {"refusal": refusal, "chosen": []})
        return None
    return render(request, "accounts/choose_pictures.html", context)


def choose_words(request, child, *, again: str, at):
    """A page to answer with, or None when words are kept."""
    own = "own" in request.POST
    if request.method != "POST" or not ({"own", "ready", "words"} & set(request.POST)):
        words = offer_passphrase(get_language())
        request.session[OFFERED] = _mark(words)
        return render(request, "accounts/choose_words.html", {"child": child, "words": words, "again": again})
    context = {"child": child, "own": own, "again": again}
    if "words" in request.POST:
        try:
            _keep(request, child, own=own, at=at)
        except Refusal as refusal:
            return render(request, "accounts/type_words.html", context | {"refusal": refusal})
        return None
    return render(request, "accounts/type_words.html", context)


def _keep(request, child, *, own: bool, at) -> None:
    words, offered = request.POST["words"], request.session.get(OFFERED, "")
    if not own and not constant_time_compare(offered, _mark(words)):
        raise NotThose(_("These are not the four words. Have others thought up, or take your own."))
    actions.set_passphrase(by=child, child=child, words=words, at=at)
    request.session.pop(OFFERED, None)


def _mark(words: str) -> str:
    return salted_hmac("portal.accounts.words", folded(words), algorithm="sha256").hexdigest()
