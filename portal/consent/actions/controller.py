"""Who answers for children's personal information goes on record when it changes: receipts name who it was then."""

from datetime import datetime

from django.db import transaction

from portal.audit import log
from portal.audit import queries as audit
from portal.consent.queries.receipts import CONTROLLER, controller_now


@transaction.atomic
def name_controller(*, at: datetime) -> bool:
    """Adds a line when the settings name somebody else than the last one; says whether."""
    last = audit.lines(act=CONTROLLER).last()
    now = controller_now()
    if last and last.detail == now:
        return False
    log.write(CONTROLLER, by=None, subject="site:controller", at=at, **now)
    return True
