"""A receipt on paper for whoever answered on paper: each opening at the desk is on record (CON-15, CON-21)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions.guardianship import NotForYou
from portal.consent.models import Event


@transaction.atomic
def print_receipt(*, by, event: Event, at: datetime) -> Event:
    """Raises NotForYou for whatever was not written down at this worker's desk."""
    found = queries.receipts_at_desk(by, at=at).filter(pk=event.pk).first()
    if found is None:
        raise NotForYou(_("Only what was written down at your office is printed here."))
    detail = {"receipt": str(found.pk), "role": str(found.role)}
    log.write("receipt.printed", by=by, subject=f"child:{found.child_id}", at=at, **detail)
    return found
