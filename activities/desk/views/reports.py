"""Term reports: begun from data, written part by part, read by a supervisor, printed and taken along."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities import policy as activities
from activities.desk import actions, policy, queries
from activities.desk.actions.records import NamesAChild
from activities.desk.forms.evaluations import PartForm, StepBackForm
from activities.desk.kinds import Part
from activities.desk.states import ReportState
from activities.desk.views.days import DESK
from activities.desk.views.evaluations import again
from portal.accounts.routes import Fresh, route
from portal.files import documents
from portal.ui.refusals import Refusal

ACTS = {"hand": actions.hand_report_in, "final": actions.finish_report}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@route(**DESK, purpose="see the reports of an activity and begin one")
@never_cache
def listing(request, pk):
    at = timezone.now()
    activity = get_object_or_404(queries.read_about(request.user, at=at), pk=pk)
    may_write = policy.may_evaluate(request.user, activity, at=at)
    if not may_write and not policy.may_read_evaluation(request.user, activity, at=at):
        raise Http404
    if request.method == "POST":
        try:
            first = date.fromisoformat(request.POST.get("first", ""))
            made = actions.begin_report(by=request.user, activity=activity, first=first, at=at)
            return redirect("desk_day:report", made.pk)
        except Refusal as no:
            messages.warning(request, no.message)
        except ValueError:
            messages.warning(request, _("Please choose one of these times."))
        return redirect("desk_day:reports", pk)
    reports = list(queries.reports_read_by(request.user, at=at).filter(activity=activity))
    begun = {report.first for report in reports}
    open_ones = [each for each in queries.periods(activity) if each.first not in begun]
    context = {"activity": activity, "reports": reports, "periods": open_ones if may_write else []}
    context["works"] = activities.works_on(request.user, activity)
    return render(request, "desk/reports.html", context)


@route(**DESK, purpose="read a term report; each look is on record")
@never_cache
@require_safe
def report(request, pk):
    return _page(request, pk)


@route(**DESK, purpose="write one part of a term report")
@never_cache
def write(request, pk, part):
    found, at = _found(request, pk), timezone.now()
    section = next((each for each in queries.sections(found) if each.part == part), None)
    if section is None:
        raise Http404
    late = found.state != ReportState.DRAFT and request.method != "POST"  # what was typed is shown with the reason
    if late or not policy.may_evaluate(request.user, found.activity, at=at):
        return redirect("desk_day:report", pk)
    start = {"words": section.words, "seen": section.version}
    form, theirs = PartForm(request.POST if request.method == "POST" else None, initial=start), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_part(by=request.user, report=found, part=part, at=at, **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("desk_day:report", pk)
        except actions.WrittenMeanwhile as no:
            theirs = section
            form = again(form, section.version, no)
        except Refusal as no:
            form.refused(no)
    context = {"report": found, "section": section, "form": form, "theirs": theirs}
    context["now"] = queries.draft(found.activity, found.first, found.last, at=at)[part]
    return render(request, "desk/report_write.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="hand a term report in, send it back, or say that it is final")
@require_POST
def step(request, pk, name):
    found = _found(request, pk)
    if name == "back":
        return _back(request, found)
    if name not in ACTS:
        raise Http404
    try:
        ACTS[name](by=request.user, report=found, meant="meant" in request.POST, at=timezone.now())
    except NamesAChild as no:
        return _page(request, pk, asks={name: no.message})
    except Refusal as no:
        messages.warning(request, no.message)
    return redirect("desk_day:report", pk)


@route(**DESK, purpose="print a final term report", fresh=Fresh.SEE)
@never_cache
@require_safe
def paper(request, pk):
    found, parts = _looked_at(request, pk, "printed")
    return render(request, "desk/report_print.html", {"report": found, "activity": found.activity, "parts": parts})


@route(**DESK, purpose="take a final term report along as a document", fresh=Fresh.SEE)
@never_cache
@require_safe
def file(request, pk):
    found, parts = _looked_at(request, pk, "taken")
    facts = [f"{found.name}, {found.first} – {found.last}", str(found.activity.office)]
    texts = [(Part(each.part).label, each.words) for each in parts if each.words]
    title = f"{found.activity.label} · {_('Term report')}"
    made = documents.written(title, facts, texts, language=get_language(), at=found.reviewed_at)
    answer = HttpResponse(made, content_type=DOCX)
    answer["Content-Disposition"] = 'attachment; filename="tongyan-report.docx"'
    return answer


def _back(request, found):
    form = StepBackForm(request.POST)
    if form.is_valid():
        try:
            actions.send_report_back(by=request.user, report=found, at=timezone.now(), **form.cleaned_data)
            return redirect("desk_day:report", found.pk)
        except Refusal as no:
            form.refused(no)
    return _page(request, found.pk, remark=form)


def _page(request, pk, remark=None, asks=None):
    (found, parts), at = _looked_at(request, pk, "read"), timezone.now()
    context = {"report": found, "activity": found.activity, "parts": parts, "remark": remark or StepBackForm()}
    context["asks"] = asks or {}
    context["may_write"] = found.state == ReportState.DRAFT and policy.may_evaluate(request.user, found.activity, at=at)
    context["may_review"] = found.state == ReportState.HANDED and policy.may_review(request.user, found, at=at)
    return render(request, "desk/report.html", context, status=400 if remark or asks else 200)


def _found(request, pk):
    """One that this person reads; any other is as unknown as none."""
    return get_object_or_404(queries.reports_read_by(request.user, at=timezone.now()), pk=pk)


def _looked_at(request, pk, how: str):
    found = _found(request, pk)
    try:
        return found, actions.look_at_report(by=request.user, report=found, how=how, at=timezone.now())
    except Refusal as no:
        raise Http404 from no
