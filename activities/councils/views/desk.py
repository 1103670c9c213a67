"""At the desk: making a council, holding an election, from the words of candidates to the counted papers."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.councils import actions, policy, queries
from activities.councils.forms import CouncilForm, ElectionForm, NameForm, OffForm, PaperForm, PeopleForm, term_begins
from activities.councils.kinds import Kind
from activities.councils.models import Council, Handover
from activities.models.rows import offices_worked_in
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.asking import queries as boxes
from portal.directory import queries as directory
from portal.ui.refusals import Refusal, tried

DESK = {Role.FACILITATOR, Role.SUPERVISOR}
STEPS = {"open": actions.open_vote, "count": actions.count, "draw": actions.draw}


@route(Audience.STAFF, roles=DESK, purpose="see the councils of one's activities and office, and make one")
@never_cache
def listing(request):
    offices = directory.our_offices().filter(pk__in=offices_worked_in(request.user, at=timezone.now()))
    form = CouncilForm(request.POST or None, person=request.user, offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make(by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("councils_desk:one", pk=made.pk)
    councils = Council.objects.run_by(request.user).select_related("activity", "office")[:100]
    return render(request, "councils/desk_list.html", {"councils": councils, "form": form})


@route(Audience.STAFF, roles=DESK, purpose="see a council, and write down whom the group named for an office")
@never_cache
def one(request, pk):
    council, at = _run(request, pk), timezone.now()
    people = []
    if council.kind == Kind.CHILDREN:
        people = sorted(queries.electorate(council, at=at).values(), key=lambda each: each.pseudonym)
    form = NameForm(request.POST or None, people=people)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(request, actions.name_holder, form, council=council, **form.cleaned_data)
    ):
        messages.success(request, _("They are asked. It counts when they say yes."))
        return redirect("councils_desk:one", pk=pk)
    words = {
        "council": council, "holders": queries.holders(council, at=at), "form": form,
        "elections": queries.elections_of(council), "unread": queries.handovers_unread(council),
    }  # fmt: skip
    return render(request, "councils/desk_one.html", words)


@route(Audience.STAFF, roles=DESK, purpose="read what is passed on with an office before whoever comes next does")
@require_POST
def passed_on(request, pk, handover):
    found = get_object_or_404(Handover.objects.filter(term__council=_run(request, pk)), pk=handover)
    tried(request, actions.read_handover, handover=found, **_read(request))
    return redirect("councils_desk:one", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="begin an election")
@never_cache
def begin(request, pk):
    council = _run(request, pk)
    form = ElectionForm(request.POST or None, initial=term_begins())
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin(by=request.user, council=council, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("councils_desk:election", pk=made.pk)
    return render(request, "councils/desk_begin.html", {"council": council, "form": form})


@route(Audience.STAFF, roles=DESK, purpose="hold an election: read words, open, count, call off")
@never_cache
def election(request, pk):
    return _page(request, _election(request, pk))


@route(Audience.STAFF, roles=DESK, purpose="open a vote, count it, draw by lot")
@require_POST
def step(request, pk, name):
    if name not in STEPS:
        raise Http404
    tried(request, STEPS[name], election=_election(request, pk))
    return redirect("councils_desk:election", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="read what a candidate wrote before the others do")
@require_POST
def words(request, pk, candidate):
    found = get_object_or_404(_election(request, pk).candidates.all(), pk=candidate)
    tried(request, actions.read_words, candidate=found, **_read(request))
    return redirect("councils_desk:election", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="hand ballots on paper to some who may vote")
@require_POST
def paper(request, pk):
    shown = _election(request, pk)
    form = PeopleForm(request.POST, people=queries.roll_on_paper(shown, at=timezone.now()) if shown.box else ())
    if form.is_valid():
        tried(request, actions.hand_out_papers, election=shown, **form.cleaned_data)
        return redirect("councils_desk:election", pk=pk)
    return _page(request, shown, handing=form)


@route(Audience.STAFF, roles=DESK, purpose="write down how many ballots on paper one has counted")
@require_POST
def counted(request, pk):
    shown = _election(request, pk)
    form = PaperForm(request.POST, candidates=queries.standing(shown, at=timezone.now()))
    if not form.is_valid():
        return _page(request, shown, counting=form)
    facts = {"papers": form.cleaned_data["papers"], "votes": form.votes()}
    try:
        same = actions.count_paper(by=request.user, election=shown, at=timezone.now(), **facts)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        return _page(request, shown, counting=form)
    if same is None:
        messages.success(request, _("Kept. Now a colleague counts the same papers, without you."))
    elif same:
        messages.success(request, _("Both counts are the same."))
    else:
        messages.warning(request, _("The two counts differ, and both are gone. Please count again, both of you."))
    return redirect("councils_desk:election", pk=pk)


@route(Audience.STAFF, roles=DESK, purpose="call an election off, with a reason that everybody reads")
@require_POST
def off(request, pk):
    shown = _election(request, pk)
    form = OffForm(request.POST)
    if form.is_valid():
        tried(request, actions.cancel, election=shown, **form.cleaned_data)
        return redirect("councils_desk:election", pk=pk)
    return _page(request, shown, off=form)


def _page(request, shown, *, handing=None, counting=None, off=None):
    at = timezone.now()
    voted, handed, roll = boxes.turnout(shown.box) if shown.box else (0, 0, 0)
    counts = list(shown.paper_counts.values_list("counted_by", flat=True))
    countable = policy.may_be_counted(shown, at=at)
    candidates = queries.standing(shown, at=at)
    to_count = countable and handed and len(counts) < 2 and request.user.pk not in counts
    words = {
        "election": shown, "candidates": candidates, "unread": queries.unread(shown), "at": at,
        "voted": voted, "handed": handed, "roll": roll, "counts": len(counts), "countable": countable,
        "handing": handing or PeopleForm(people=queries.roll_on_paper(shown, at=at) if shown.box else ()),
        "counting": (counting or PaperForm(candidates=candidates)) if to_count or counting else None,
        "off": off or OffForm(), "elected": queries.elected(shown),
        "takes_votes": policy.takes_votes(shown, at=at), "takes_names": policy.takes_names(shown, at=at),
    }  # fmt: skip
    return render(request, "councils/desk_election.html", words)


def _read(request) -> dict:
    """What a colleague read, and whether it may stay."""
    return {"seen": request.POST.get("seen", ""), "may_stay": request.POST.get("do") == "stay"}


def _run(request, pk):
    return get_object_or_404(Council.objects.run_by(request.user), pk=pk)


def _election(request, pk):
    found = queries.election(request.user, pk)
    if found is None:
        raise Http404
    return found
