"""Noting what went wrong; what may be harm is in the safeguarding lead's hands at once."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.actions.locking import lock_session
from activities.desk import policy
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import INCIDENT
from activities.desk.models import Incident
from activities.models import Session
from moderation import actions as judging
from portal.audit import log
from portal.ui.refusals import Refusal


class NotHappened(Refusal):
    pass


@transaction.atomic
def note_incident(
    *, by, session: Session, what: str, happened_at: datetime, told: str, first: str, harm: bool, at: datetime
) -> Incident:
    """With `harm`, a case in the locked queue is opened in the same step: without it nothing is noted at all. The same
    words by the same person again are the same incident: a form sent twice opens no second case."""
    session = lock_session(session)
    if not policy.may_work_at(by, session, at=at):
        raise NotYours(_("This session belongs to other colleagues."))
    if happened_at > at:
        raise NotHappened(_("That has not happened yet."))
    said = {
        "what": what.strip(),
        "told": told.strip(),
        "first": first.strip(),
        "happened_at": happened_at,
        "harm": harm,
    }
    if before := Incident.objects.filter(session=session, noted_by=by, **said).first():
        return before
    incident = Incident(id=uuid4(), session=session, noted_by=by, noted_at=at, **said)
    texts = {"what": incident.what, "told": incident.told, "first": incident.first}
    if harm:
        incident.case = judging.hand_to_lead(
            by=by, kind=INCIDENT, author=by, revision=incident.pk, texts=texts, office=session.activity.office, at=at
        )
    incident.save(force_insert=True)
    log.write("incident.noted", by=by, subject=f"session:{session.pk}", at=at, harm=harm)
    return incident
