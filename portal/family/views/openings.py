"""The desk's door to the vault: ask to look, allow a colleague, look, and read where the glass was broken."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.routes import Audience, Fresh, route
from portal.accounts.views.again import prove
from portal.family import forms
from portal.family.policy import ASKERS, DECIDERS, Desk, may_name
from portal.privacy import actions
from portal.privacy import queries as privacy
from portal.ui.refusals import Refusal

SHOWN = 50


@route(Audience.STAFF, purpose="see what one asked to open, and what waits for one's yes", roles=ASKERS)
@never_cache
def listing(request):
    at, me = timezone.now(), request.user
    own, waiting = list(privacy.requests_of(me)[:SHOWN]), list(privacy.to_decide(me, at=at)[:SHOWN])
    broken = list(privacy.looked_through(me, at=at)[:SHOWN])
    rows = [*own, *waiting, *broken]
    names = people.names_here({pk for row in rows for pk in (row.person, row.by)})
    for row in rows:
        row.child_name, row.worker_name = names.get(row.person, ""), names.get(row.by, "")
    found = {"own": own, "waiting": waiting, "broken": broken, "at": at}
    return render(request, "privacy/openings.html", found | {"may_break": Desk().may_break(me, at=at)})


@route(Audience.STAFF, purpose="ask to open a child's identity", roles=ASKERS, fresh=Fresh.WHEN)
@never_cache
def ask(request):
    """With `now`, the safeguarding lead breaks the glass instead of asking."""
    at = timezone.now()
    begins = {name: request.GET.get(name, "") for name in ("name", "code")}
    form = forms.AskToLook(request.POST if request.method == "POST" else None, initial=begins)
    may_break = Desk().may_break(request.user, at=at)
    if request.method == "POST" and form.is_valid():
        child = people.child_named(form.cleaned_data["name"])
        act = actions.break_glass if may_break and "now" in request.POST else actions.ask_to_look
        if child and act == actions.ask_to_look and not may_name(request.user, child, at=at):
            child = None  # in need the lead reaches every child
        if act == actions.break_glass:
            prove(request)
        if child is None:
            form.add_error("name", _("Nobody has this name here."))
        else:
            return _asked(request, form, act, child, at)
    return render(
        request, "privacy/ask.html", {"form": form, "may_break": may_break}, status=400 if form.errors else 200
    )


@route(Audience.STAFF, purpose="allow a colleague to open an identity, or not", roles=DECIDERS, fresh=Fresh.ACT)
@require_POST
def decide(request, pk):
    at = timezone.now()
    found = get_object_or_404(privacy.to_decide(request.user, at=at), pk=pk)
    try:
        actions.decide(by=request.user, request=found, yes=request.POST.get("answer") == "yes", at=at)
    except Refusal as no:
        messages.error(request, no.message)
    else:
        messages.success(request, _("Noted."))
    return redirect("openings:list")


@route(Audience.STAFF, purpose="open a child's identity that somebody allowed", roles=ASKERS, fresh=Fresh.ACT)
@require_POST
@never_cache
def look(request, pk):
    """Shown once in the answer to this very request, never stored in a session, never in a cache (PRI-4)."""
    at = timezone.now()
    found = get_object_or_404(privacy.requests_of(request.user), pk=pk)
    act = actions.open_care if "care" in request.POST else actions.open_identity
    try:
        plain = act(by=request.user, request=found, at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("openings:list")
    context = {"code": found.get_code_display(), "name": people.names_here([found.person]).get(found.person, "")}
    return render(request, "privacy/opened.html", context | {"care" if "care" in request.POST else "plain": plain})


def _asked(request, form, act, child, at):
    try:
        act(by=request.user, person=child.pk, code=form.cleaned_data["code"], why=form.cleaned_data["why"], at=at)
    except Refusal as no:
        form.add_error(None, no.message)
        return render(request, "privacy/ask.html", {"form": form}, status=400)
    messages.success(request, _("Asked. Somebody else decides; you see it here."))
    return redirect("openings:list")
