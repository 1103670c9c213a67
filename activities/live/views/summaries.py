"""The summary of a session that is over: written at the desk, read and answered by the children of the group."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities import registry
from activities.live import actions, queries
from activities.live.forms import ReadingForm, SummaryForm
from activities.live.models import Room, SummaryVersion
from activities.live.queries import summing
from activities.live.states import State
from activities.live.views.desk import LEADS
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal, tried


@route(**LEADS, purpose="write the summary of a live session and give it to its group")
@never_cache
def desk(request, pk):
    at = timezone.now()
    room = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    if room is None or room.state == State.OPEN or not queries.may_lead(room.session, request.user, at=at):
        raise Http404("not a room of yours, or still open")
    form = SummaryForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid() and (made := _written(request, room, form)):
        messages.success(request, _("Given to the group.") if isinstance(made, SummaryVersion) else _("Kept."))
        return redirect("live_desk:summary", pk)
    return render(request, "live/desk_summary.html", _desk_page(room, form, request, at))


def _written(request, room, form):
    facts = {"room": room, "words": form.words(), "left_out": _ticked(request), "seen": form.cleaned_data["seen"]}
    if request.POST.get("do") == "publish":
        facts["changed"] = form.cleaned_data["changed"]
        return tried(request, actions.publish_summary, form, **facts)
    return tried(request, actions.write_summary, form, **facts)


def _desk_page(room, form, request, at) -> dict:
    kept = queries.summary_of(room)
    summed = summing.summed(room, at=at)
    before = {name: getattr(kept, name) for name in ("course", "agreed", "coming")} if kept else {}
    drafted = {"course": summed.story.room.agenda} | before
    return {
        "row": room,
        "kept": kept,
        "summed": summed,
        "versions": queries.versions_of(kept) if kept else [],
        "form": form or SummaryForm(initial=drafted),
        "seen": kept.edited if kept else 0,
        "left_out": _ticked(request) if form else set(kept.left_out if kept else ()),
    }


def _ticked(request) -> set[int]:
    return {int(each) for each in request.POST.getlist("left_out") if each.isascii() and each.isdigit()}


@route(Audience.CHILD, purpose="read what was written of a session of my group")
@never_cache
def read(request, pk):
    room, version = _given(request, pk)
    return _page(request, room, version, ReadingForm(initial={"version": version.pk}))


@route(Audience.CHILD, purpose="say whether a session was as it is written, or what is missing")
@require_POST
@never_cache
def say(request, pk):
    room, version = _given(request, pk)
    form = ReadingForm(request.POST)
    if form.is_valid():
        read_one = get_object_or_404(room.summary.versions.all(), pk=form.cleaned_data["version"])
        facts = {"fits": request.POST.get("says") == "fits", "words": form.cleaned_data["words"]}
        try:
            heard = actions.say_of_summary(by=request.user, version=read_one, at=timezone.now(), **facts)
        except Refusal as no:
            if getattr(no, "with_lead", False):
                return redirect("activities:thanks")
            form.add_error("words", no.message)
        else:
            return redirect("activities:thanks") if heard else redirect("live:summary", pk)
    return _page(request, room, version, form)


def _given(request, pk):
    room = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    given = queries.summaries_for(request.user, room.activity) if room else []
    version = next((each for each in given if each.summary.room_id == room.pk), None)
    if version is None:
        raise Http404("nothing was given to this group, or it is not yours")
    return room, version


def _page(request, room, version, form):
    summed = summing.summed(room, at=timezone.now(), left_out=version.left_out)
    told = {
        "row": room,
        "version": version,
        "summed": summed,
        "confirmed": queries.confirmed(version),
        "own": summing.own_words(summed.story, request.user.pk),
        "onwards": registry.onward_of(request.user),
        "form": form,
    }
    return render(request, "live/summary.html", told)
