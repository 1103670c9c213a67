"""At the desk: one time of an activity, moved or cancelled, and how those who came found it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities import actions, queries
from activities.forms import CancelForm, SessionForm
from activities.models import Activity, Session
from activities.views.desk import DESK
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal


@route(Audience.STAFF, roles=DESK, purpose="move or cancel a time of an activity, see how it was found")
def one(request, pk):
    mine = Activity.objects.run_by(request.user)
    session = get_object_or_404(Session.objects.filter(activity__in=mine).select_related("activity"), pk=pk)
    does = request.POST.get("do")
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}
    moving = SessionForm(request.POST if does == "move" else None, initial=times)
    ending = CancelForm(request.POST if does == "cancel" else None)
    form, act = (moving, actions.move_session) if does == "move" else (ending, actions.cancel_session)
    if does and form.is_valid():
        try:
            act(by=request.user, session=session, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("activities_desk:roster", pk=session.activity_id)
    words = {"session": session, "activity": session.activity, "moving": moving, "ending": ending}
    words |= {"felt": queries.felt_by_all(session), "over": session.ends_at <= timezone.now()}
    return render(request, "activities/session.html", words)
