"""The record of a session, talks of supervision, incidents, and the list of what is due."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions, policy, queries
from activities.desk.forms import CommentForm, IncidentForm, RecordForm, SeenForm, SupervisionForm
from activities.desk.kinds import Form
from activities.desk.states import RECORD_WITHIN
from activities.desk.views.days import DESK, mine
from activities.kinds import Kind
from activities.models import Session
from portal.accounts.routes import route
from portal.ui.refusals import Refusal


@route(**DESK, purpose="see what is due at the desk")
def work(request):
    return render(request, "desk/work.html", {"tasks": queries.work(request.user, at=timezone.now())})


@route(**DESK, purpose="write and read the record of a session")
@never_cache
def record(request, pk):
    session = _session(request, pk)
    if request.method != "POST":
        return _page(request, session)
    form, seen = RecordForm(request.POST), SeenForm(request.POST)
    if form.is_valid():
        said, done = dict(form.cleaned_data), "done" in request.POST
        facts = {"form": said.pop("form"), "words": said, "done": done, "seen": seen.moment()}
        try:
            actions.write_record(by=request.user, session=session, at=timezone.now(), **facts)
            messages.success(request, _("Written down."))
            return redirect("desk_day:record", pk)
        except actions.WrittenMeanwhile as no:
            form.add_error(None, no.message)
            return _page(request, session, form=form, other=True)
        except Refusal as no:
            form.add_error(None, no.message)
    return _page(request, session, form=form, seen=seen)


@route(**DESK, purpose="comment the record of a session")
@require_POST
def comment(request, pk):
    session = _session(request, pk)
    found, form = queries.record_of(session), CommentForm(request.POST)
    if found is None:
        raise Http404
    if form.is_valid():
        try:
            actions.comment_record(by=request.user, record=found, at=timezone.now(), **form.cleaned_data)
            return redirect("desk_day:record", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    return _page(request, session, comment=form)


@route(**DESK, purpose="note and read talks of supervision")
@never_cache
def supervision(request):
    at = timezone.now()
    people = queries.supervised(request.user, at=at)
    form = SupervisionForm(request.POST if request.method == "POST" else None, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_supervision(by=request.user, at=at, **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("desk_day:supervision")
        except Refusal as no:
            form.add_error(None, no.message)
    rows = queries.supervisions_of(request.user)[:50]
    context = {"form": form if people else None, "rows": rows}
    return render(request, "desk/supervision.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="note what went wrong at a session")
@never_cache
def incident(request, pk):
    session = mine(request, pk)
    form = IncidentForm(request.POST if request.method == "POST" else None, initial={"happened_at": timezone.now()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.note_incident(by=request.user, session=session, at=timezone.now(), **form.cleaned_data)
            told = _("The safeguarding lead has it now, and nobody else reads it. Thank you.")
            messages.success(request, told if made.harm else _("Written down."))
            return redirect("desk_day:session", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    context = {"session": session, "activity": session.activity, "form": form}
    return render(request, "desk/incident.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="read incidents one noted, or of the offices one supervises")
@never_cache
def incidents(request):
    rows = queries.incidents_read_by(request.user, at=timezone.now())[:50]
    return render(request, "desk/incidents.html", {"rows": rows})


def _session(request, pk) -> Session:
    """One whose record this person may read: a colleague of the office who was not there finds none."""
    at = timezone.now()
    found = queries.recorded_by(request.user, at=at).filter(pk=pk).first()
    found = found or get_object_or_404(queries.supervised_sessions(request.user, at=at), pk=pk)
    if not policy.may_read_record(request.user, found, at=at):
        raise Http404
    return found


def _page(request, session, *, form=None, comment=None, seen=None, other=False):
    """`form`: what was typed and could not be kept; `other`: what somebody else wrote meanwhile is shown beside it."""
    at, found = timezone.now(), queries.record_of(session)
    start = {"form": Form.PROCESS if session.activity.kind == Kind.CLOSED else Form.SUMMARY}
    may_write = policy.may_record(request.user, session, at=at) and not (found and found.done_at)
    reads = found and (found.done_at or other)
    context = {"session": session, "activity": session.activity, "record": found, "may_write": may_write or form}
    context |= {"works": queries.sessions_of(request.user).filter(pk=session.pk).exists()}
    context |= {"form": form or RecordForm(instance=found, initial=None if found else start)}
    context |= {"seen": seen or SeenForm.of(found), "written": _words(found) if reads else None}
    context |= {"due": session.ends_at + RECORD_WITHIN, "at": at, "comment": comment or CommentForm()}
    context |= {"may_comment": comment or _may_comment(request.user, session, found, at)}
    return render(request, "desk/record.html", context, status=400 if form or comment else 200)


def _words(record) -> list[tuple]:
    """What stands in it, each under its label."""
    said = [(record._meta.get_field(name).verbose_name, getattr(record, name)) for name in RecordForm.Meta.fields[1:]]
    return [each for each in said if each[1]]


def _may_comment(person, session, record, at) -> bool:
    open_one = record and record.done_at and not record.comment and record.written_by_id != person.pk
    return bool(open_one) and policy.supervises(person, session.activity, at=at)
