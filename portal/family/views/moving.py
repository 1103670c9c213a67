"""The desk offers a family that moves away to another office, and takes one that is offered."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.directory.queries import our_offices
from portal.family import forms
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.STAFF, purpose="offer a family that moves away to another office", fresh=Fresh.ACT, **WORKERS)
@never_cache
def offer(request, pk):
    at = timezone.now()
    child = get_object_or_404(consent.families(request.user, at=at), pk=pk)
    home = consent.home_of(child)
    others = our_offices().exclude(pk=home.office_id) if home else our_offices().none()
    form = forms.HandOver(request.POST if request.method == "POST" else None, offices=others)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_family(by=request.user, child=child, office=form.cleaned_data["office"], at=at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Offered. Until the other office takes the family, you look after it."))
            return redirect("families:one", pk)
    context = {"child": child, "form": form, "home": home}
    return render(request, "family/hand_over.html", context, status=400 if form.errors else 200)


@route(Audience.STAFF, purpose="take a family that another office offers", fresh=Fresh.ACT, **WORKERS)
@require_POST
def take(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.offers_to(request.user, at=at), pk=pk)
    try:
        actions.take_over(by=request.user, offer=found, at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("families:list")
    messages.success(request, _("Taken in. Your office looks after this family now."))
    return redirect("families:one", found.child_id)


@route(Audience.STAFF, purpose="leave the offer of a family, from either side", **WORKERS)
@require_POST
def leave(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.offers_known(request.user, at=at), pk=pk)
    try:
        actions.leave_offer(by=request.user, offer=found, at=at)
    except Refusal as no:
        messages.error(request, no.message)
    else:
        messages.success(request, _("The family stays where it is."))
    return redirect("families:list")
