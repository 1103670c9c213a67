"""Children whose data was erased: the row stays, and nobody can say any more whose it was."""

from django.db.models import QuerySet

from portal.accounts.kinds import Kind
from portal.accounts.models import User


def erased_children() -> QuerySet[User]:
    """A child that is here has a name; only `erase_account` takes it away."""
    return User.objects.filter(kind=Kind.CHILD, pseudonym="", is_active=False)
