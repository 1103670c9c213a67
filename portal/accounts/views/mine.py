"""A child's own ways in: which phones know them, and taking one of them, or a lost card, away."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import actions, policy, queries
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal


@route(Audience.CHILD, purpose="see how one comes in, and on which phones")
@never_cache
def ways(request):
    card, _used = queries.cards_of(request.user, at=policy.now())
    context = {"phones": list(queries.phones_of(request.user)), "card": card, "here": request.session.session_key}
    context["secret"] = queries.secret_of(request.user)
    return render(request, "accounts/my_ways.html", context)


@route(Audience.CHILD, purpose="let one of one's phones be forgotten")
@require_POST
def forget(request, pk):
    """Another phone is out at once; the one in hand goes to the door."""
    phone = get_object_or_404(queries.phones_of(request.user), pk=pk)
    in_hand = phone.session_key == request.session.session_key
    actions.forget_device(by=request.user, device=phone, at=policy.now())
    if in_hand:
        logout(request)
        messages.success(request, _("This phone does not know you any more. With a new card you come back."))
        return redirect("signin")
    messages.success(request, _("Done. Nobody comes in as you on that phone any more."))
    return redirect("my_ways")


@route(Audience.CHILD, purpose="stop one's own card that was lost")
@require_POST
def stop_card(request):
    try:
        actions.stop_card(by=request.user, child=request.user, at=policy.now())
    except Refusal as no:
        messages.warning(request, no.message)
    else:
        messages.success(request, _("Stopped. Whoever finds the card can do nothing with it."))
    return redirect("my_ways")
