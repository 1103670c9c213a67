"""Weighing up what families may be asked for; without a go for the rule as it stands nobody is asked (CON-22)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions, forms, queries
from portal.consent.policy import WEIGHERS
from portal.ui.refusals import Refusal


@route(Audience.STAFF, purpose="see what families may be asked for, and what that was weighed up by", roles=WEIGHERS)
@never_cache
def listing(request):
    return render(request, "consent/weighing.html", {"purposes": queries.weighed()})


@route(Audience.STAFF, purpose="weigh up one purpose", roles=WEIGHERS, fresh=Fresh.ACT)
@never_cache
def one(request, purpose):
    found = next((each for each in queries.weighed() if each.purpose == purpose), None)
    if found is None:
        raise Http404
    at = timezone.now()
    form = forms.WeighUp(request.POST if request.method == "POST" else None, today=queries.day(at))
    if request.method == "POST" and form.is_valid():
        try:
            actions.weigh_up(by=request.user, purpose=found.purpose, at=at, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Entered. It counts from this moment on."))
            return redirect("weighing:list")
    context = {"found": found, "form": form}
    return render(request, "consent/weighing_one.html", context, status=400 if form.errors else 200)
