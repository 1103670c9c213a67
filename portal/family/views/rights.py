"""The rights centre of a guardian and of a child: what is kept, a copy, put right, erase, take back, who looked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.routes import Audience, Fresh, route
from portal.accounts.views.again import prove
from portal.consent import queries as consent
from portal.family import actions, forms
from portal.family.views.looking import looks
from portal.privacy import queries as privacy
from portal.privacy.kinds import WishKind
from portal.ui.refusals import Refusal


@route(Audience.GUARDIAN, purpose="see what is kept of a child, and ask for it")
@never_cache
def of_child(request, pk):
    link = _link(request, pk)
    return _rights(request, link.child, papers=link.speaks_in_all, limited=link.is_known and not link.speaks_in_all)


@route(Audience.GUARDIAN, purpose="ask who looked at a child's identity")
@never_cache
def looked_at_child(request, pk):
    link = _link(request, pk)
    if not link.speaks_in_all:
        raise Http404
    return _looked(request, link.child)


@route(
    Audience.GUARDIAN, purpose="ask for a copy, a correction or erasure of what is kept of a child", fresh=Fresh.WHEN
)
@never_cache
def ask_of_child(request, pk, kind):
    link = _link(request, pk)
    return _ask(request, link.child, kind, papers=link.speaks_in_all)


@route(Audience.GUARDIAN, purpose="take back every yes about a child")
@never_cache
def back_of_child(request, pk):
    return _back(request, _link(request, pk).child)


@route(Audience.CHILD, purpose="see what is kept of oneself, and ask for it")
@never_cache
def mine(request):
    return _rights(request, request.user, papers=True)


@route(Audience.CHILD, purpose="ask who looked at one's identity")
@never_cache
def looked_at_me(request):
    return _looked(request, request.user)


@route(Audience.CHILD, purpose="ask for a copy, a correction or erasure of what is kept of oneself")
@never_cache
def ask_of_mine(request, kind):
    return _ask(request, request.user, kind, papers=True)


@route(Audience.CHILD, purpose="take back every yes of one's own")
@never_cache
def back_of_mine(request):
    return _back(request, request.user)


@route(Audience.SIGNED_IN, purpose="take the copy one asked for", fresh=Fresh.ACT)
@require_POST
def copy(request, pk):
    """By POST, so that no chat app and no history fetches it; for the one who asked, while it is here."""
    parcel = get_object_or_404(privacy.parcels_of(request.user, at=timezone.now()), pk=pk)
    if not request.user.is_child and not _link(request, parcel.wish.person).speaks_in_all:
        raise Http404  # a link that ended, is limited or in doubt since then opens nothing
    answer = HttpResponse(privacy.unpacked(parcel), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="tongyan.zip"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _link(request, pk):
    return get_object_or_404(consent.links_of(request.user), child=pk)


def _addresses(request, child) -> dict:
    """The same pages have one address below a child's own things and one below a guardian's child."""
    if request.user.pk == child.pk:
        return {"home": reverse("me_rights"), "looked": reverse("me_looked"), "back": reverse("me_back")} | {
            kind.value: reverse("me_wish", args=[kind.value]) for kind in WishKind
        }
    names = {"home": "rights", "looked": "looked", "back": "back"}
    return {key: reverse(f"family:{name}", args=[child.pk]) for key, name in names.items()} | {
        kind.value: reverse("family:wish", args=[child.pk, kind.value]) for kind in WishKind
    }


def _context(request, child, **more) -> dict:
    return {"child": child, "own": request.user.pk == child.pk, "to": _addresses(request, child)} | more


def _rights(request, child, *, papers, limited=False):
    """Before the papers are seen nobody knows that this adult is the guardian: kinds and counts wait, too. Who speaks
    for the child in some things alone is not handed what is kept of everything."""
    kept = privacy.kept_of(child.pk, reader=request.user.pk) if papers else []
    wishes = privacy.wishes_of(request.user, about=child.pk)
    found = _context(request, child, kept=kept, wishes=wishes, papers=papers, limited=limited, at=timezone.now())
    return render(request, "privacy/rights.html", found)


def _looked(request, child):
    return render(request, "privacy/looked.html", _context(request, child, looks=looks(child, reader=request.user)))


def _ask(request, child, kind, *, papers):
    if kind not in WishKind.values or not papers:
        raise Http404
    if request.method == "POST" and kind == WishKind.ERASE:
        prove(request)
    form = forms.Wish(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask_for(
                by=request.user, child=child, kind=kind, words=form.cleaned_data["words"], at=timezone.now()
            )
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Noted. You have an answer by %(day)s.") % {"day": made.due_on.isoformat()})
            return redirect(_addresses(request, child)["home"])
    found = _context(request, child, form=form, kind=kind)
    return render(request, "privacy/wish.html", found, status=400 if form.errors else 200)


def _back(request, child):
    if request.method == "POST":
        try:
            taken = actions.take_everything_back(by=request.user, child=child, at=timezone.now())
        except Refusal as no:
            messages.warning(request, no.message)
        else:
            messages.success(request, _("Every yes of yours is taken back: %(number)s.") % {"number": taken})
        return redirect(_addresses(request, child)["home"])
    return render(request, "privacy/back.html", _context(request, child))
