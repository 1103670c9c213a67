"""What a council writes, as those who belong to it read it and write it: rules, topics, minutes, money."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.councils import actions, queries
from activities.councils.forms import DotsForm, MinutesForm, RulesForm, TopicForm
from activities.councils.kinds import Role
from activities.councils.views.councils import refused, seen, thanked
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal, tried


@route(Audience.SIGNED_IN, purpose="read the rules of a council, agree to them, write a new version")
@never_cache
def rules(request, pk):
    council, at = seen(request, pk), timezone.now()
    force, proposed = queries.rules_in_force(council), queries.rules_proposed(council)
    writing = request.POST.get("do") == "write"
    form = RulesForm(request.POST if writing else None, initial={"lines": force.lines if force else ""})
    if request.POST.get("do") == "agree" and proposed and request.POST.get("version") == str(proposed.version):
        return _tried(request, council, "rules", actions.agree_to_rules, rules=proposed)
    if writing and form.is_valid():
        try:
            made = actions.write_rules(by=request.user, council=council, at=at, **form.cleaned_data)
        except Refusal as refusal:
            if away := refused(request, council, refusal, form):
                return away
        else:
            return redirect("councils:rules", pk=pk) if made else thanked(request, council)
    words = {
        "council": council, "force": force, "proposed": proposed, "form": form,
        "agreed": queries.has_agreed(request.user, proposed),
        "holds": queries.holds(request.user, council, at=at), "unread": queries.rules_unread(council),
    }  # fmt: skip
    return render(request, "councils/rules.html", words)


@route(Audience.SIGNED_IN, purpose="read the pool of topics, and put one into it")
@never_cache
def topics(request, pk):
    council = seen(request, pk)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.propose_topic(by=request.user, council=council, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            if away := refused(request, council, refusal, form):
                return away
        else:
            return thanked(request, council) if heard else redirect("councils:topics", pk=pk)
    return _topics(request, council, form=form)


@route(Audience.SIGNED_IN, purpose="lay one's dots on topics, or move them")
@require_POST
def dots(request, pk):
    council = seen(request, pk)
    found = queries.open_round(council)
    if found is None:
        raise Http404
    form = DotsForm(request.POST, topics=queries.topics(council), most=found.dots, laid={})
    if form.is_valid():
        return _tried(request, council, "topics", actions.lay_dots, round=found, dots=form.dots())
    return _topics(request, council, laying=form)


def _topics(request, council, *, form=None, laying=None):
    at, found = timezone.now(), queries.open_round(council)
    pool = queries.topics(council)
    belongs = queries.belongs(request.user, council, at=at)
    is_open = queries.open_to_dots(found, at=at)
    if is_open and belongs and pool and laying is None:
        laying = DotsForm(topics=pool, most=found.dots, laid=queries.own_dots(request.user, found))
    words = {
        "council": council, "topics": pool, "own": queries.own_topics(request.user, council), "round": found,
        "laying": laying if is_open else None, "belongs": belongs, "form": form or TopicForm(),
        "result": queries.last_result(council),
    }  # fmt: skip
    return render(request, "councils/topics.html", words)


@route(Audience.SIGNED_IN, purpose="read the minutes of a council, and write them as note-taker or chair")
@never_cache
def minutes(request, pk):
    council, at = seen(request, pk), timezone.now()
    draft = queries.own_draft(request.user, council)
    before = {"held_on": draft.held_on, "words": draft.words} if draft else {"held_on": timezone.localdate(at)}
    form = MinutesForm(request.POST or None, initial=before)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_minutes(by=request.user, council=council, at=at, **form.cleaned_data)
        except Refusal as refusal:
            if away := refused(request, council, refusal, form):
                return away
        else:
            return redirect("councils:minutes", pk=pk) if made else thanked(request, council)
    words = {"council": council, "minutes": queries.minutes_of(council), "draft": draft, "form": form}
    words["writes"] = queries.holds(request.user, council, Role.NOTE_TAKER, Role.CHAIR, at=at)
    return render(request, "councils/minutes.html", words)


@route(Audience.SIGNED_IN, purpose="read the budget book of a council")
@never_cache
def money(request, pk):
    council = seen(request, pk)
    return render(request, "councils/money.html", {"council": council, "book": queries.book(council)})


def _tried(request, council, back: str, action, **facts):
    if tried(request, action, **facts):
        messages.success(request, _("Kept."))
    return redirect(f"councils:{back}", pk=council.pk)
