"""The facilitator's side: who is coming, who waits, and the steps that open and close an activity."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import actions, policy, queries
from activities.forms import ChoiceForm, SessionForm
from activities.kinds import Priority
from activities.models import Activity, Place
from activities.states import State
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.ui.refusals import tried

DESK = {Role.FACILITATOR, Role.SUPERVISOR}
STEPS = {"risks": actions.read_risks, "open": actions.open_activity, "close": actions.close}


@route(Audience.STAFF, roles=DESK, purpose="see one's activities")
def listing(request):
    activities = Activity.objects.run_by(request.user).with_taken().select_related("office").order_by("-starts_at")
    return render(request, "activities/desk_list.html", {"activities": activities[:100]})


@route(Audience.STAFF, roles=DESK, purpose="see who is coming, by pseudonym")
def roster(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    return render(request, "activities/roster.html", _roster(request, activity, SessionForm()))


@route(Audience.STAFF, roles=DESK, purpose="open or close an activity, confirm that its risks were read")
@require_POST
def step(request, pk, name):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    if name not in STEPS:
        raise Http404
    if name == "close" and not request.POST.get("sure"):
        messages.warning(request, _("Ending it cannot be undone. Tick that you are sure."))
    else:
        tried(request, STEPS[name], activity=activity)
    return redirect("activities_desk:roster", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="lead an activity")
@require_POST
def lead(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    tried(request, actions.add_lead, activity=activity, person=request.user)
    return redirect("activities_desk:roster", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="add a meeting of an activity")
@require_POST
def add_session(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    form = SessionForm(request.POST)
    if form.is_valid() and tried(request, actions.add_session, activity=activity, **form.cleaned_data):
        return redirect("activities_desk:roster", pk=pk)
    return render(request, "activities/roster.html", _roster(request, activity, form))


@route(Audience.STAFF, roles=DESK, purpose="choose who gets a place where names were collected")
def choose(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    listed = queries.with_answers(queries.listed(activity), activity)
    form = ChoiceForm(request.POST or None, places=listed)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(request, actions.choose, form, activity=activity, **form.cleaned_data)
    ):
        return redirect("activities_desk:roster", pk=pk)
    return render(request, "activities/choose.html", {"activity": activity, "listed": listed, "form": form})


def _roster(request, activity, form) -> dict:
    places = Place.objects.visible_to(request.user).filter(activity=activity).standing().select_related("child")
    return {
        "activity": activity,
        "groups": queries.by_state(queries.with_answers(list(places), activity)),
        "sessions": activity.sessions.all(),
        "leads": [lead.person for lead in activity.leads.select_related("person")],
        "form": form,
        "may_read_risks": policy.may_read_risks(request.user, activity, at=timezone.now()),
        "hindrance": queries.hindrance(activity) if activity.state == State.DRAFT else None,
        "choosable": activity.priority == Priority.CHOICE and policy.may_be_settled(activity, at=timezone.now()),
    }
