"""A guardian's own list of who may collect their child."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions, policy, queries
from activities.desk.forms import PickUpForm
from portal.accounts.routes import Audience, route
from portal.consent import queries as consent
from portal.ui.refusals import Refusal


@route(Audience.GUARDIAN, purpose="say who may collect one's child")
@never_cache
def collect(request, pk):
    child = _child(request, pk)
    form = PickUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.list_pick_up(by=request.user, child=child, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("On the list now, locked away."))
            return redirect("collecting:list", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    rows = queries.collectors_by(request.user, child)
    return render(
        request, "desk/collect.html", {"child": child, "form": form, "rows": rows}, status=400 if form.errors else 200
    )


@route(Audience.GUARDIAN, purpose="take somebody off the list of who may collect one's child")
@require_POST
def end(request, pk, row):
    child = _child(request, pk)
    found = next((each for each in queries.collectors_by(request.user, child) if each.pk == row), None)
    if found is None:
        raise Http404
    actions.end_pick_up(by=request.user, pick_up=found, at=timezone.now())
    messages.success(request, _("Taken off the list."))
    return redirect("collecting:list", pk)


def _child(request, pk):
    """A child for whom this adult speaks in everything; any other is as unknown as none."""
    child = get_object_or_404(consent.links_of(request.user), child=pk).child
    if not policy.may_name_collectors(request.user, child, at=timezone.now()):
        raise Http404
    return child
