"""The day of a session: the list, one tap a child, a guest, and taps that waited on a device."""

from uuid import uuid4

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from pydantic import ValidationError

from activities import registry
from activities.desk import actions, queries
from activities.desk.forms import GuestForm, HoursForm, NoteForm
from activities.desk.kinds import Task, Why
from activities.desk.protocol import Kept
from activities.desk.states import Company, Said
from activities.kinds import Kind
from activities.models import Session
from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal, tried

DESK = {"audience": Audience.STAFF, "roles": {Role.FACILITATOR, Role.SUPERVISOR}}
LARGEST = 64_000  # bytes of one sending of taps


@route(**DESK, purpose="see one's sessions of these weeks")
def listing(request):
    at = timezone.now()
    found = list(queries.near(request.user, at=at))
    today = timezone.localdate(at)
    parts = [
        (_("Today"), [row for row in found if timezone.localdate(row.starts_at) == today]),
        (_("Coming"), [row for row in found if timezone.localdate(row.starts_at) > today]),
        (_("Over"), [row for row in reversed(found) if timezone.localdate(row.starts_at) < today]),
    ]
    return render(request, "desk/sessions.html", {"parts": [part for part in parts if part[1]]})


@route(**DESK, purpose="see who is here today, by pseudonym")
@never_cache
def session(request, pk):
    found = mine(request, pk)
    return render(request, "desk/session.html", shown(request, found))


@route(**DESK, purpose="note who came and went")
@require_POST
def note(request, pk):
    found, at = mine(request, pk), timezone.now()
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This line does not fit together."))
    else:
        tried(request, actions.note, session=found, happened=at, **form.cleaned_data)
    return redirect(f"{request.path.removesuffix('note/')}#c{form.cleaned_data.get('child', '')}")


@route(**DESK, purpose="note a child who came to an open club without a place")
@require_POST
def guest(request, pk):
    found, at = mine(request, pk), timezone.now()
    form = GuestForm(request.POST)
    child = people.child_named(form.cleaned_data["name"]) if form.is_valid() else None
    if child is None:  # in the same words as a child whose home has not said yes: nobody learns who is known here
        form.add_error(None, _("This child has no place here, and home has not said yes to coming without one."))
    else:
        try:
            actions.note(by=request.user, session=found, child=child.pk, says=Said.ARRIVED, happened=at, at=at)
            return redirect("desk_day:session", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    return render(request, "desk/session.html", shown(request, found, guest=form), status=400)


@route(**DESK, purpose="send taps that a device kept while it had no network")
@require_POST
@never_cache
def taps(request, pk):
    found = mine(request, pk)
    try:
        if len(request.body) > LARGEST:
            raise ValueError
        kept = Kept.model_validate_json(request.body)
    except (ValidationError, ValueError):
        return JsonResponse({"words": _("The device sent something that cannot be read.")}, status=400)
    try:
        done, refused = actions.take_in(by=request.user, session=found, taps=kept.taps, at=timezone.now())
    except Refusal as no:
        return JsonResponse({"words": str(no.message)}, status=403)
    now = [{"child": str(row.child.pk), "says": row.says} for row in queries.day(found).rows]
    return JsonResponse({"done": done, "refused": {str(key): words for key, words in refused.items()}, "now": now})


def shown(request, session, **forms) -> dict:
    """What the page of a day shows; a fixed number of queries."""
    at, day, duties = timezone.now(), queries.day(session), queries.duties(session)
    for row in day.rows:
        row.key = uuid4()
    held, adults = sum(not row.guest for row in day.rows), sum(duty.in_date for duty in duties)
    return {
        "session": session,
        "activity": session.activity,
        "day": day,
        "duties": duties,
        "needed": queries.adults_needed(held),
        "adults": adults,
        "short": adults < queries.adults_needed(held),
        "off": session.cancelled_at,
        "over": session.ends_at <= at,
        "begun": session.starts_at <= at,
        "at": at,
        "open_club": session.activity.kind == Kind.OPEN,
        "colleagues": queries.may_be_asked(session, at=at),
        "reasons": Why.choices,
        "tasks": Task.choices,
        "company": [each for each in Company.choices if each[0] != Company.LISTED],
        "minutes": int((session.ends_at - session.starts_at).total_seconds() // 60),
        "ways": [asks(session) for asks in registry.at_session],
        "guest": GuestForm(),
        "hours": HoursForm(),
    } | forms


def mine(request, pk) -> Session:
    """A session this person works with; any other is as unknown as none."""
    return get_object_or_404(queries.sessions_of(request.user), pk=pk)
