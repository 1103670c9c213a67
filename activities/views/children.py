"""What children see and do: the list, saying yes or no, taking an offered place, leaving."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import actions, queries
from activities.forms import AnswerForm, WantedForm
from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.asking.forms import AnswersForm
from portal.ui.refusals import Refusal
from portal.ui.turning import number_in, turn

A_PAGE = 12


@route(Audience.PUBLIC, purpose="see what is on")
def listing(request):
    at = timezone.now()
    form = WantedForm(request.GET or None, offices=queries.offices_on_show(at))
    wanted = form.wanted()
    found = turn(number_in(request), A_PAGE, lambda start, n: queries.on_show(at, n, start=start, wanted=wanted))
    mine = queries.standing_places(request.user, [activity.pk for activity in found.rows])
    cards = [(activity, mine.get(activity.pk)) for activity in found.rows]
    words = {"turn": found, "cards": cards, "form": form, "wanted": wanted, "query": kept(request)}
    return render(request, "activities/list.html", words)


def kept(request) -> str:
    """What is looked for, as it stays in the address while turning pages and months."""
    asked = {name: request.GET[name] for name in ("age", "day", "office", "kind") if request.GET.get(name)}
    return urlencode(asked) + "&" if asked else ""


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
    asked = AnswersForm(request.POST or None, questions=queries.questions_of(activity))
    if request.method == "POST" and form.is_valid() & asked.is_valid():
        try:
            return _answered(request, activity, form, asked.said)
        except Refusal as refusal:
            if getattr(refusal, "with_lead", False):  # thanks and help come before any other word
                messages.warning(request, refusal.message)
                return redirect("activities:thanks")
            form.add_error(None, refusal.message)
    seen = queries.answers_said(request.user, activity, at=timezone.now())
    words = {"activity": activity, "form": form, "asked": asked, "seen": seen}
    words["clashes"] = queries.clashes(request.user, activity, at=timezone.now())
    return render(request, "activities/join.html", words)


@route(Audience.CHILD, purpose="change what one answered to the questions of an activity")
def answers(request, pk):
    activity = get_object_or_404(Activity.objects.with_place_of(request.user).exclude(questions=None), pk=pk)
    before = queries.own_answers(request.user, activity)
    form = AnswersForm(request.POST or None, questions=queries.questions_of(activity), answers=before)
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.answer(by=request.user, activity=activity, said=form.said, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("activities:thanks") if heard else _to_page(request, activity)
    return render(request, "activities/answering.html", {"activity": activity, "asked": form})


@route(Audience.CHILD, purpose="read that somebody will look at what one wrote, and where help is")
def thanks(request):
    return render(request, "activities/thanks.html")


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


def _answered(request, activity, form, said):
    if request.POST.get("answer") == "yes":
        own = {"words": form.cleaned_data["words"], "seen": form.cleaned_data["seen"] or 0}
        place = actions.join(by=request.user, activity=activity, said=said, at=timezone.now(), **own)
        if place.with_lead:
            return redirect("activities:thanks")
    elif request.POST.get("answer") == "no":
        own = {"words": form.cleaned_data["words"], "said": said}
        if actions.answer_no(by=request.user, activity=activity, at=timezone.now(), **own):
            return redirect("activities:thanks")
        messages.success(request, _("Good that you said so. No is fine here."))
    return _to_page(request, activity)


def _to_page(request, activity):
    page = queries.page_of(activity)
    return redirect(page.get_url(request) if page else "activities:list")
