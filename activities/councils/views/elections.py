"""An election as voters see it: standing, asking somebody, voting in secret, reading who was elected."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.councils import actions, policy, queries
from activities.councils.forms import PersonForm, StandForm, VoteForm
from activities.councils.views.councils import refused, thanked
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal, tried


def found(request, pk):
    election = queries.election(request.user, pk)
    if election is None:
        raise Http404
    return election


@route(Audience.SIGNED_IN, purpose="see an election: who stands, and who was elected")
@never_cache
def election(request, pk):
    shown, at = found(request, pk), timezone.now()
    words = {
        "election": shown,
        "candidates": queries.standing(shown, at=at),
        "mine": queries.mine(request.user, shown, at=at),
        "takes_names": policy.takes_names(shown, at=at),
        "takes_votes": policy.takes_votes(shown, at=at),
        "belongs": queries.belongs(request.user, shown.council, at=at),
        "drawn": queries.drawn(shown),
        "elected": queries.elected(shown),
    }
    return render(request, "councils/election.html", words)


@route(Audience.SIGNED_IN, purpose="stand for an office")
@never_cache
def stand(request, pk):
    shown = found(request, pk)
    form = StandForm(request.POST or None, council=shown.council)
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.stand(by=request.user, election=shown, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            if away := refused(request, shown.council, refusal, form):
                return away
        else:
            return thanked(request, shown.council) if heard else redirect("councils:election", pk=pk)
    return render(request, "councils/stand.html", {"election": shown, "form": form})


@route(Audience.CHILD, purpose="ask another child whether it wants to stand")
@never_cache
def propose(request, pk):
    shown, at = found(request, pk), timezone.now()
    people = queries.may_be_proposed(request.user, shown, at=at) if policy.takes_names(shown, at=at) else []
    form = PersonForm(request.POST or None, people=people)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried(request, actions.propose, form, election=shown, **form.cleaned_data)
    ):
        messages.success(request, _("We ask. Whether they stand is for them alone."))
        return redirect("councils:election", pk=pk)
    return render(request, "councils/propose.html", {"election": shown, "form": form})


@route(Audience.SIGNED_IN, purpose="say no to standing, or not stand any more")
@require_POST
def withdraw(request, pk):
    shown = found(request, pk)
    tried(request, actions.withdraw, election=shown)
    return redirect("councils:election", pk=pk)


@route(Audience.SIGNED_IN, purpose="vote in secret")
@never_cache
def vote(request, pk):
    shown, at = found(request, pk), timezone.now()
    mine = queries.mine(request.user, shown, at=at)
    if not mine.may_vote:
        return redirect("councils:election", pk=pk)
    candidates = queries.standing(shown, at=at)
    form = VoteForm(request.POST or None, candidates=candidates, seats=shown.seats)
    # A page that is sent empty is no vote: whoever wants nobody says so with the button.
    if (
        request.method == "POST"
        and request.POST.get("do") == "vote"
        and form.is_valid()
        and tried(request, actions.vote, form, election=shown, **form.cleaned_data)
    ):
        messages.success(request, _("Your vote is in the box. Nobody can see how you voted."))
        return redirect("councils:election", pk=pk)
    return render(request, "councils/vote.html", {"election": shown, "form": form, "candidates": candidates})
