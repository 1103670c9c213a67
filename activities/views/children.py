"""What children see and do: the list, saying yes or no, taking an offered place, leaving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import actions, queries
from activities.forms import AnswerForm
from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal
from portal.ui.turning import number_in, turn

A_PAGE = 12


@route(Audience.PUBLIC, purpose="see what is on")
def listing(request):
    at = timezone.now()
    found = turn(number_in(request), A_PAGE, lambda start, n: queries.on_show(at, n, start=start))
    mine = queries.standing_places(request.user, [activity.pk for activity in found.rows])
    cards = [(activity, mine.get(activity.pk)) for activity in found.rows]
    return render(request, "activities/list.html", {"turn": found, "cards": cards})


@route(Audience.PUBLIC, purpose="go to an activity's page in the reader's language")
def one(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    page = queries.page_of(activity)
    if page is None:
        raise Http404
    return redirect(page.get_url(request))


@route(Audience.CHILD, purpose="say yes or no to an activity")
def join(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _answered(request, activity, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
    seen = queries.answers_said(request.user, activity, at=timezone.now())
    return render(request, "activities/join.html", {"activity": activity, "form": form, "seen": seen})


@route(Audience.CHILD, purpose="take a place that was kept")
@require_POST
def take(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    try:
        actions.take_offer(by=request.user, activity=activity, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return _to_page(request, activity)


@route(Audience.CHILD, purpose="leave an activity")
@require_POST
def leave(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    actions.leave(by=request.user, activity=activity, at=timezone.now())
    messages.success(request, _("Done. Come back whenever you like."))
    return _to_page(request, activity)


@route(Audience.PUBLIC, purpose="see how places were drawn, and draw them again")
def draw(request, pk):
    activity = get_object_or_404(Activity.objects.visible_to(request.user).select_related("draw"), pk=pk)
    found = getattr(activity, "draw", None)
    if found is None:
        raise Http404
    own, drawn = queries.lots_of(request.user, found)
    return render(request, "activities/draw.html", {"activity": activity, "draw": found, "own": own, "drawn": drawn})


def _answered(request, activity, form):
    if request.POST.get("answer") == "yes":
        said = {"words": form.cleaned_data["words"], "seen": form.cleaned_data["seen"] or 0}
        actions.join(by=request.user, activity=activity, at=timezone.now(), **said)
    elif request.POST.get("answer") == "no":
        actions.answer_no(by=request.user, activity=activity, at=timezone.now())
        messages.success(request, _("Good that you said so. No is fine here."))
    return _to_page(request, activity)


def _to_page(request, activity):
    page = queries.page_of(activity)
    return redirect(page.get_url(request) if page else "activities:list")
