"""People of offices outside that receive what children say."""

from datetime import datetime

from django.db.models import QuerySet

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.queries import reach
from portal.accounts.roles import Role

LOOK_AFTER = frozenset({Role.SUPERVISOR, Role.SAFEGUARDING_LEAD})  # who may stop an account sees it


def looks_after_partners(person, *, at: datetime) -> bool:
    return person.is_active and (person.is_superuser or bool(reach(person, LOOK_AFTER, at=at)))


def partners(person, *, at: datetime) -> QuerySet[User]:
    """All of them, for any supervisor: a receiving office is nobody's of ours."""
    found = User.objects.filter(kind=Kind.PARTNER)
    return found if looks_after_partners(person, at=at) else found.none()
