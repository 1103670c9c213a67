"""Inviting children from a list of names used here: chosen, tried line by line, carried out as it was tried."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities import policy
from activities.desk import actions, queries
from activities.desk.kinds import Outcome
from activities.desk.views.days import DESK
from activities.models import Activity
from portal.accounts.routes import route
from portal.accounts.views import limits
from portal.files.unspooled import in_memory
from portal.privacy.forms import LINE, CarryOutForm, TableForm, Tried, carried
from portal.ui.refusals import Refusal

MOST = 100  # names of one list
COLUMNS = {"name": ("在这里的名字", "名字", "name here")}


@route(**DESK, purpose="try a list of children to invite, line by line")
@never_cache
@in_memory
def choose(request, pk):
    activity, at = get_object_or_404(Activity.objects.run_by(request.user), pk=pk), timezone.now()
    if request.method == "POST" and (refused := limits.too_many(request, "list")):
        return refused
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TableForm(*sent, columns=COLUMNS, needed={"name"}, most=MOST)
    context = {"activity": activity, "form": form, "open": policy.is_joinable(activity, at=at)}
    if request.method == "POST" and form.is_valid():
        context |= _tried(request, activity, form, at)
    else:
        context["silent"] = queries.invited_and_silent(activity)
    return render(request, "desk/invite.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="invite the children of a list that was tried")
@require_POST
@never_cache
def carry_out(request, pk):
    activity, at = get_object_or_404(Activity.objects.run_by(request.user), pk=pk), timezone.now()
    form = CarryOutForm(request.POST, bound_to=_bound_to(request, activity), at=at)
    if not form.is_valid():
        messages.error(request, form.errors["tried"][0])
        return redirect("desk_day:invite", pk)
    tried = form.cleaned_data["tried"]
    children = [UUID(line["child"]) for line in tried.lines]
    try:
        made = actions.invite_many(by=request.user, activity=activity, children=children, digest=tried.digest, at=at)
        said = ngettext("%(n)s child is invited.", "%(n)s children are invited.", len(made)) % {"n": len(made)}
        messages.success(request, said + " " + _("They and home have a message; the rest is theirs to say."))
    except Refusal as no:
        messages.error(request, no.message)
    return redirect("desk_day:invite", pk)


def _tried(request, activity, form, at) -> dict:
    """Only children who are found are named on the page; what else stood in the file is not said again."""
    rows = form.cleaned_data["file"]
    told = queries.invitable(activity, [cells.get("name", "") for _row, cells in rows], at=at)
    lines = [
        {
            "number": row.number,
            "child": child,
            "outcome": outcome,
            "why": LINE[row.wrong] if row.wrong else outcome.label,
        }
        for (row, _cells), (outcome, child) in zip(rows, told, strict=True)
    ]
    kept = [{"child": str(line["child"].pk)} for line in lines if line["outcome"] == Outcome.NEW]
    sealed = carried(Tried(form.digest, kept), bound_to=_bound_to(request, activity), at=at) if kept else ""
    return {"lines": lines, "tried": sealed, "count": len(kept), "read_as": form.read_as, "digest": form.digest[:12]}


def _bound_to(request, activity) -> str:
    return f"invited:{request.user.pk}:{activity.pk}"
