"""A child's account is open exactly while the family's answers carry it; here it opens and closes (CON-9, CON-20)."""

from datetime import datetime

from portal.accounts import actions as accounts
from portal.consent import queries
from portal.consent.purposes import Missing, Purpose


def settle(*, by, child, at: datetime) -> bool:
    """Opens or closes what differs from the answers, and says how it stands now. Closing keeps everything.

    A child can only answer for themself once they are in, so their silence does not keep them out; their no does.
    """
    child.refresh_from_db(fields=["is_active"])
    missing = queries.standing(child.pk, Purpose.ACCOUNT, at=at).missing
    wanted = set(missing) <= {Missing.CHILD}
    if wanted and not child.is_active:
        accounts.activate(by=by, person=child, at=at)
    elif child.is_active and not wanted:
        accounts.deactivate(by=by, person=child, at=at)
    return wanted
