"""A child's group: times that were and that come, and how a time was."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities import actions, queries, registry
from activities.forms import FeltForm, ProposalForm
from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal


@route(Audience.CHILD, purpose="see one's group: its times")
@never_cache
def group(request, pk):
    activity = get_object_or_404(Activity.objects.held_by(request.user), pk=pk)
    return _shown(request, activity, ProposalForm())


def _shown(request, activity, form):
    at = timezone.now()
    times = queries.times_of(request.user, activity)
    words = {"activity": activity, "times": times, "at": at}
    words["done"] = sum(each.ends_at <= at and not each.cancelled_at for each in times)
    words["all"] = sum(not each.cancelled_at for each in times)
    ways = registry.ways_of(request.user, activity, at=at)
    words["waiting"], words["ways"] = [way for way in ways if way.waits], [way for way in ways if not way.waits]
    words |= {"agreed": queries.contract_for(request.user, activity), "form": form}
    return render(request, "activities/group.html", words)


@route(Audience.CHILD, purpose="propose a rule to one's group")
@require_POST
def propose(request, pk):
    activity = get_object_or_404(Activity.objects.held_by(request.user), pk=pk)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _shown(request, activity, form)
    try:
        heard = actions.propose(by=request.user, activity=activity, at=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        if getattr(refusal, "with_lead", False):
            return redirect("activities:thanks")
        form.add_error("words", refusal.message)
        return _shown(request, activity, form)
    return redirect("activities:thanks") if heard else redirect("activities:group", pk=pk)


@route(Audience.CHILD, purpose="agree to the contract of one's group")
@require_POST
def agree(request, pk, contract):
    activity = get_object_or_404(Activity.objects.held_by(request.user), pk=pk)
    found = get_object_or_404(activity.contracts.all(), pk=contract)
    try:
        actions.agree(by=request.user, contract=found, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return redirect("activities:group", pk=pk)


@route(Audience.CHILD, purpose="say how a session was")
@never_cache
def feel(request, pk):
    at = timezone.now()
    session = queries.session_of(request.user, pk, at=at)
    if session is None:
        raise Http404
    before = queries.felt(request.user, session)
    form = FeltForm(request.POST or None, initial=before and {"face": before.face, "words": before.words})
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.feel(by=request.user, session=session, at=at, **form.cleaned_data)
        except Refusal as refusal:  # the place went meanwhile
            form.add_error("words", refusal.message)
        else:
            return redirect("activities:thanks") if heard else redirect("activities:group", pk=session.activity_id)
    return render(request, "activities/feel.html", {"session": session, "form": form, "before": before})
