"""The desk registers on paper a family, one more child or adult of it, and prints the card of a child."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.accounts.views import limits
from portal.accounts.views.cards import show_card
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.kinds import Audience as Reader
from portal.consent.purposes import Purpose
from portal.family import forms, queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.STAFF, purpose="register a family on paper", **WORKERS)
@never_cache
def register(request):
    """The words on the page are those the adult signs: in the language chosen for the family."""
    at = timezone.now()
    language = request.POST.get("language") or get_language()
    notice = consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, language, at=at)
    form = forms.RegisterOnPaper(
        request.POST if request.method == "POST" else None,
        may_try=lambda: limits.may_try_name(request),
        offers=queries.offered_names(get_language()),
        today=consent.day(at),
        offices=queries.offices_of(request.user, at=at),
        initial={"language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        link = _signed(request, form, notice, at, actions.register_on_paper)
        if link:
            messages.success(request, _("Registered. A second worker compares the papers and stands for the yes."))
            return redirect("families:one", link.child_id)
    context = {"form": form, "notice": notice}
    return render(request, "family/register.html", context, status=400 if form.errors else 200)


@route(Audience.STAFF, purpose="register one more child of an adult on paper", **WORKERS)
@never_cache
def sibling(request, pk):
    at = timezone.now()
    link = get_object_or_404(consent.links_known(request.user, at=at), pk=pk)
    language = request.POST.get("language") or link.guardian.language
    notice = consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, language, at=at)
    form = forms.ChildOnPaper(
        request.POST if request.method == "POST" else None,
        may_try=lambda: limits.may_try_name(request),
        offers=queries.offered_names(get_language()),
        today=consent.day(at),
        initial={"language": link.guardian.language, "relation": link.relation},
    )
    if request.method == "POST" and form.is_valid():
        made = _signed(request, form, notice, at, actions.add_sibling_on_paper, link=link)
        if made:
            messages.success(request, _("Registered. A second worker compares the papers and stands for the yes."))
            return redirect("families:one", made.child_id)
    context = {"form": form, "notice": notice, "link": link}
    return render(request, "family/register.html", context, status=400 if form.errors else 200)


@route(Audience.STAFF, purpose="register one more adult of a child on paper", **WORKERS)
@never_cache
def adult(request, pk):
    at = timezone.now()
    child = get_object_or_404(consent.families(request.user, at=at), pk=pk)
    form = forms.AdultOnPaper(
        request.POST if request.method == "POST" else None,
        may_try=lambda: limits.may_try_name(request),
        initial={"language": get_language()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_adult_on_paper(by=request.user, child=child, at=at, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Registered. A second worker compares the papers."))
            return redirect("families:one", pk)
    return render(
        request, "family/one_more_adult.html", {"form": form, "child": child}, status=400 if form.errors else 200
    )


@route(Audience.STAFF, purpose="print a door-plate card for a child of one's office", **WORKERS)
@require_POST
def card(request, pk):
    """A new card, shown this once; with `lost`, every phone and session of the child ends first."""
    child = get_object_or_404(consent.families(request.user, at=timezone.now()), pk=pk)
    if not child.is_active:
        messages.warning(request, _("A card works once the papers have been seen and the account is open."))
        return redirect("families:one", pk)
    ways = {"stop": reverse("families:card_stop", args=[pk]), "back": reverse("families:one", args=[pk])}
    return show_card(request, child=child, reset="lost" in request.POST, **ways)


def _signed(request, form, notice, at, act, **about):
    """The new link; None when the form has something to say, such as that another text was on the page."""
    said = {name: value for name, value in form.cleaned_data.items() if name != "signed"}
    if said.pop("notice") != notice.pk:
        form.add_error(None, _("The words on this page are others now. Please see that they are the ones signed."))
        return None
    try:
        return act(by=request.user, notice=notice, at=at, **about, **said)
    except Refusal as no:
        form.add_error(None, no.message)
        return None
