"""How an office outside is reached that would receive what children say: families read it before a yes (CON-23)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.consent.actions.guardianship import NotForYou
from portal.consent.policy import NAMERS
from portal.directory import actions as directory
from portal.directory.models import Office


@transaction.atomic
def name_recipient(*, by, office: Office, contact: str, at: datetime) -> Office:
    """For families asked from now on; who was asked before keeps in the receipt what they read. Raises NotForYou."""
    if not people.roles(by, at=at) & NAMERS or not office.receives:
        raise NotForYou(_("A supervisor says how offices are reached."))
    return directory.name_contact(by=by, office=office, contact=contact, at=at)
