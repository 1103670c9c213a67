"""At the door: squares to print, one that is read, the square that changes, and children who say they are here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions, queries
from activities.desk.views.days import DESK
from activities.models import Activity
from portal.accounts.content.qr import svg
from portal.accounts.policy import BY_ITSELF
from portal.accounts.routes import Audience, route
from portal.accounts.views import limits
from portal.ui.refusals import Refusal, tried

TURNED_ANEW = 45  # seconds: the square on the screen is always young enough to be read and opened


@route(**DESK, purpose="see who says that they are here")
@never_cache
def arriving(request, pk):
    session = get_object_or_404(queries.sessions_of(request.user), pk=pk)
    rows = queries.say_they_are_here(session)
    context = {"session": session, "activity": session.activity, "rows": rows}
    answer = render(request, "desk/arriving.html", context | {"on": queries.is_on(session, at=timezone.now())})
    answer["Refresh"] = f"20; url=?{BY_ITSELF}"
    return answer


@route(**DESK, purpose="note that a child who says so is here")
@require_POST
def greet(request, pk, child):
    session = get_object_or_404(queries.sessions_of(request.user), pk=pk)
    known = [*queries.day(session).rows, *queries.say_they_are_here(session)]
    row = next((row for row in known if row.child.pk == child), None)
    if row is None:
        raise Http404
    tried(request, actions.greet, session=session, child=row.child)
    return redirect("desk_day:arriving", pk)


@route(**DESK, purpose="show the square at the door, which is another one each minute")
@never_cache
def station(request, pk):
    session, at = get_object_or_404(queries.sessions_of(request.user), pk=pk), timezone.now()
    context = {"session": session, "activity": session.activity, "code": ""}
    if queries.is_on(session, at=at):
        address = request.build_absolute_uri(reverse("hello:door", args=[queries.door_sign(session, at=at)]))
        context["code"] = svg(address, _("The square at the door"))
    answer = render(request, "desk/station.html", context)
    answer["Refresh"] = f"{TURNED_ANEW}; url=?{BY_ITSELF}"
    return answer


@route(**DESK, purpose="note that the child whose square was read is here")
@never_cache
def scanned(request, code):
    """A phone's own camera opens this address. Looking notes nothing; the button does."""
    found = queries.badge_at(request.user, code, at=timezone.now())
    if found is None:
        raise Http404
    badge, sessions = found
    wanted = request.POST.get("session", "")
    session = next((each for each in sessions if str(each.pk) == wanted), None)
    if request.method == "POST" and session is None:
        raise Http404
    if session and tried(request, actions.greet, session=session, child=badge.child):
        messages.success(request, _("Noted: here."))
        return redirect("desk_day:scanned", code)
    days = [(each, _row(each, badge.child)) for each in sessions]
    return render(request, "desk/scanned.html", {"badge": badge, "child": badge.child, "days": days})


@route(**DESK, purpose="print the squares of a group, and stop one that was lost")
@never_cache
def squares(request, pk):
    activity, at = get_object_or_404(Activity.objects.run_by(request.user), pk=pk), timezone.now()
    held = [place.child for place in activity.places.held().select_related("child").order_by("number")]
    if request.method == "POST":
        wanted = request.POST.get("child", "")
        child = next((each for each in held if str(each.pk) == wanted), None)
        if child:
            tried(request, actions.give_badge, child=child, activity=activity, anew=True)
        elif not wanted:
            tried(request, actions.give_badges, activity=activity)
        return redirect("desk_day:squares", pk)
    badges = queries.badges_of(activity)
    rows = [(child, _square(request, badges[child.pk]) if child.pk in badges else "") for child in held]
    lacking = sum(not code for _child, code in rows)
    context = {"activity": activity, "rows": rows, "lacking": lacking, "over": activity.ends_at <= at}
    return render(request, "desk/squares.html", context)


@route(Audience.CHILD, purpose="show one's own square, and stop it when it was lost")
@never_cache
def mine(request, pk):
    activity = get_object_or_404(Activity.objects.held_by(request.user), pk=pk)
    if request.method == "POST":
        if "anew" in request.POST and (refused := limits.too_many(request, "square")):
            return refused
        facts = {"child": request.user, "activity": activity, "anew": "anew" in request.POST}
        tried(request, actions.give_badge, **facts)
        return redirect("hello:mine", pk)
    badge = queries.badge_of(request.user, activity)
    code = _square(request, badge) if badge and activity.ends_at > timezone.now() else ""
    return render(request, "desk/my_square.html", {"activity": activity, "code": code})


@route(Audience.CHILD, purpose="say at the door that one is here")
@never_cache
def door(request, sign):
    """Whose screen speaks another language is led to its own: the square at the door knows only one."""
    if request.method == "GET" and translation.get_language() != request.user.language:
        with translation.override(request.user.language):
            return redirect("hello:door", sign)
    session, at = queries.session_at_door(sign, at=timezone.now()), timezone.now()
    if session is None:
        return render(request, "desk/door.html", {"session": None}, status=404)
    words = {"session": session, "said": queries.said_hello(session, request.user)}
    if request.method == "POST":
        try:
            words["said"] = actions.say_hello(by=request.user, session=session, at=at)
        except Refusal as no:
            words["no"] = no.message
    return render(request, "desk/door.html", words)


def _square(request, badge) -> str:
    address = request.build_absolute_uri(reverse("desk_day:scanned", args=[badge.code]))
    return svg(address, _("My square"))


def _row(session, child):
    return next((row for row in queries.day(session).rows if row.child.pk == child.pk), None)
