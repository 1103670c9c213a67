"""Who works at a session, who comes instead, hours, and calling it off."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities.desk import actions, queries
from activities.desk.forms import HoursForm
from activities.desk.kinds import Task, Why
from activities.desk.views.days import DESK, mine
from portal.accounts.routes import route
from portal.ui.refusals import tried


@route(**DESK, purpose="put an adult on duty at a session")
@require_POST
def assign(request, pk):
    session = mine(request, pk)
    person, task = _colleague(request, session), request.POST.get("task", Task.LEAD)
    if person is None or task not in Task.values:
        messages.warning(request, _("Please choose a colleague."))
    else:
        tried(request, actions.assign, session=session, person=person, task=task)
    return redirect("desk_day:session", pk)


@route(**DESK, purpose="confirm an adult, take one off duty, send another instead, or write down hours")
@require_POST
def change(request, pk, duty):
    session = mine(request, pk)
    found = next((each for each in queries.duties(session) if each.pk == duty), None)
    if found is None:
        raise Http404
    step, hours = request.POST.get("step"), HoursForm(request.POST)
    if step == "instead":
        person = _colleague(request, session)
        if person is None:
            messages.warning(request, _("Please choose a colleague."))
        else:
            tried(request, actions.substitute, duty=found, person=person)
    elif step == "hours" and hours.is_valid():
        tried(request, actions.note_hours, duty=found, minutes=hours.cleaned_data["minutes"])
    elif step == "confirm":
        tried(request, actions.assign, session=session, person=found.person, task=found.task)
    elif step == "off":
        tried(request, actions.take_off, duty=found)
    else:
        messages.warning(request, _("Please look at the number of minutes once more."))
    return redirect("desk_day:session", pk)


@route(**DESK, purpose="call a session off and tell everybody")
@require_POST
def cancel(request, pk):
    session = mine(request, pk)
    why = request.POST.get("why")
    if why not in Why.values:
        messages.warning(request, _("Please choose a reason; families read it."))
    elif tried(request, actions.cancel, session=session, why=why):
        messages.success(request, _("Called off. Children, home and colleagues have a message."))
    return redirect("desk_day:session", pk)


def _colleague(request, session):
    """One of those who may be asked; anybody else is as if there were none."""
    wanted = request.POST.get("person", "")
    return next((each for each in queries.may_be_asked(session, at=timezone.now()) if str(each.pk) == wanted), None)
