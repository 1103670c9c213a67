"""The plan of an activity: reading it, writing it, handing it in, standing by it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import policy as activities
from activities.desk import actions, policy, queries
from activities.desk.forms import Budget, PlanForm, PointsForm, SharesForm, Steps
from activities.desk.kinds import Level, Point, Stage
from activities.desk.views.days import DESK, tried
from activities.models import Activity
from portal.accounts.routes import route
from portal.ui.refusals import Refusal

ACTS = {"hand": actions.hand_in_plan, "approve": actions.approve_plan, "back": actions.send_plan_back}


@route(**DESK, purpose="read the plan of an activity")
def plan(request, pk):
    activity, at = get_object_or_404(Activity.objects.run_by(request.user), pk=pk), timezone.now()
    found = queries.plan_of(activity)
    context = {"activity": activity, "plan": found, "may_write": activities.may_change(request.user, activity, at=at)}
    if found:
        context |= {
            "points": [(label, found.nine.get(value)) for value, label in Point.choices],
            "stages": [(label, _level(found.matrix.get(value))) for value, label in Stage.choices],
            "token": queries.is_token(found.matrix),
            "may_approve": policy.may_approve(request.user, found, at=at),
            "minutes": sum(each.minutes for each in found.steps.all()),
            "total": sum(each.amount for each in found.budget.all()),
        }
    return render(request, "desk/plan.html", context)


@route(**DESK, purpose="write the plan of an activity")
def write(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    found = queries.plan_of(activity)
    if found is None:
        return redirect("desk_day:plan", pk)
    forms = _forms(found, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms.values()):
        try:
            actions.write_plan(by=request.user, plan=found, at=timezone.now(), **_said(forms))
            messages.success(request, _("Written down."))
            return redirect("desk_day:plan", pk)
        except Refusal as no:
            forms["facts"].add_error(None, no.message)
    return render(
        request,
        "desk/plan_write.html",
        {"activity": activity, "plan": found} | forms,
        status=400 if request.method == "POST" else 200,
    )


@route(**DESK, purpose="begin a plan, hand it in, approve it or send it back")
@require_POST
def step(request, pk, name):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    if name == "begin":
        done = tried(request, actions.begin_plan, activity=activity)
        return redirect("desk_day:write_plan" if done else "desk_day:plan", pk)
    found = queries.plan_of(activity)
    if found is None:
        return redirect("desk_day:plan", pk)
    more = {"remark": request.POST.get("remark", "")} if name == "back" else {}
    tried(request, ACTS[name], plan=found, **more)
    return redirect("desk_day:plan", pk)


def _level(value: str | None):
    return Level(value).label if value else ""


def _forms(plan, data) -> dict:
    steps = [{"what": each.what, "minutes": each.minutes, "materials": each.materials} for each in plan.steps.all()]
    budget = [{"what": each.what, "amount": each.amount} for each in plan.budget.all()]
    return {
        "facts": PlanForm(data, instance=plan),
        "steps": Steps(data, initial=steps, prefix="step"),
        "budget": Budget(data, initial=budget, prefix="budget"),
        "points": PointsForm(data, initial=plan.nine),
        "shares": SharesForm(data, initial=plan.matrix),
    }


def _said(forms: dict) -> dict:
    return {
        "facts": forms["facts"].cleaned_data,
        "steps": [row for row in forms["steps"].cleaned_data if row.get("what")],
        "budget": [row for row in forms["budget"].cleaned_data if row.get("what")],
        "points": forms["points"].cleaned_data,
        "shares": forms["shares"].cleaned_data,
    }
