"""The plan of an activity: reading it, writing it, handing it in, standing by it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import actions as doing
from activities import policy as activities
from activities.desk import actions, policy, queries
from activities.desk.forms import Budget, PlanForm, PointsForm, RemarkForm, SeenForm, SharesForm, Steps
from activities.desk.kinds import Level, Point, Stage
from activities.desk.views.days import DESK
from activities.models import Activity
from portal.accounts.routes import route
from portal.ui.refusals import Refusal, tried

ACTS = {"hand": actions.hand_in_plan, "approve": actions.approve_plan}


@route(**DESK, purpose="read the plan of an activity")
def plan(request, pk):
    return _page(request, _activity(request, pk))


@route(**DESK, purpose="write the plan of an activity")
def write(request, pk):
    activity, posted = _activity(request, pk), request.method == "POST"
    found = queries.plan_of(activity)
    if found is None:
        return redirect("desk_day:plan", pk)
    forms, seen = _forms(found, request.POST if posted else None), SeenForm.of(found)
    context = {"activity": activity}
    if posted:
        seen = SeenForm(request.POST)
    if posted and all(form.is_valid() for form in forms.values()):
        facts = _said(forms) | {"seen": seen.moment()}
        try:
            actions.write_plan(by=request.user, plan=found, at=timezone.now(), **facts)
            messages.success(request, _("Written down."))
            return redirect("desk_day:plan", pk)
        except actions.WrittenMeanwhile as no:
            forms["facts"].add_error(None, no.message)
            found = queries.plan_of(activity)
            seen = SeenForm.of(found)
            context |= _read(found)  # what the other wrote, beside what was typed here
        except Refusal as no:
            forms["facts"].add_error(None, no.message)
    context |= {"plan": found, "seen": seen} | forms
    return render(request, "desk/plan_write.html", context, status=400 if posted else 200)


@route(**DESK, purpose="begin a plan, read the risks beside it, hand it in, approve it or send it back")
@require_POST
def step(request, pk, name):
    activity = _activity(request, pk)
    if name == "begin":
        done = tried(request, actions.begin_plan, activity=activity)
        return redirect("desk_day:write_plan" if done else "desk_day:plan", pk)
    if name == "risks":
        tried(request, doing.read_risks, activity=activity)
        return redirect("desk_day:plan", pk)
    found = queries.plan_of(activity)
    if name == "back" and found:
        return _back(request, activity, found)
    if name not in {*ACTS, "back"}:
        raise Http404
    if found:
        tried(request, ACTS[name], plan=found)
    return redirect("desk_day:plan", pk)


def _back(request, activity, found):
    form = RemarkForm(request.POST)
    if form.is_valid():
        try:
            actions.send_plan_back(by=request.user, plan=found, at=timezone.now(), **form.cleaned_data)
            return redirect("desk_day:plan", activity.pk)
        except Refusal as no:
            form.add_error(None, no.message)
    return _page(request, activity, remark=form)


def _activity(request, pk) -> Activity:
    return get_object_or_404(queries.planned_by(request.user, at=timezone.now()), pk=pk)


def _page(request, activity, remark=None):
    at, found = timezone.now(), queries.plan_of(activity)
    context = {"activity": activity, "plan": found, "may_write": activities.may_change(request.user, activity, at=at)}
    context |= {"works": activities.works_on(request.user, activity)}
    context |= {"may_read_risks": activities.may_read_risks(request.user, activity, at=at)}
    if found:
        context |= _read(found) | {
            "token": queries.is_token(found.matrix),
            "may_approve": policy.may_approve(request.user, found, at=at),
            "risks_stand": queries.risks_stand(found),
            "remark": remark or RemarkForm(),
        }
    return render(request, "desk/plan.html", context, status=400 if remark else 200)


def _read(found) -> dict:
    """What `desk/plan_read.html` shows."""
    return {
        "points": [(label, found.nine.get(value)) for value, label in Point.choices],
        "stages": [(label, _level(found.matrix.get(value))) for value, label in Stage.choices],
        "minutes": sum(each.minutes for each in found.steps.all()),
        "total": sum(each.amount for each in found.budget.all()),
    }


def _level(value: str | None):
    return Level(value).label if value else ""


def _forms(plan, data) -> dict:
    steps = [{"what": each.what, "minutes": each.minutes, "materials": each.materials} for each in plan.steps.all()]
    budget = [{"what": each.what, "amount": each.amount} for each in plan.budget.all()]
    return {
        "facts": PlanForm(data, instance=plan),
        "steps": Steps(data, initial=steps, prefix="step"),
        "budget": Budget(data, initial=budget, prefix="budget"),
        "nine": PointsForm(data, initial=plan.nine),
        "shares": SharesForm(data, initial=plan.matrix),
    }


def _said(forms: dict) -> dict:
    return {
        "facts": forms["facts"].cleaned_data,
        "steps": [row for row in forms["steps"].cleaned_data if row.get("what")],
        "budget": [row for row in forms["budget"].cleaned_data if row.get("what")],
        "points": forms["nine"].cleaned_data,
        "shares": forms["shares"].cleaned_data,
    }
