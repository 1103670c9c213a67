"""A child's ways in, as guardian and worker see them: stopping a lost card, or one phone."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import actions
from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.accounts.views.cards import show_card
from portal.consent import queries as consent
from portal.family import queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.GUARDIAN, purpose="stop a child's card that was lost")
@require_POST
@never_cache
def stop_card(request, pk):
    at = timezone.now()
    _stop_card(request, _let_in(request, pk, at), at)
    return redirect("family:child", pk)


@route(Audience.STAFF, purpose="stop the lost card of a child of one's office", **WORKERS)
@require_POST
@never_cache
def stop_card_at_desk(request, pk):
    at = timezone.now()
    _stop_card(request, get_object_or_404(consent.families(request.user, at=at), pk=pk), at)
    return redirect("families:one", pk)


@route(Audience.GUARDIAN, purpose="stop one phone of a child")
@require_POST
@never_cache
def stop_phone(request, pk, phone):
    at = timezone.now()
    return _stop_phone(request, _let_in(request, pk, at), phone, "family:card_stop", "family:child", at)


@route(Audience.STAFF, purpose="stop one phone of a child of one's office", **WORKERS)
@require_POST
@never_cache
def stop_phone_at_desk(request, pk, phone):
    at = timezone.now()
    child = get_object_or_404(consent.families(request.user, at=at), pk=pk)
    return _stop_phone(request, child, phone, "families:card_stop", "families:one", at)


def _let_in(request, pk, at):
    """The child, if this guardian may make its cards, and so may stop them."""
    link = get_object_or_404(consent.links_of(request.user), child=pk)
    if not queries.may_let_in(link, at=at):
        raise Http404
    return link.child


def _stop_card(request, child, at) -> None:
    try:
        actions.stop_card(by=request.user, child=child, at=at)
    except Refusal as no:
        messages.warning(request, no.message)
    else:
        messages.success(request, _("Stopped. Whoever finds the card can do nothing with it."))


def _stop_phone(request, child, phone, stop: str, back: str, at):
    """Lost: a stranger may have chosen on it what the child would be asked from now on, so there is a new card."""
    found = get_object_or_404(people.phones_of(child), pk=phone)
    back = reverse(back, args=[child.pk])
    if "lost" in request.POST:
        return show_card(request, child=child, stop=reverse(stop, args=[child.pk]), back=back, lost=found)
    actions.forget_device(by=request.user, device=found, at=at)
    messages.success(request, _("That phone is out. The pictures or words stay as they are."))
    return redirect(back)
