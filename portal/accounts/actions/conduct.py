"""Accepting the code of conduct."""

from datetime import datetime

from django.db import transaction

from portal.accounts.content import CONDUCT, CONDUCT_TEXTS
from portal.accounts.models import ConductAcceptance, User
from portal.audit import log


@transaction.atomic
def accept_conduct(*, by: User, at: datetime) -> ConductAcceptance:
    made, new = ConductAcceptance.objects.get_or_create(
        user=by, version=CONDUCT, digest=CONDUCT_TEXTS[CONDUCT], defaults={"accepted_at": at}
    )
    if new:
        log.write("conduct.accepted", by=by, subject=f"person:{by.pk}", at=at, version=CONDUCT)
    return made
