"""A child's side of a live room."""

import uuid
from datetime import datetime

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from activities.live import actions, policy, protocol, queries
from activities.live.models import Room
from activities.live.room import Member
from activities.live.states import State
from activities.live.views.assent import asking
from activities.live.views.ideas import together
from portal.accounts.routes import Audience, route
from portal.directory.queries import help_lines


def shown(entrance, request) -> dict:
    """A room as its reader may see it, for a template."""
    at = timezone.now()
    around = queries.here([request.live_room.pk], at=at)
    here = around.seats.get(request.live_room.pk, ())
    picture = protocol.picture(entrance.room.seen_by(Member(entrance.face)))
    me, young = str(entrance.face.id), not entrance.face.adult
    said = [
        note | {"on_screen": note["id"] in picture["screen"]}
        for note in picture["notes"]
        if not (note["minutes"] or note["into"])
    ]
    return (
        mine(picture, me, at)
        | together(picture, me, adult=entrance.face.adult)
        | {
            "row": request.live_room,
            "do": policy.door_of(request.user),
            "session": request.live_room.session,
            "room": picture,
            "held": [note for note in picture["notes"] if note["state"] == "held"],
            "with_lead": picture["with_lead"],
            "posted": [note for note in said if note["state"] == "posted"],
            "said": said,
            "written": [note for note in picture["notes"] if note["minutes"] and (young or note["state"] == "posted")],
            "hand_up": any(each["id"] == me for each in picture["hands"]),
            "people": queries.faces(seat.person for seat in here),
            "everybody": everybody(picture, here) if request.user.is_staff else (),
            "some_children": any(not seat.adult for seat in here),
            "alone": not any(seat.adult for seats in around.seats.values() for seat in seats),
            "steps_text": "\n".join(f"{step['minutes'] or ''} {step['what']}".strip() for step in picture["steps"]),
            "now": at,
            "inside": inside(around, request.live_room.main) if request.user.is_staff else {},
            "main": Room(pk=request.live_room.main),
            "me": me,
            "unsent": request.session.pop("live_unsent", {}),
        }
    )


def everybody(picture: dict, here) -> list:
    """Who may be put into a small group: those in the main room, and those in a group already."""
    placed = {uuid.UUID(each["id"]) for each in picture["groups"]["placed"]}
    return queries.faces({seat.person for seat in here} | placed)


def inside(around: queries.Here, main: uuid.UUID) -> dict:
    """For adults: how many are in each small room."""
    return {str(room): {"adults": a, "children": c} for room, (a, c) in around.inside(main).items()}


def mine(picture: dict, me: str, at) -> dict:
    """What of a room is the reader's own, or goes on at this moment."""
    resting = [each for each in picture["resting"] if datetime.fromisoformat(each["until"]) > at]
    piece, still = picture["piece"], picture["round"] or []
    told = [each["feeling"] for each in (picture["mood"] or {"told": []})["told"] if each["id"] == me]
    return {
        "help": next((each for each in picture["help"] if each["id"] == me), None),
        "my_roles": [role for role, face in picture["roles"].items() if face["id"] == me],
        "may_pass": bool(piece and piece["id"] == me) or any(each["id"] == me for each in still),
        "my_feeling": told[0] if told else "",
        "my_rest": any(each["id"] == me for each in resting),
        "resting": resting,
    }


def entered(request, pk):
    """What the reader sees on coming in, or None; whoever is not let in learns nothing more.

    Where the reader is in another room of the gathering, `request.live_way` is the way there.
    """
    request.live_way = None
    request.live_room = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    if request.live_room is None:
        return None
    if actions.is_due(request.live_room, timezone.now()):
        actions.end_groups(room=request.live_room.main, at=timezone.now())
    there = actions.belongs(request.live_room, request.user, turned="moved" in request.GET)
    if there != pk and queries.member(request.live_room, request.user.pk, at=timezone.now()):
        request.live_way = policy.page_of(Room(pk=there), request.user)
        return None
    return actions.be_here(by=request.user.pk, room=pk, at=timezone.now())


@route(Audience.CHILD, purpose="take part in a live room")
@never_cache
def room(request, pk):
    entrance = entered(request, pk)
    if request.live_way:
        return redirect(request.live_way)
    if entrance is None and request.live_room and request.live_room.parent_id:
        return redirect("live:room", request.live_room.main)  # the main room says what is next
    if entrance is None:
        return asking(request, request.live_room) or waiting(request, pk) or away(request, status=404)
    said = queries.said_last(request.live_room, request.user) if request.live_room.state == State.OPEN else None
    answers = {name: name in request.GET for name in ("thanks", "unheard")}
    lines = help_lines(timezone.localdate())[:4]
    return render(
        request,
        "live/room.html",
        shown(entrance, request) | answers | {"lines": lines, "notice": said and said.notice_id},
    )


def waiting(request, pk):
    """The door of a room, for a child whom the adults let in soon: who leads, and nothing of what is said inside."""
    at = timezone.now()
    found = actions.at_the_door(by=request.user.pk, room=pk, at=at)
    if found is None:
        return None
    face, state = found
    adults = [seat.person for seat in queries.present([pk], at=at).get(pk, ()) if seat.adult]
    said = queries.said_last(request.live_room, request.user)
    told = {
        "row": request.live_room,
        "do": policy.door_of(request.user),
        "adults": queries.faces(adults),
        "alone": not adults,
        "prepared": state.stage == "prepared",
        "help": state.help.get(face.id),
        "notice": said and said.notice_id,
        "me": str(face.id),
    }
    return render(request, "live/lobby.html", told)


@route(Audience.PUBLIC, purpose="kind words for somebody who is not in the room any more")
def away(request, status=200):
    return render(request, "live/away.html", status=status)


@route(Audience.CHILD, purpose="rooms that are open to me now")
def listing(request):
    return render(request, "live/listing.html", {"rooms": queries.sittings(request.user, at=timezone.now())})
