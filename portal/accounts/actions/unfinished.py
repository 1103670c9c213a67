"""Sign-ups that nobody finished: the address or number never answered, and nothing was ever done with the account."""

from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction

from portal.accounts.queries.unfinished import is_only_begun, unfinished
from portal.audit import log
from portal.privacy import actions as privacy

WAITS = timedelta(hours=24)
AT_ONCE = 200  # a flood of them takes several rounds, not one long one


def remove_unfinished(*, at: datetime) -> int:
    """Removes accounts older than a day that never proved anything and hold nothing; says how many.

    What a stranger typed is not ours to keep, and the address is free again for whose it is. Whatever anything points
    at stays: an account with a link, an answer, a message, a session or a second line on record is no empty one.
    """
    found = list(unfinished(before=at - WAITS).values_list("pk", flat=True))
    gone = (pk for pk in found if _remove(pk, at))  # those that stay take no place of others
    return len(list(islice(gone, AT_ONCE)))


@transaction.atomic
def _remove(pk, at: datetime) -> bool:
    """Asked once more with the row in hand: a code may have come back in this very moment."""
    person = unfinished(before=at - WAITS).select_for_update(of=("self",)).filter(pk=pk).first()
    if person is None or not is_only_begun(person):
        return False
    privacy.forget_contacts(by=None, person=person.pk, at=at)
    person.delete()
    log.write("account.never_finished", by=None, subject=f"person:{pk}", at=at)
    return True
