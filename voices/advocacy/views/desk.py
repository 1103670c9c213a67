"""The curators' desk: campaigns, asking families, putting a brief together, sending it, writing down the answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.ui.refusals import tried
from voices.advocacy import actions, policy, queries
from voices.advocacy.forms import BriefForm, CampaignForm, OutcomeForm, QuoteForm, RecommendationForm
from voices.advocacy.models import Brief, Campaign

CURATORS = {Role.CURATOR}
STEPS = {
    "release": actions.release_brief,
    "deliver": actions.deliver,
    "withdraw": actions.withdraw_brief,
    "seen": actions.seen_to,
}


def _offices(request):
    return accounts.offices_as(request.user, Role.CURATOR, at=timezone.now())


def _campaign(request, pk) -> Campaign:
    rows = Campaign.objects.visible_to(request.user, offices=_offices(request))
    return get_object_or_404(rows.select_related("recipient", "office"), pk=pk)


def _brief(request, pk) -> Brief:
    rows = Brief.objects.visible_to(request.user, offices=_offices(request))
    return get_object_or_404(rows.select_related("campaign__recipient", "made_by", "released_by"), pk=pk)


@route(Audience.STAFF, roles=CURATORS, purpose="see and open campaigns")
def campaigns(request):
    offices = _offices(request)
    form = CampaignForm(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        made = tried(request, actions.open_campaign, form, **form.cleaned_data)
        if made:
            return redirect("briefs_desk:campaign", pk=made.pk)
    rows = Campaign.objects.visible_to(request.user, offices=offices).select_related("recipient")
    wanting = Brief.objects.visible_to(request.user, offices=offices).filter(attention_at__isnull=False)
    context = {"campaigns": rows[:100], "wanting": wanting, "form": form}
    return render(request, "advocacy/desk_campaigns.html", context)


@route(Audience.STAFF, roles=CURATORS, purpose="ask families, begin a brief")
def campaign(request, pk):
    found = _campaign(request, pk)
    form = BriefForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(request, actions.draft_brief, form, campaign=found, **form.cleaned_data)
        if made:
            return redirect("briefs_desk:brief", pk=made.pk)
    rows = queries.candidates(found, at=timezone.now())
    context = {"campaign": found, "candidates": rows, "briefs": found.briefs.all(), "form": form}
    return render(request, "advocacy/desk_campaign.html", context)


@route(Audience.STAFF, roles=CURATORS, purpose="ask a family about one campaign and one office")
@require_POST
def ask(request, pk, voice):
    found = _campaign(request, pk)
    wanted = queries.candidate(found, voice, at=timezone.now())
    if wanted is None:
        raise Http404
    tried(request, actions.ask_to_use, campaign=found, voice=wanted)
    return redirect("briefs_desk:campaign", pk=pk)


@route(Audience.STAFF, roles=CURATORS, purpose="put a brief together and follow it")
def brief(request, pk):
    return _page(request, _brief(request, pk))


@route(Audience.STAFF, roles=CURATORS, purpose="take exact words into a brief")
@require_POST
def quote(request, pk):
    found = _brief(request, pk)
    at = timezone.now()
    form = QuoteForm(request.POST, candidates=queries.candidates(found.campaign, at=at))
    if form.is_valid():
        voice = queries.candidate(found.campaign, form.cleaned_data["voice"], at=at)
        words = {name: form.cleaned_data[name] for name in ("words", "as_title")}
        if voice and tried(request, actions.quote, form, brief=found, voice=voice, **words):
            return redirect("briefs_desk:brief", pk=pk)
    return _page(request, found, quote_form=form)


@route(Audience.STAFF, roles=CURATORS, purpose="take words out of a draft")
@require_POST
def unquote(request, pk, quote):
    found = _brief(request, pk)
    tried(request, actions.unquote, quote=get_object_or_404(found.quotes.all(), pk=quote))
    return redirect("briefs_desk:brief", pk=pk)


@route(Audience.STAFF, roles=CURATORS, purpose="add what a brief asks for")
@require_POST
def recommend(request, pk):
    found = _brief(request, pk)
    form = RecommendationForm(request.POST)
    if form.is_valid() and tried(request, actions.recommend, form, brief=found, **form.cleaned_data):
        return redirect("briefs_desk:brief", pk=pk)
    return _page(request, found, recommend_form=form)


@route(Audience.STAFF, roles=CURATORS, purpose="release, send, take off, look after a brief")
@require_POST
def step(request, pk, name):
    if name not in STEPS:
        raise Http404
    tried(request, STEPS[name], brief=_brief(request, pk))
    return redirect("briefs_desk:brief", pk=pk)


@route(Audience.STAFF, roles=CURATORS, purpose="write down what an office answered")
@require_POST
def answer(request, pk):
    found = _brief(request, pk)
    delivery = getattr(found, "delivery", None)
    if delivery is None:
        raise Http404
    form = OutcomeForm(request.POST)
    if form.is_valid() and tried(request, actions.record_answer, form, delivery=delivery, **form.cleaned_data):
        return redirect("briefs_desk:brief", pk=pk)
    return _page(request, found, answer_form=form)


def _page(request, found: Brief, **forms):
    at = timezone.now()
    quotes = queries.shown_quotes(found, at=at)
    delivery = getattr(found, "delivery", None)
    context = {
        "brief": found,
        "chains": [(each, queries.chain_of(each, stands=each.stands)) for each in quotes],
        "recommendations": found.recommendations.all(),
        "delivery": delivery,
        "answers": list(delivery.answers.all()) if delivery else [],
        "may_release": policy.may_release(request.user, found, at=at),
        "recommend_form": RecommendationForm(),
        "answer_form": OutcomeForm(),
    }
    if found.state == "draft":
        context["quote_form"] = QuoteForm(candidates=queries.candidates(found.campaign, at=at))
    return render(request, "advocacy/desk_brief.html", context | forms)
