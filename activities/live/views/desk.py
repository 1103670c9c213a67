"""The adults' side of a live room."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.live import actions, log, protocol, queries
from activities.live.room import Member
from activities.live.states import State
from activities.live.views.children import away, entered, shown
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal

SHOWN = {"posted", "given"}  # what everybody has read already, or one by one the adults
LEADS = {"audience": Audience.STAFF, "roles": {Role.FACILITATOR}}


@route(**LEADS, purpose="today's sessions and their rooms")
def listing(request):
    return render(request, "live/desk_listing.html", {"sessions": queries.near(request.user, at=timezone.now())})


@route(**LEADS, purpose="open the room of a session")
@require_POST
def open_room(request, pk):
    session = get_object_or_404(queries.near(request.user, at=timezone.now()), pk=pk)
    try:
        room = actions.open_room(by=request.user, session=session, at=timezone.now())
    except Refusal as no:
        messages.warning(request, no.message)
        return redirect("live_desk:list")
    return redirect("live_desk:room", room.pk)


@route(**LEADS, purpose="look through a live room that is over")
@never_cache
def review(request, pk):
    entrance = entered(request, pk)
    if entrance is None or request.live_room.state == State.OPEN:
        return away(request, status=404)
    if request.method == "POST":
        try:
            actions.review(by=request.user, room=request.live_room, at=timezone.now())
        except Refusal as no:
            messages.warning(request, no.message)
        return redirect("live_desk:list")
    rooms = [entrance.room, *(log.current(group.pk) for group in request.live_room.groups.order_by("number"))]
    pictures = [_whole(room.seen_by(Member(entrance.face))) for room in rooms]
    held = [note for each in pictures for note in each["notes"] if note["state"] not in SHOWN]
    return render(request, "live/review.html", {"row": request.live_room, "room": pictures[0], "held": held})


def _whole(room) -> dict:
    return protocol.picture(room, longest=len(room.notes))


@route(**LEADS, purpose="lead a live room")
@never_cache
def room(request, pk):
    entrance = entered(request, pk)
    if request.live_way:
        return redirect(request.live_way)
    if entrance is None:
        return away(request, status=404)
    return render(request, "live/desk.html", shown(entrance, request))
