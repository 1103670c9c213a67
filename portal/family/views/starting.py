"""A child begins alone: how old, which name, which grown-up; then a small room to wait in (CON-8)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.routes import Audience, route
from portal.accounts.views import limits
from portal.accounts.views.cards import choose_next
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.family.views import browsers
from portal.sms import sending
from portal.ui.refusals import Refusal

OLD_ENOUGH = "start_old_enough"  # in the session: that the first page was answered, not with what


@route(Audience.PUBLIC, purpose="begin alone, as a child")
@never_cache
def how_old(request):
    if len(browsers.tokens(request)) >= browsers.MOST:
        return redirect("start_room")
    form = forms.HowOld(request.POST or None)
    if request.method == "POST" and form.is_valid():
        years = form.cleaned_data["years"]
        if years < forms.YOUNGEST_ALONE:
            return render(request, "family/start_young.html")
        if years >= forms.OLDEST:
            return render(request, "family/start_grown.html")
        request.session[OLD_ENOUGH] = True
        return redirect("start_who")
    return render(request, "family/start.html", {"form": form}, status=400 if form.errors else 200)


@route(Audience.PUBLIC, purpose="choose a name and say which grown-up to ask")
@never_cache
def who(request):
    if not request.session.get(OLD_ENOUGH):
        return redirect("start")
    if request.method == "POST" and (refused := limits.too_many(request, "start")):
        return refused
    offers = queries.offered_names(get_language())
    form = forms.Begin(
        request.POST or None,
        may_try=lambda: limits.may_try_name(request),
        offers=offers,
        by_phone=sending.is_on(),
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        own_phone = said.pop("phone") == "own"
        try:
            begun = actions.start(language=get_language(), own_phone=own_phone, at=timezone.now(), **said)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            request.session.pop(OLD_ENOUGH, None)
            response = redirect("start_one", begun.pk)
            browsers.keep(response, [*browsers.tokens(request), begun.token], own_phone=own_phone)
            return response
    return render(request, "family/start_who.html", {"form": form}, status=400 if form.errors else 200)


@route(Audience.PUBLIC, purpose="find the room of whoever waits on this phone")
@never_cache
def room(request):
    found = consent.starts_here(browsers.tokens(request), at=timezone.now())
    if len(found) == 1:
        return redirect("start_one", found[0].pk)
    return render(request, "family/start_rooms.html", {"starts": found})


@route(Audience.PUBLIC, purpose="wait for a grown-up")
@never_cache
def one(request, pk):
    found = _mine(request, pk)
    return render(request, "family/start_room.html", {"start": found, "asked_at": consent.last_asked(found)})


@route(Audience.PUBLIC, purpose="ask the same grown-up again")
@require_POST
def again(request, pk):
    found = _mine(request, pk)
    if refused := limits.too_many(request, "start"):
        return refused
    try:
        actions.ask_again(start=found, at=timezone.now())
    except Refusal as no:
        messages.warning(request, no.message)
    else:
        messages.success(request, _("We are trying once more. Only the newest message works."))
    return redirect("start_one", pk)


@route(Audience.PUBLIC, purpose="stop waiting, and have it all erased")
@require_POST
def stop(request, pk):
    """Also how somebody begins anew who typed the number wrongly."""
    found = _mine(request, pk)
    actions.stop(start=found, at=timezone.now())
    messages.success(request, _("All of it is erased. You can begin again whenever you like."))
    return _without(request, found, redirect("start"))


@route(Audience.PUBLIC, purpose="come in on one's own phone after the yes")
@require_POST
def enter(request, pk):
    at, found = timezone.now(), _mine(request, pk)
    try:
        device = actions.enter_alone(start=found, at=at)
    except Refusal as no:
        messages.warning(request, no.message)
        return redirect("start_one", pk)
    return _without(request, found, choose_next(request, device, at=at))


def _mine(request, pk):
    """The start, if this browser began it; anybody else's answers as one that never was."""
    for found in consent.starts_here(browsers.tokens(request), at=timezone.now()):
        if found.pk == pk:
            return found
    raise Http404


def _without(request, gone, response):
    kept = [each for each in browsers.tokens(request) if not consent.is_token_of(gone, each)]
    browsers.keep(response, kept, own_phone=gone.own_phone)
    return response
