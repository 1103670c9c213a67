"""One's messages."""

from django.shortcuts import redirect, render
from django.utils import timezone

from portal.accounts.routes import Audience, route
from portal.notices import actions, queries

SHOWN = 50


@route(Audience.SIGNED_IN, purpose="read one's messages")
def inbox(request):
    if request.method == "POST":
        actions.read(by=request.user, at=timezone.now())
        return redirect("inbox")
    return render(request, "notices/inbox.html", {"messages_here": queries.inbox(request.user)[:SHOWN]})
