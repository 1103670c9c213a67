"""The way to one's own desk, from the head of every page."""

from django.shortcuts import redirect

from portal.accounts import policy
from portal.accounts.routes import Audience, route


@route(Audience.STAFF, purpose="go to one's own desk")
def desk(request):
    """Each role to a page it may open: not every colleague opens the pages' desk (SEC-40)."""
    return redirect(policy.home_of(request.user, at=policy.now()))
