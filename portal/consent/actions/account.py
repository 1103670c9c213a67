"""A child's account is open exactly while `may(ACCOUNT)`; here it opens and closes (CON-9, CON-20)."""

from datetime import datetime

from portal.accounts import actions as accounts
from portal.consent import queries
from portal.consent.purposes import Purpose


def settle(*, by, child, at: datetime) -> bool:
    """Opens or closes what differs from the permission, and says how it stands now. Closing keeps everything.

    A child can only answer once they are in, so for this purpose the rule bears a child's silence for a while.
    """
    child.refresh_from_db(fields=["is_active"])
    wanted = bool(queries.may(child.pk, Purpose.ACCOUNT, at=at))
    if wanted and not child.is_active:
        accounts.activate(by=by, person=child, at=at)
    elif child.is_active and not wanted:
        accounts.deactivate(by=by, person=child, at=at)
    return wanted
