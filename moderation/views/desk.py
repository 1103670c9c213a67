"""Who comes to the desk."""

from django.shortcuts import get_object_or_404

from moderation.models import Case
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route

JUDGES = {Role.MODERATOR, Role.SAFEGUARDING_LEAD}


def judges(purpose: str):
    return route(Audience.STAFF, roles=JUDGES, purpose=purpose)


def load(request, pk):
    """The case, if it is this person's to see; else it is not there."""
    seen = Case.objects.visible_to(request.user).select_related("author", "helper", "office", "claimed_by")
    return get_object_or_404(seen, pk=pk)
