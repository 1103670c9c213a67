"""A list to take along: first the reason, then the proof of who one is, then the file (SEC-9, SEC-18)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from activities.desk import actions, queries
from activities.desk.forms import TakingForm
from activities.desk.kinds import ListKind
from activities.desk.views.days import DESK
from activities.models import Activity
from portal.accounts.routes import Fresh, route
from portal.accounts.views import limits
from portal.figures.sheets import TYPE, xlsx
from portal.ui.refusals import Refusal


@route(**DESK, purpose="take the roster of an activity along", fresh=Fresh.ACT)
@never_cache
def roster(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    return _taken(request, ListKind.ROSTER, activity, reverse("activities_desk:roster", args=[pk]))


@route(**DESK, purpose="take along who came to the sessions of an activity", fresh=Fresh.ACT)
@never_cache
def attendance(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    return _taken(request, ListKind.ATTENDANCE, activity, reverse("activities_desk:roster", args=[pk]))


@route(**DESK, purpose="take the list of a day along", fresh=Fresh.ACT)
@never_cache
def day(request, pk):
    session = get_object_or_404(queries.sessions_of(request.user), pk=pk)
    return _taken(request, ListKind.DAY, session, reverse("desk_day:session", args=[pk]))


@route(**DESK, purpose="take the list of one's activities along", fresh=Fresh.ACT)
@never_cache
def whats_on(request):
    return _taken(request, ListKind.ON, None, reverse("activities_desk:list"))


def _taken(request, what, about, back):
    if request.method == "POST" and (refused := limits.too_many(request, "list")):
        return refused
    form, at = TakingForm(request.POST if request.method == "POST" else None), timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            sheet = actions.take_list(by=request.user, what=what, about=about, at=at, **form.cleaned_data)
            return _file(xlsx(sheet.head, sheet.rows), f"{what}-{timezone.localdate(at)}.xlsx")
        except Refusal as no:
            form.add_error(None, no.message)
    context = {"form": form, "what": what.label, "about": about or "", "back": back, "people": what != ListKind.ON}
    return render(request, "desk/taking.html", context, status=400 if form.errors else 200)


def _file(data: bytes, name: str) -> HttpResponse:
    """Its name says no activity and nobody: it lies among others on some disk."""
    answer = HttpResponse(data, content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
