"""At the desk: photographs of drawings on paper, each laid among what the child who made it is writing."""

from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from activities.desk import queries as desk
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal
from voices import actions

MOST = 40  # pictures of one sending


@route(Audience.STAFF, roles={Role.FACILITATOR, Role.SUPERVISOR}, purpose="hand children's drawings over to them")
@never_cache
def drawings(request, pk):
    session = get_object_or_404(desk.sessions_of(request.user), pk=pk)
    rows = desk.day(session).rows
    context = {"session": session, "activity": session.activity, "rows": rows, "sheet": uuid4(), "problems": []}
    if request.method != "POST":
        return render(request, "voices/drawings.html", context)
    laid, context["problems"] = _laid(request, session, rows)
    if laid:
        said = ngettext("%(n)s drawing lies with its child.", "%(n)s drawings lie with their children.", laid)
        messages.success(request, said % {"n": laid})
    elif not context["problems"]:
        messages.warning(request, _("No picture was chosen yet."))
    if laid and not context["problems"]:
        return redirect("desk_day:session", pk)
    return render(request, "voices/drawings.html", context, status=400)


def _laid(request, session, rows) -> tuple[int, list[tuple[object, int, str]]]:
    """How many were taken, and (child, which file of this child, why not) for each that was not. One bad file costs
    none of the others; files are named by their number, since a name may be a child's."""
    laid, problems, left = 0, [], MOST
    for row in rows:
        for number, upload in enumerate(request.FILES.getlist(f"drawing-{row.child.pk.hex}"), 1):
            if left == 0:
                problems.append((row.child, number, _("Forty at a time. Please send this one again.")))
                continue
            left -= 1
            key = uuid5(_sheet(request), f"{row.child.pk}:{number}")
            facts = {"session": session, "child": row.child.pk, "upload": upload, "key": key}
            try:
                actions.lay_drawing(by=request.user, at=timezone.now(), **facts)
                laid += 1
            except Refusal as no:
                problems.append((row.child, number, no.message))
    return laid, problems


def _sheet(request) -> UUID:
    try:
        return UUID(request.POST.get("sheet", ""))
    except ValueError:
        return uuid4()
