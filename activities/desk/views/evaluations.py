"""The evaluation of an activity: its measures, asking, sheets from paper, and what came of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities import policy as activities
from activities.desk import actions, policy, queries
from activities.desk.forms.evaluations import EvaluationForm, MeasureForm, SheetsForm
from activities.desk.states import ASKING_NEXT, Asking
from activities.desk.views.days import DESK
from portal.accounts.routes import route
from portal.ui.refusals import Refusal, tried


@route(**DESK, purpose="read the evaluation of an activity, begin it, and write its measures")
@never_cache
def one(request, pk):
    activity = _activity(request, pk)
    found = queries.evaluation_of(activity)
    if request.method == "POST" and (found is None or "words" not in request.POST):  # begun, or begun twice
        tried(request, actions.begin_evaluation, activity=activity)
        return redirect("desk_day:evaluation", pk)
    form = MeasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_measure(by=request.user, evaluation=found, at=timezone.now(), **form.cleaned_data)
            return redirect("desk_day:evaluation", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    status = 400 if form.is_bound else 200
    return render(request, "desk/evaluation.html", _shown(request, activity, found, form), status=status)


@route(**DESK, purpose="drop a measure before children are asked")
@require_POST
def drop(request, pk, number):
    found = _found(request, pk)
    tried(request, actions.drop_measure, evaluation=found, number=int(number))
    return redirect("desk_day:evaluation", pk)


@route(**DESK, purpose="begin and end asking children before and after")
@require_POST
def on(request, pk):
    tried(request, actions.go_on_asking, evaluation=_found(request, pk), seen=request.POST.get("seen", ""))
    return redirect("desk_day:evaluation", pk)


@route(**DESK, purpose="count sheets of paper on which children answered")
@never_cache
def sheets(request, pk):
    found = _found(request, pk)
    moment = queries.ASKED_NOW.get(found.state)
    if moment is None or not policy.may_evaluate(request.user, found.activity, at=timezone.now()):
        raise Http404
    before = queries.on_paper(found, moment)
    form = SheetsForm(
        request.POST if request.method == "POST" else None, measures=queries.measures(found), before=before
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_sheets(by=request.user, evaluation=found, counts=form.counts(), at=timezone.now())
            messages.success(request, _("Written down."))
            return redirect("desk_day:evaluation", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    context = {"activity": found.activity, "evaluation": found, "form": form}
    return render(request, "desk/sheets.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="write what came of an activity")
@never_cache
def write(request, pk):
    found = _found(request, pk)
    late = found.done_at and request.method != "POST"  # what was typed meanwhile is shown with the reason
    if late or not policy.may_evaluate(request.user, found.activity, at=timezone.now()):
        return redirect("desk_day:evaluation", pk)
    form = EvaluationForm(
        request.POST if request.method == "POST" else None, initial=_words(found) | {"seen": found.version}
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        said, done = dict(form.cleaned_data), "done" in request.POST
        facts = {"evaluation": found, "seen": said.pop("seen"), "meant": said.pop("meant"), "words": said, "done": done}
        try:
            actions.write_evaluation(by=request.user, at=timezone.now(), **facts)
            messages.success(request, _("Written down."))
            return redirect("desk_day:evaluation", pk)
        except actions.WrittenMeanwhile as no:
            theirs = queries.evaluation_of(found.activity)
            form = again(form, theirs.version, no)
        except Refusal as no:
            form.refused(no)
    context = {"activity": found.activity, "evaluation": found, "form": form, "theirs": theirs and _read(theirs)}
    return render(request, "desk/evaluation_write.html", context, status=400 if form.errors else 200)


def again(form, version: int, no: Refusal):
    """What was typed, over the newer version: whoever sends it now has seen the other words."""
    data = form.data.copy()
    data["seen"] = version
    fresh = type(form)(data)
    fresh.is_valid()
    fresh.add_error(None, no.message)
    return fresh


def _activity(request, pk):
    """One whose evaluation this person reads; any other is as unknown as none."""
    at = timezone.now()
    found = get_object_or_404(queries.read_about(request.user, at=at), pk=pk)
    if not policy.may_read_evaluation(request.user, found, at=at):
        raise Http404
    return found


def _found(request, pk):
    found = queries.evaluation_of(_activity(request, pk))
    if found is None:
        raise Http404
    return found


def _words(evaluation) -> dict[str, str]:
    return {name: getattr(evaluation, name) for name in EvaluationForm.Meta.fields}


def _read(evaluation) -> list[tuple[str, str]]:
    labels = {name: evaluation._meta.get_field(name).verbose_name for name in EvaluationForm.Meta.fields}
    return [(labels[name], words) for name, words in _words(evaluation).items() if words]


def _shown(request, activity, evaluation, form) -> dict:
    leads = policy.may_evaluate(request.user, activity, at=timezone.now())
    context = {"activity": activity, "evaluation": evaluation, "may_write": leads}
    context["works"] = activities.works_on(request.user, activity)
    if evaluation is None:
        return context
    writing, measured = evaluation.state == Asking.WRITING, queries.measured(evaluation)
    told = [counts for one in measured for _level, counts in one.rows]
    return context | {
        "form": form if leads and writing else None,
        "writing": writing,
        "asking": evaluation.state in queries.ASKED_NOW,
        "next": ASKING_NEXT.get(evaluation.state),
        "measures": queries.measures(evaluation),
        "measured": measured,
        "here": any(count is not None for counts in told for count in counts[:2]),
        "paper": any(count is not None for counts in told for count in counts[2:]),
        "own_words": queries.own_words(evaluation) if leads else [],
        "read": _read(evaluation),
    }
