"""The worker's desk: seeing a family's papers, and confirming that an adult is the guardian."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.privacy import actions as privacy
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.STAFF, purpose="check one family's papers", **WORKERS)
@never_cache
def one(request, pk):
    link = get_object_or_404(consent.links_waiting(request.user, at=timezone.now()), pk=pk)
    return _page(request, link)


@route(Audience.STAFF, purpose="open a child's identity to compare it with the papers", fresh=Fresh.ACT, **WORKERS)
@never_cache
def look(request, pk):
    """Shown once in the answer to this very request, never stored in a session, never in a cache (PRI-4)."""
    at = timezone.now()
    link = get_object_or_404(consent.links_waiting(request.user, at=at), pk=pk)
    form, plain = forms.Open(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            plain = privacy.look_at_papers(
                by=request.user, person=link.child_id, about=link.pk, why=form.cleaned_data["reason"], at=at
            )
        except Refusal as no:
            form.add_error(None, no.message)
    return _page(request, link, form=form, plain=plain)


@route(Audience.STAFF, purpose="say that the papers were seen", **WORKERS)
@require_POST
def check(request, pk):
    return _step(request, pk, actions.check_papers, _("Noted: papers seen. A second worker can confirm now."))


@route(Audience.STAFF, purpose="confirm that an adult is the guardian", **WORKERS)
@require_POST
def confirm(request, pk):
    return _step(request, pk, actions.confirm_guardianship, _("Noted: guardianship confirmed."))


def _step(request, pk, act, done):
    at = timezone.now()
    link = get_object_or_404(consent.links_waiting(request.user, at=at), pk=pk)
    held = forms.HeldPapers(request.POST)
    if not held.is_valid():
        return _page(request, link, held=held)
    try:
        act(by=request.user, link=link, papers=held.cleaned_data["papers"], at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("papers:one", pk)
    messages.success(request, done)
    return redirect("families:one", link.child_id)


def _page(request, link, **more):
    """Who looked by a colleague's leave (the papers came late) goes on from here too."""
    at = timezone.now()
    context = {
        "link": link,
        "form": forms.Open(),
        "held": forms.HeldPapers(),
        "can": queries.paper_steps(request.user, link, at=at),
        "looked": consent.has_looked(request.user, link.child, at=at),
    }
    wrong = any(form.errors for form in more.values() if hasattr(form, "errors"))
    return render(request, "family/paper.html", context | more, status=400 if wrong else 200)
