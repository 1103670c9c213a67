"""A council: who holds which office, what is going on; and one's own office, from the letter to giving it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.councils import actions, queries
from activities.councils.forms import HandoverForm
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal


def seen(request, pk):
    """A council that this reader may see; any other is as unknown as none."""
    return get_object_or_404(queries.councils_of(request.user), pk=pk)


def thanked(request, council):
    """Where somebody goes whose words went to the safeguarding lead: thanks, and where help is."""
    if request.user.is_child:
        return redirect("activities:thanks")
    messages.success(request, _("What you wrote has arrived. Somebody reads it and takes it seriously."))
    return redirect("councils:one", pk=council.pk)


def refused(request, council, refusal, form):
    """Where a refusal leads: beside the form, or to thanks where words went to the lead; None: show the form."""
    if getattr(refusal, "with_lead", False):
        return thanked(request, council)
    form.add_error(None, refusal.message)
    return None


@route(Audience.SIGNED_IN, purpose="see the councils of one's activities, and the offices one holds")
@never_cache
def listing(request):
    at = timezone.now()
    words = {
        "councils": queries.councils_of(request.user),
        "mine": queries.terms_of(request.user, at=at),
        "asked": queries.asked_of(request.user),
        "to_take": queries.to_take(request.user, at=at),
    }
    return render(request, "councils/list.html", words)


@route(Audience.SIGNED_IN, purpose="see a council: who holds which office, and what is going on")
@never_cache
def one(request, pk):
    council, at = seen(request, pk), timezone.now()
    words = {
        "council": council,
        "holders": queries.holders(council, at=at),
        "mine": queries.terms_of(request.user, at=at, council=council),
        "asked": queries.asked_of(request.user, council),
        "to_take": [each for each in queries.to_take(request.user, at=at) if each.term.council_id == council.pk],
        "elections": queries.elections_of(council),
    }
    return render(request, "councils/one.html", words)


@route(Audience.SIGNED_IN, purpose="read and print one's own letter of appointment")
@never_cache
def letter(request, pk):
    term = _own(request, pk)
    if term.accepted_at is None:
        return redirect("councils:one", pk=term.council_id)
    return render(request, "councils/letter.html", {"term": term})


@route(Audience.SIGNED_IN, purpose="say yes or no to an office one was named for")
@require_POST
def answer(request, pk):
    term = _own(request, pk)
    said = request.POST.get("answer")
    if said in ("yes", "no"):
        actions.answer_named(by=request.user, term=term, yes=said == "yes", at=timezone.now())
    return redirect("councils:one", pk=term.council_id)


@route(Audience.SIGNED_IN, purpose="give an office back")
@require_POST
def down(request, pk):
    term = _own(request, pk)
    actions.step_down(by=request.user, term=term, at=timezone.now())
    messages.success(request, _("Done. Thank you for what you did."))
    return redirect("councils:hand", pk=pk)


@route(Audience.SIGNED_IN, purpose="pass on what is still open in an office")
@never_cache
def hand(request, pk):
    term = _own(request, pk)
    before = getattr(term, "handover", None)
    form = HandoverForm(request.POST or None, initial={"words": before.words if before else ""})
    if request.method == "POST" and form.is_valid():
        try:
            heard = actions.hand_over(by=request.user, term=term, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            if away := refused(request, term.council, refusal, form):
                return away
        else:
            return thanked(request, term.council) if heard else redirect("councils:one", pk=term.council_id)
    return render(request, "councils/hand.html", {"term": term, "form": form, "before": before})


@route(Audience.SIGNED_IN, purpose="take what was passed on with an office")
@require_POST
def take(request, pk):
    found = next((each for each in queries.to_take(request.user, at=timezone.now()) if each.pk == pk), None)
    if found is None:
        raise Http404
    actions.take_over(by=request.user, handover=found, at=timezone.now())
    messages.success(request, _("It is with you now."))
    return redirect("councils:one", pk=found.term.council_id)


def _own(request, pk):
    term = queries.own_term(request.user, pk)
    if term is None:
        raise Http404
    return term
