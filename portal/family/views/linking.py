"""The desk lets an adult's word rest, brings it back, limits it, notes a doubt, ends it: one page, one step (CON-17,
CON-18)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.ui.refusals import Refusal


@dataclass(frozen=True)
class Step:
    """What a page says before its one button; `asks` for the kind of reason, which no family reads."""

    act: object
    title: object
    words: object
    asks: bool = True


STEPS = {
    "rest": Step(
        actions.suspend,
        gettext_lazy("Let it rest"),
        gettext_lazy("What this adult said stops counting at once, yes and no. You can bring it back."),
    ),
    "resume": Step(
        actions.resume,
        gettext_lazy("Bring it back"),
        gettext_lazy(
            "Where the rest was a mistake of ours, earlier answers count again; else the adult is asked anew."
        ),
    ),
    "dispute": Step(
        actions.dispute,
        gettext_lazy("Note a doubt"),
        gettext_lazy("While it is not sure who speaks for the child, a no of this adult counts and a yes does not."),
        asks=False,
    ),
    "settle": Step(
        actions.settle_dispute,
        gettext_lazy("The doubt is gone"),
        gettext_lazy("What this adult said counts again as it stood. A doubt that proved right ends the link instead."),
        asks=False,
    ),
    "limit": Step(
        actions.limit,
        gettext_lazy("Limit it to activities"),
        gettext_lazy(
            "This adult speaks about activities and live rooms only. What they said about anything else stops counting "
            "at once, yes and no; others are asked anew. Without anybody's yes to it the child's account closes."
        ),
    ),
    "widen": Step(
        actions.widen,
        gettext_lazy("For everything again"),
        gettext_lazy(
            "Where the limit was a mistake of ours, earlier answers count again; else the adult is asked anew."
        ),
    ),
    "end": Step(
        actions.revoke,
        gettext_lazy("End it for good"),
        gettext_lazy("This adult no longer speaks for the child and sees nothing of it. It cannot be taken back."),
    ),
}


@route(Audience.STAFF, purpose="change whether an adult speaks for a child", roles={Role.WORKER}, fresh=Fresh.ACT)
@never_cache
def step(request, pk, name):
    at = timezone.now()
    link = get_object_or_404(consent.links_known(request.user, at=at), pk=pk)
    if name not in queries.link_steps(request.user, link, at=at):
        raise Http404
    chosen = STEPS[name]
    form = forms.WhyLink(request.POST if request.method == "POST" else None) if chosen.asks else None
    if request.method == "POST" and (form is None or form.is_valid()):
        why = {"code": form.cleaned_data["code"]} if form else {}
        try:
            chosen.act(by=request.user, link=link, at=at, **why)
        except Refusal as no:
            messages.error(request, no.message)
        else:
            messages.success(request, _("Noted. It counts from this second."))
        return redirect("families:one", link.child_id)
    context = {"link": link, "step": chosen, "form": form}
    return render(request, "family/link_step.html", context, status=400 if form and form.errors else 200)
