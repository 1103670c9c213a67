"""Terms and special days of an area; a term's weekly sessions; a list from paper."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.desk import actions, queries
from activities.desk.forms import PaperForm, SpecialDayForm, TermForm, WeeklyForm
from activities.desk.views.days import DESK, mine
from activities.models import Activity
from portal.accounts.routes import route
from portal.ui.refusals import Refusal


@route(**DESK, purpose="see and set school terms and special days")
def terms(request):
    """Two small forms on one page; which one was sent is in its button."""
    areas, sent = queries.areas_of(request.user, at=timezone.now()), request.POST.get("what")
    term = TermForm(request.POST if sent == "term" else None, areas=areas, prefix="term")
    day = SpecialDayForm(request.POST if sent == "day" else None, areas=areas, prefix="day")
    form, act = (day, actions.set_special_day) if sent == "day" else (term, actions.set_term)
    if request.method == "POST" and form.is_valid():
        try:
            act(by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Written down."))
            return redirect("desk_day:terms")
        except Refusal as no:
            form.add_error(None, no.message)
    rows = [(area, queries.terms_of(area), queries.special_days(area)) for area in areas]
    context = {"rows": rows, "term": term, "day": day}
    return render(request, "desk/terms.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="lay the weekly sessions of a term")
def weekly(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user).select_related("office"), pk=pk)
    terms = queries.terms_of(activity.office.area)
    form = WeeklyForm(request.POST if request.method == "POST" else None, terms=terms)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.lay_weekly(by=request.user, activity=activity, at=timezone.now(), **form.cleaned_data)
            said = ngettext("%(n)s session is laid.", "%(n)s sessions are laid.", len(made)) % {"n": len(made)}
            messages.success(request, said)
            return redirect("activities_desk:roster", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    special = queries.special_days(activity.office.area)
    context = {"activity": activity, "form": form, "terms": terms, "special": special}
    return render(request, "desk/weekly.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="enter a list that was kept on paper")
def paper(request, pk):
    session = mine(request, pk)
    rows, posted = queries.day(session).rows, request.method == "POST"
    for row in rows:
        row.form = PaperForm(request.POST if posted else None, session=session, prefix=row.child.pk.hex)
    # A child about whom somebody noted something since the page was opened is still on the sheet that is sent.
    rows = [row for row in rows if not row.says or row.form["says"].data]
    if posted and all(row.form.is_valid() for row in rows):
        lines = [actions.Line(**row.form.line(row.child.pk)) for row in rows if row.form.cleaned_data["says"]]
        try:
            actions.note_paper(by=request.user, session=session, sheet=_sheet(request), lines=lines, at=timezone.now())
            messages.success(request, _("Written down."))
            return redirect("desk_day:session", pk)
        except Refusal as no:
            messages.error(request, no.message)
    context = {"session": session, "activity": session.activity, "rows": rows, "sheet": _sheet(request)}
    return render(request, "desk/paper.html", context, status=400 if posted else 200)


def _sheet(request) -> UUID:
    try:
        return UUID(request.POST.get("sheet", ""))
    except ValueError:
        return uuid4()
