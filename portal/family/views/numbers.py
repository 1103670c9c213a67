"""The desk puts a guardian's new number in the place of a lost one: one worker types it, a second types it again."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}, "fresh": Fresh.ACT}


@route(Audience.STAFF, purpose="put a guardian's new number in the place of a lost one", **WORKERS)
@never_cache
def number(request, pk):
    at = timezone.now()
    link = get_object_or_404(consent.links_known(request.user, at=at), pk=pk)
    if not queries.may_replace_number(request.user, link, at=at):
        raise Http404
    waiting = people.new_number_of(link.guardian, at=at)
    form = forms.NewNumber(request.POST if request.method == "POST" and "drop" not in request.POST else None)
    if request.method == "POST" and ("drop" in request.POST or form.is_valid()):
        try:
            done = _act(request, link, waiting, form, at)
        except Refusal as no:
            form.add_error(None, no.message) if form.is_bound else messages.error(request, no.message)
        else:
            messages.success(request, done)
            return redirect("families:one", link.child_id)
    mine = waiting is not None and waiting.asked_by_id == request.user.pk
    context = {"link": link, "waiting": waiting, "mine": mine, "form": form}
    return render(request, "family/number.html", context, status=400 if form.errors else 200)


def _act(request, link, waiting, form, at) -> str:
    """The words to show when it is done."""
    by = {"by": request.user, "link": link, "at": at}
    if "drop" in request.POST:
        if waiting:
            actions.drop_number(waiting=waiting, **by)
        return _("Dropped. It opens nothing.")
    typed = form.cleaned_data["number"]
    if waiting and waiting.confirmed_at is None:
        actions.confirm_number(waiting=waiting, number=typed, **by)
        return _("Done. The guardian comes in with the new number and the code that is sent there.")
    actions.ask_number(number=typed, **by)
    return _("Noted. Nothing has changed yet: a second worker types it again.")
