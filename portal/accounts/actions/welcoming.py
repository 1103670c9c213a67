"""Making a colleague's account. It can do nothing until somebody gives it a role, and opens with a code by e-mail."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.actions import powers
from portal.accounts.actions.people import create_adult
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.signals import welcomed
from portal.ui.refusals import Refusal

TAKEN = _("An account has this address already. A guardian who works here takes another one for work.")


class NotFree(Refusal):
    """The address or the name is somebody's here."""


@transaction.atomic
def welcome(*, by: User, called: str, email: str, language: str, at: datetime) -> User:
    """A supervisor makes a colleague's account; a letter tells them how to come in, and holds nothing that opens it.

    A second factor and the code of conduct come before the first page, a role and its checks before the first right.
    Raises NotYours; NotFree for an address of anybody's here, or a name by which a colleague or child is known.
    """
    if not powers.may_welcome(by, at=at):
        raise powers.NotYours
    name, address = " ".join(called.split()), email.strip().lower()
    if queries.is_address_of_somebody(address):
        raise NotFree(TAKEN)
    if queries.is_taken(name) or queries.is_name_of_staff(name):
        raise NotFree(_("Somebody here is called that. Add something by which people are told apart."))
    try:
        with transaction.atomic():
            made = create_adult(by=by, kind=Kind.STAFF, email=address, pseudonym=name, language=language, at=at)
    except IntegrityError:  # sent twice, or somebody signed up with it in the same moment
        raise NotFree(TAKEN) from None
    powers.ring(by, made, "account.made", at=at)
    welcomed.send(User, person=made, at=at)
    return made
