"""Pictures: each showing asks again who may see this one, now (SEC-26, MOD-24)."""

from django.http import Http404
from django.utils import timezone

from portal.accounts.middleware import factors
from portal.accounts.routes import Audience, route
from portal.files.private import serve
from voices import queries


@route(Audience.PUBLIC, purpose="see the picture of a voice")
def picture(request, pk, size):
    shown = factors(request) == "shown"
    found = queries.picture_for(request.user, pk, at=timezone.now(), second_factor=shown)
    if found is None:
        raise Http404
    try:
        return serve(found.large if size == 2048 else found.small)
    except FileNotFoundError:  # the store lost it, or an erasure is half-way: the same as never there
        raise Http404 from None
