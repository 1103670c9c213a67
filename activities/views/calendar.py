"""Months, and times for people's own calendars."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities import actions, queries
from activities.forms import FeedForm, WantedForm
from activities.models import Activity
from activities.views.children import kept
from portal.accounts.routes import Audience, route
from portal.figures import ics

MONTHS = 24  # from now, before and after; nobody looks further, and robots would


@route(Audience.PUBLIC, purpose="see what is on in a month")
def month(request):
    at = timezone.now()
    today = timezone.localdate(at)
    first = _asked(request.GET.get("month", ""), today)
    form = WantedForm(request.GET or None, offices=queries.offices_on_show(at))
    wanted = form.wanted()
    days = queries.month(first, wanted)
    seen = {session.activity_id for day in days for session in day.times}
    context = {
        "first": first, "before": _moved(first, -1, today), "after": _moved(first, 1, today), "today": today,
        "days": days, "any": seen, "mine": queries.standing_places(request.user, list(seen)), "form": form,
        "wanted": wanted, "query": kept(request),
    }  # fmt: skip
    return render(request, "activities/month.html", context)


@route(Audience.PUBLIC, purpose="put an activity into one's own calendar")
@require_safe
def of_activity(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    at, url = timezone.now(), request.build_absolute_uri(reverse("activities:one", args=[pk]))
    events = queries.events_of_activity(activity, url=url, at=at)
    return _file(events, name=activity.label, at=at)


@route(Audience.SIGNED_IN, purpose="let one's own calendar read the times of activities")
@never_cache
def feed(request):
    if request.user.is_staff:
        raise Http404
    at, address = timezone.now(), ""
    form = FeedForm(request.POST or None)
    if request.POST.get("do") == "stop":
        actions.stop_feed(by=request.user, at=at)
        return redirect("activities:feed")
    if request.POST.get("do") == "make" and form.is_valid():
        _made, token = actions.make_feed(by=request.user, at=at, **form.cleaned_data)
        address = request.build_absolute_uri(reverse("activities_secret:feed_file", args=[token]))
        form = FeedForm(initial=form.cleaned_data)
    words = {"feed": queries.feed_of(request.user), "address": address, "form": form}
    return render(request, "activities/feed.html", words)


@route(Audience.PUBLIC, purpose="hand times to the calendar that knows a secret address")
@never_cache
@require_safe
def feed_file(request, token):
    found = queries.feed_at(token)
    if found is None:
        raise Http404
    at = timezone.now()
    with translation.override(found.person.language):
        return _file(queries.events_of_feed(found, at=at), name=_("Tongyan"), at=at)


def _file(events, *, name: str, at) -> HttpResponse:
    answer = HttpResponse(ics.calendar(events, name=name, at=at), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="tongyan.ics"'
    return answer


def _asked(text: str, today: date) -> date:
    """The first of the month asked for; of this month for whatever is none."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = today.replace(day=1)
    return found if _distance(found, today) <= MONTHS else today.replace(day=1)


def _moved(first: date, by: int, today: date) -> date | None:
    months = first.year * 12 + first.month - 1 + by
    found = date(months // 12, months % 12 + 1, 1)
    return found if _distance(found, today) <= MONTHS else None


def _distance(first: date, today: date) -> int:
    return abs((first.year - today.year) * 12 + first.month - today.month)
