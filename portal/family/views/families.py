"""The worker's desk: the families of one's office, one family's page, and taking a family in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.consent import actions, policy
from portal.consent import queries as consent
from portal.consent.kinds import Stage
from portal.family import forms, queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}
SHOWN = 50


@route(Audience.STAFF, purpose="see the families of one's office and what they wait for", **WORKERS)
@never_cache
def listing(request):
    """Looked for by the name here, never by a real one: that is in the vault."""
    at, text = timezone.now(), request.GET.get("q", "").strip()[:30]
    known, alone = consent.families(request.user, at=at), consent.families_without_office(request.user, at=at)
    if text:
        known, alone = (children.filter(pseudonym__icontains=text) for children in (known, alone))
    groups = [(stage, list(consent.at_stage(known, stage)[:SHOWN])) for stage in Stage]
    rows = {row.child.pk: row for row in queries.rows([child for _stage, some in groups for child in some], at=at)}
    context = {
        "groups": [(stage, [rows[child.pk] for child in some]) for stage, some in groups],
        "alone": list(alone[:SHOWN]),
        "entries": [] if text else list(consent.entries_waiting(request.user, at=at)[:SHOWN]),
        "differences": 0 if text else consent.open_mediations(request.user, at=at, known=known).count(),
        "offers": [] if text else list(consent.offers_to(request.user, at=at)[:SHOWN]),
        "text": text,
        "most": SHOWN,
    }
    return render(request, "family/families.html", context)


@route(Audience.STAFF, purpose="see who speaks for a child of one's office, and what was answered", **WORKERS)
@never_cache
def one(request, pk):
    at = timezone.now()
    child = get_object_or_404(consent.families(request.user, at=at), pk=pk)
    [row] = queries.rows([child], at=at)
    card, used = people.cards_of(child, at=at)
    context = {
        "row": row,
        "entries": consent.entries_waiting(request.user, at=at).filter(child=child),
        "child": child,
        "card": card,
        "used": used,
        "phones": people.phones_of(child),
        "home": consent.home_of(child),
        "printable": set(
            consent.receipts_at_desk(request.user, at=at).filter(child=child).values_list("pk", flat=True)
        ),
        "may_enter": policy.may_enter_of_child(request.user, child, worker=True),
        "offer": consent.offer_of(child),
        "steps": [
            (link, queries.paper_steps(request.user, link, at=at), queries.link_steps(request.user, link, at=at))
            for link in row.links
        ],
        "switches": queries.switches(child, language=get_language(), at=at),
        "history": queries.history(child, language=get_language(), most=SHOWN, at=at),
    }
    return render(request, "family/family.html", context)


@route(Audience.STAFF, purpose="take in a family that no office knows yet", **WORKERS)
@never_cache
def take_in(request, pk):
    at = timezone.now()
    child = get_object_or_404(consent.families_without_office(request.user, at=at), pk=pk)
    offices = queries.offices_of(request.user, at=at)
    form = forms.TakeIn(request.POST if request.method == "POST" else None, offices=offices)
    if request.method == "POST" and form.is_valid():
        try:
            actions.take_in(by=request.user, child=child, office=form.cleaned_data["office"], at=at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Taken in. Your office looks after this family now."))
            return redirect("families:one", child.pk)
    context = {"child": child, "form": form}
    return render(request, "family/take_in.html", context, status=400 if form.errors else 200)
