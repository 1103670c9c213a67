"""Making the account of a colleague, or of somebody of a partner office. It opens with a code sent by e-mail."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries
from portal.accounts.actions import powers
from portal.accounts.actions.people import create_adult
from portal.accounts.actions.rights import grant_role
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.signals import welcomed
from portal.directory.models import Office
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
    return _make(by, Kind.STAFF, called, email, language, at)


@transaction.atomic
def welcome_partner(*, by: User, called: str, email: str, language: str, office: Office, at: datetime) -> User:
    """The same for somebody of an office that receives what children say; the role of a partner there comes with it,
    and no other ever does. Raises NotYours, NotFree; NotTheKind for an office that receives nothing."""
    made = _make(by, Kind.PARTNER, called, email, language, at)
    grant_role(by=by, person=made, role=Role.PARTNER, office=office, at=at)
    return made


def _make(by: User, kind: Kind, called: str, email: str, language: str, at: datetime) -> User:
    if not powers.may_welcome(by, at=at):
        raise powers.NotYours
    name, address = " ".join(called.split()), email.strip().lower()
    if queries.is_address_of_somebody(address):
        raise NotFree(TAKEN)
    if queries.is_taken(name) or queries.is_name_of_staff(name):
        raise NotFree(_("Somebody here is called that. Add something by which people are told apart."))
    try:
        with transaction.atomic():
            made = create_adult(by=by, kind=kind, email=address, pseudonym=name, language=language, at=at)
    except IntegrityError:  # sent twice, or somebody signed up with it in the same moment
        raise NotFree(TAKEN) from None
    powers.ring(by, made, "account.made", at=at)
    welcomed.send(User, person=made, at=at)
    return made
