"""At the desk: what a council writes. Reading before others do, dots, minutes to publish, the budget book."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.councils import actions, queries
from activities.councils.forms import BackForm, MinutesForm, MoneyForm, RoundForm, RulesForm
from activities.councils.models import Council
from activities.councils.views.desk import DESK
from portal.accounts.routes import Audience, route
from portal.ui.refusals import tried


@route(Audience.STAFF, roles=DESK, purpose="see what a council writes and what waits to be read")
@never_cache
def page(request, pk):
    return _page(request, _run(request, pk))


@route(Audience.STAFF, roles=DESK, purpose="read rules that a child wrote, or write a version in the group's words")
@require_POST
def rules(request, pk):
    council = _run(request, pk)
    unread = queries.rules_unread(council)
    if request.POST.get("do") == "read":
        if unread is None or request.POST.get("version") != str(unread.version):
            messages.warning(request, _("There is a newer version, or it has been read."))
            return redirect("councils_desk:writing", pk=pk)
        return _tried(request, council, actions.read_rules, rules=unread)
    form = RulesForm(request.POST)
    if form.is_valid():
        return _tried(request, council, actions.write_rules, form, council=council, **form.cleaned_data)
    return _page(request, council, rules=form)


@route(Audience.STAFF, roles=DESK, purpose="read a topic before the others do, or close it")
@require_POST
def topic(request, pk, topic):
    council = _run(request, pk)
    found = get_object_or_404(council.topics.filter(done_at=None), pk=topic)
    if request.POST.get("do") == "done":
        return _tried(request, council, actions.close_topic, topic=found)
    if request.POST.get("do") not in ("pool", "out"):
        return redirect("councils_desk:writing", pk=pk)
    return _tried(request, council, actions.read_topic, topic=found, into_pool=request.POST["do"] == "pool")


@route(Audience.STAFF, roles=DESK, purpose="begin and close a vote with dots")
@require_POST
def dots(request, pk):
    council = _run(request, pk)
    found = queries.open_round(council)
    if request.POST.get("do") == "close" and found:
        return _tried(request, council, actions.close_round, round=found)
    form = RoundForm(request.POST)
    if form.is_valid():
        return _tried(request, council, actions.begin_round, form, council=council, **form.cleaned_data)
    return _page(request, council, round=form)


@route(Audience.STAFF, roles=DESK, purpose="write minutes that a colleague publishes")
@require_POST
def minutes(request, pk):
    council = _run(request, pk)
    form = MinutesForm(request.POST)
    if form.is_valid():
        return _tried(request, council, actions.write_minutes, form, council=council, **form.cleaned_data)
    return _page(request, council, minutes=form)


@route(Audience.STAFF, roles=DESK, purpose="publish minutes, or send them back")
@require_POST
def draft(request, pk, draft):
    council = _run(request, pk)
    found = get_object_or_404(council.minutes.all(), pk=draft)
    if request.POST.get("do") == "publish":
        seen = request.POST.get("seen", "")
        return _tried(request, council, actions.publish_minutes, minutes=found, seen=seen)
    form = BackForm(request.POST, prefix=str(found.pk))
    if form.is_valid():
        return _tried(request, council, actions.send_minutes_back, form, minutes=found, **form.cleaned_data)
    return _page(request, council, back=form)


@route(Audience.STAFF, roles=DESK, purpose="keep the budget book of a council")
@never_cache
def money(request, pk):
    council = _run(request, pk)
    form = MoneyForm(request.POST or None, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        facts = {"day": form.cleaned_data["day"], "what": form.cleaned_data["what"], "fen": form.fen()}
        if tried(request, actions.note_money, form, council=council, **facts):
            return redirect("councils_desk:money", pk=pk)
    words = {"council": council, "book": queries.book(council), "form": form}
    return render(request, "councils/desk_money.html", words)


@route(Audience.STAFF, roles=DESK, purpose="take back a wrong line of the budget book")
@require_POST
def take_back(request, pk, line):
    council = _run(request, pk)
    found = get_object_or_404(queries.may_take_back(council), pk=line)
    actions.take_back_money(by=request.user, line=found, at=timezone.now())
    return redirect("councils_desk:money", pk=pk)


def _page(request, council, **forms):
    force = queries.rules_in_force(council)
    found, at = queries.open_round(council), timezone.now()
    mine = queries.own_draft(request.user, council)
    before = {"held_on": mine.held_on, "words": mine.words} if mine else {"held_on": timezone.localdate(at)}
    drafts = list(queries.drafts(council))
    for draft in drafts:
        draft.back = _of(draft, forms.get("back"))
    words = {
        "council": council, "force": force, "proposed": queries.rules_proposed(council),
        "unread": queries.rules_unread(council), "topics": queries.topics(council),
        "topics_unread": queries.topics_unread(council), "drafts": drafts, "round": found,
        "countable": found is not None and not queries.open_to_dots(found, at=at),
        "rules_form": forms.get("rules") or RulesForm(initial={"lines": force.lines if force else ""}),
        "round_form": forms.get("round") or RoundForm(),
        "minutes_form": forms.get("minutes") or MinutesForm(initial=before),
    }  # fmt: skip
    refused = any(form.is_bound for form in forms.values())
    return render(request, "councils/desk_writing.html", words, status=400 if refused else 200)


def _of(draft, typed):
    """What was typed stands beside its own minutes, and beside no others."""
    prefix = str(draft.pk)
    return typed if typed is not None and typed.prefix == prefix else BackForm(prefix=prefix)


def _run(request, pk):
    return get_object_or_404(Council.objects.run_by(request.user), pk=pk)


def _tried(request, council, action, form=None, /, **facts):
    """A refusal is shown beside the form where there is one, with nothing typed lost."""
    made = tried(request, action, form, **facts)
    if form is not None and made is None:
        kind = {RulesForm: "rules", RoundForm: "round", MinutesForm: "minutes", BackForm: "back"}[type(form)]
        return _page(request, council, **{kind: form})
    if form is not None and made is True:  # the words went to the safeguarding lead
        messages.success(request, _("What you wrote has arrived. Somebody reads it and takes it seriously."))
    return redirect("councils_desk:writing", pk=council.pk)
