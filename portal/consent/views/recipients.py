"""Offices outside that receive what children say, and how anybody reaches them (CON-23)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.routes import Audience, route
from portal.consent import actions, forms
from portal.consent.policy import NAMERS
from portal.directory.queries import recipients
from portal.ui.refusals import Refusal


@route(Audience.STAFF, purpose="see which offices receive what children say, and how they are reached", roles=NAMERS)
@never_cache
def listing(request):
    """Those that nobody can reach first: for them no family can be asked."""
    offices = sorted(recipients(), key=lambda office: bool(office.contact))
    return render(request, "consent/recipients.html", {"offices": offices})


@route(Audience.STAFF, purpose="say how an office is reached", roles=NAMERS)
@never_cache
def one(request, pk):
    office = get_object_or_404(recipients(), pk=pk)
    form = forms.NameContact(request.POST if request.method == "POST" else None, initial={"contact": office.contact})
    if request.method == "POST" and form.is_valid():
        contact = form.cleaned_data["contact"]
        try:
            actions.name_recipient(by=request.user, office=office, contact=contact, at=timezone.now())
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Kept. Families read it from now on before they answer."))
            return redirect("recipients:list")
    context = {"office": office, "form": form}
    return render(request, "consent/recipient.html", context, status=400 if form.errors else 200)
