"""A second screen for a wall: big letters, only what everybody may read, no presence and no commands.

Without a script it is read anew by a link. Names appear only when an adult asks for them (`?names=1`)."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from activities.live import actions, protocol
from activities.live.actions import frames
from activities.live.models import Room
from activities.live.views.desk import LEADS
from portal.accounts.routes import route


@route(**LEADS, purpose="a screen for the wall of a live room")
@never_cache
def wall(request, pk):
    row, state = _wall(request, pk)
    names = _names(request)
    told = {"row": row, "names": names, "now": timezone.now()}
    return render(request, "live/screen.html", told | {"room": protocol.screen(state, names=names)})


@route(**LEADS, purpose="a ticket for the socket of a screen at the wall")
@require_POST
@never_cache
def ticket(request, pk):
    row, _state = _wall(request, pk)
    login, language = request.session.session_key, get_language()
    word = actions.issue_wall_ticket(
        by=request.user, room=row.pk, login=login, language=language, names=_names(request)
    )
    return JsonResponse({"ticket": word})


@route(**LEADS, purpose="what a screen at the wall shows now, without a socket")
@require_GET
@never_cache
def since(request, pk):
    row, _state = _wall(request, pk)
    return HttpResponse(f"[{frames.wall(row.pk, names=_names(request))}]", content_type="application/json")


def _wall(request, pk):
    row = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    state = row and actions.at_the_wall(by=request.user.pk, room=row.pk, at=timezone.now())
    if state is None:
        raise Http404("not a room of yours, or over")
    return row, state


def _names(request) -> bool:
    return request.GET.get("names") == "1"
