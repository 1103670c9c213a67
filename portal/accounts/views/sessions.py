"""An adult ends one of their own sessions: the phone left at work, not the one in hand."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import actions, policy, queries
from portal.accounts.routes import Audience, route


@route(Audience.ADULT, purpose="end one of one's own sessions")
@require_POST
@never_cache
def end(request, pk):
    session = get_object_or_404(queries.own_sessions(request.user), pk=pk)
    in_hand = session.session_key == request.session.session_key
    actions.end_own_session(by=request.user, session=session, at=policy.now())
    if in_hand:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
