"""What goes of an account when a wish to erase is granted."""

from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import transaction

from portal.accounts.actions.people import deactivate, forget_sessions
from portal.accounts.kinds import Avatar
from portal.accounts.models import Card, User
from portal.accounts.states import CardState


@transaction.atomic
def erase_account(*, by, person: UUID, at: datetime) -> None:
    """The account closes for good and loses its name and picture; the row stays, because answers point at it."""
    found = User.objects.select_for_update().get(pk=person)
    found.pseudonym, found.avatar = "", Avatar.KITE
    found.set_unusable_password()
    found.save(update_fields=["pseudonym", "avatar", "password"])
    Card.objects.filter(child=found, state=CardState.READY).update(state=CardState.REPLACED)
    deactivate(by=by, person=found, at=at)
    forget_sessions(UserSession.objects.filter(user=found))
