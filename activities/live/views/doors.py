"""The page's other ways into a room: a ticket for the socket, a form instead of it, and asking what is new.

Each exists twice, for a child and for an adult, because their doors ask for different things (two factors).
"""

import json
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from pydantic import ValidationError

from activities.live import actions, policy, protocol, queries
from activities.live.actions import frames
from activities.live.models import Room
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.clock import often

A_SECOND, SECONDS = 5, 4  # forms of one person, as slow as the socket
LISTS = {"choices", "groups"}
NUMBERS = {
    "message", "poll", "choice", "step", "minutes", "mood", "group", "how_many", "into", "dots", "word"
}  # fmt: skip
WRITTEN = {
    "say", "set_steps", "tell_adults", "call_lead", "return", "tell_groups", "give_word", "put_note", "name_group",
    "write_down",
}  # fmt: skip
ASKED = {"open_poll", "open_words", "open_board", "ask_dots"}


def doors(audience: Audience, **who):
    """The three doors for one kind of person: `ticket`, `do`, `since`."""

    def declared(purpose, view):
        def own(request, pk):
            return view(request, pk)

        return route(audience, purpose=purpose, **who)(own)

    return (
        declared("a ticket for the socket of a live room", ticket),
        declared("say or do something in a live room without a socket", do),
        declared("hear what is new in a live room without a socket", since),
    )


def room_for(request, pk) -> Room:
    room = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    if room is None or queries.member(room, request.user.pk, at=timezone.now()) is None:
        raise Http404("not a room of yours")  # missing, somebody else's and no longer yours look alike
    return room


def elsewhere(request, room) -> JsonResponse | None:
    """The answer to a page of a room whose reader is in another one of the gathering now: it asks where."""
    return JsonResponse({"moved": True}, status=409) if actions.belongs(room, request.user) != room.pk else None


@require_POST
@never_cache
def ticket(request, pk):
    room = room_for(request, pk)
    if gone := elsewhere(request, room):
        return gone
    login, language = request.session.session_key, get_language()
    word = actions.issue_ticket(by=request.user, room=room.pk, login=login, language=language)
    return JsonResponse({"ticket": word})


@require_POST
@never_cache
def do(request, pk):
    room = room_for(request, pk)
    try:
        command = _command(request)
        outcome = actions.carry_out(by=request.user.pk, room=room.pk, command=command, at=timezone.now())
    except (actions.NotNow, actions.NotHere) as no:
        return _answer(request, room, no.code, str(no.message), 409)
    except (ValidationError, ValueError):
        return _answer(request, room, "unreadable", str(actions.REASONS["unreadable"]), 400)
    if not _by_script(request):
        way = policy.page_of(room, request.user)
        return HttpResponseRedirect(f"{way}?thanks=1#thanks" if "harm" in outcome.kinds else way)
    return HttpResponse(frames.accepted(command.client_id, outcome), content_type="application/json")


@require_GET
@never_cache
def since(request, pk):
    room = room_for(request, pk)
    if gone := elsewhere(request, room):
        return gone
    known = {name: _number(request.GET.get(name, "")) for name in ("epoch", "since")}
    known["looking"] = request.GET.get("looking") != "0"
    entrance = actions.be_here(by=request.user.pk, room=room.pk, at=timezone.now(), **known)
    if entrance is None:
        raise Http404("not a room of yours")
    here = queries.present([room.pk], at=timezone.now()).get(room.pk, ())
    said = [*frames.of(entrance), frames.presence(queries.faces(seat.person for seat in here))]
    return HttpResponse(f"[{','.join(said)}]", content_type="application/json")


@route(Audience.CHILD, purpose="whether I still wait at the door of a live room")
@require_GET
@never_cache
def waits(request, pk):
    room = room_for(request, pk)
    found = actions.at_the_door(by=request.user.pk, room=room.pk, at=timezone.now())
    return JsonResponse({"waits": found is not None})


def _command(request) -> protocol.Command:
    """A form's fields as a message, read by the same closed protocol as the socket's. Raises ValidationError."""
    second = int(timezone.now().timestamp()) // SECONDS
    key = f"live.forms.{request.user.pk}.{second}"
    if often.again(key, kept=SECONDS * 2) > A_SECOND * SECONDS:
        raise actions.NotNow("too_fast")
    body = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken" and value}
    body |= {name: int(body[name]) for name in NUMBERS & body.keys()}
    body |= {
        name: [each for each in request.POST.getlist(name) if each.strip()] for name in LISTS & request.POST.keys()
    }
    if body.get("type") in {"set_agenda", "set_steps"}:
        body.setdefault("text", "")
    if body.get("type") == "mark_poll":  # a whole set in one field, "0 0 2"; a script sends one field each
        body["marks"] = [int(each) for field in request.POST.getlist("marks") for each in field.split()]
    body.setdefault("client_id", str(uuid.uuid4()))
    message = protocol.inward.validate_json(json.dumps(body))
    if not isinstance(message, protocol.Command):
        raise actions.NotNow("unreadable")
    return message


def _answer(request, room, code, words, status):
    if _by_script(request):
        said = frames.refused(request.POST.get("client_id"), code, words)
        return HttpResponse(said, content_type="application/json", status=status)
    messages.warning(request, words)
    if (kind := request.POST.get("type")) in WRITTEN:
        request.session["live_unsent"] = {kind: request.POST.get("text", "")[:1200]}  # nothing typed is lost
    elif kind in ASKED:
        lines = {name: [each[:80] for each in request.POST.getlist(name)][:6] for name in LISTS}
        request.session["live_unsent"] = {kind: {"question": request.POST.get("question", "")[:500]} | lines}
    way = policy.page_of(room, request.user)
    return HttpResponseRedirect(f"{way}?unheard=1#thanks" if code == "unheard" else way)


def _by_script(request) -> bool:
    return request.headers.get("accept") == "application/json"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else 0


child_ticket, child_do, child_since = doors(Audience.CHILD)
adult_ticket, adult_do, adult_since = doors(Audience.STAFF, roles={Role.FACILITATOR})
