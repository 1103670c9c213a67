"""The desk's list of families whose guardians differ, and the note that it was talked through (CON-9)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}
SHOWN = 100


@route(Audience.STAFF, purpose="see where guardians of one's office's families differ", **WORKERS)
@never_cache
def listing(request):
    at = timezone.now()
    found = list(consent.open_mediations(request.user, at=at)[:SHOWN])
    pairs = queries.titled(found, language=get_language(), at=at)
    return render(request, "family/differences.html", {"pairs": pairs})


@route(Audience.STAFF, purpose="note that a difference between guardians was talked through", **WORKERS)
@never_cache
def one(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.open_mediations(request.user, at=at), pk=pk)
    form = forms.TalkedThrough(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_mediation(by=request.user, mediation=found, outcome=form.cleaned_data["outcome"], at=at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Noted. It opens again by itself when one of them says something new."))
            return redirect("families:differences")
    [(found, title)] = queries.titled([found], language=get_language(), at=at)
    context = {"found": found, "title": title, "form": form}
    return render(request, "family/difference.html", context, status=400 if form.errors else 200)
