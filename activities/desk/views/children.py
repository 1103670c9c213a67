"""One child on the day of a session: every line about it, putting one right, and who may collect it."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions, policy, queries
from activities.desk.forms import PickUpForm, RightForm
from activities.desk.states import Company
from activities.desk.views.days import DESK, mine
from portal.accounts.routes import route
from portal.ui.refusals import Refusal, tried


@route(**DESK, purpose="see what was noted about a child that day")
@never_cache
def child(request, pk, child):
    return render(request, "desk/child.html", shown(request, *found(request, pk, child)))


@route(**DESK, purpose="put right what was noted about a child; both lines stay")
@require_POST
def right(request, pk, child, mark):
    session, row = found(request, pk, child)
    wrong = next((each for each in queries.lines(session, row.child.pk) if each.pk == mark), None)
    if wrong is None:
        raise Http404
    form = RightForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please look at the time once more."))
        return redirect("desk_day:child", pk, child)
    facts = {"says": form.cleaned_data["says"], "happened": form.happened(wrong)}
    tried(request, actions.put_right, session=session, mark=wrong, **facts)
    return redirect("desk_day:child", pk, child)


@route(**DESK, purpose="put somebody on the list of who may collect a child")
@require_POST
def list_pick_up(request, pk, child):
    session, row = found(request, pk, child)
    form = PickUpForm(request.POST)
    if form.is_valid():
        try:
            actions.list_pick_up(by=request.user, child=row.child, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("On the list now, locked away."))
            return redirect("desk_day:child", pk, child)
        except Refusal as no:
            form.add_error(None, no.message)
    return render(request, "desk/child.html", shown(request, session, row, listing=form), status=400)


def found(request, pk, child):
    """The session and the row of one of its children; a child that is not on the list is as unknown as none."""
    session = mine(request, pk)
    row = next((row for row in queries.day(session).rows if row.child.pk == child), None)
    if row is None:
        raise Http404
    return session, row


def shown(request, session, row, **more) -> dict:
    at = timezone.now()
    row.key = uuid4()
    return {
        "session": session,
        "activity": session.activity,
        "row": row,
        "lines": queries.lines(session, row.child.pk),
        "right": RightForm(),
        "company": [each for each in Company.choices if each[0] != Company.LISTED],
        "may_list": policy.may_name_collectors(request.user, row.child, at=at),
        "listing": PickUpForm(),
        "at": at,
    } | more
