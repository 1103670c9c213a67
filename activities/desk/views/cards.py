"""Cards that are shown once, in the answer to the very request that opened them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions
from activities.desk.views.children import found, shown
from activities.desk.views.days import DESK, mine
from portal.accounts.routes import Fresh, route
from portal.ui.refusals import Refusal

SHOWN_FOR = 30 * 60  # seconds; then the page goes by itself


@route(**DESK, purpose="open what helps a child on the day: allergies, whom to call, who may collect")
@require_POST
@never_cache
def card(request, pk, child):
    """One child, by somebody on duty: no second proof here, since a child who cannot breathe does not wait for one."""
    session, row = found(request, pk, child)
    try:
        opened = actions.open_card(by=request.user, child=row.child, at=timezone.now())
    except Refusal as no:
        messages.warning(request, no.message)
        return redirect("desk_day:child", pk, child)
    answer = render(request, "desk/child.html", shown(request, session, row, card=opened))
    return _goes(answer, reverse("desk_day:child", args=[pk, child]))


@route(**DESK, purpose="print whom to call for everybody of today's group", fresh=Fresh.ACT)
@require_POST
@never_cache
def crisis(request, pk):
    session = mine(request, pk)
    try:
        cards = actions.crisis_list(by=request.user, session=session, at=timezone.now())
    except Refusal as no:
        messages.warning(request, no.message)
        return redirect("desk_day:session", pk)
    context = {"session": session, "activity": session.activity, "cards": cards, "at": timezone.now()}
    answer = render(request, "desk/crisis.html", context)
    return _goes(answer, reverse("desk_day:session", args=[pk]))


def _goes(answer, way: str):
    """A tablet that is put down shows no child's health for long, with or without a script."""
    answer["Refresh"] = f"{SHOWN_FOR}; url={way}"
    return answer
