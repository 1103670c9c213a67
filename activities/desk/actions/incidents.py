"""Noting what went wrong; what may be harm is in the safeguarding lead's hands at once."""

import hashlib
import json
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import INCIDENT
from activities.desk.models import Incident
from activities.models import Session
from moderation import actions as judging
from moderation.states import Priority
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.audit import log
from portal.ui.refusals import Refusal


class NotHappened(Refusal):
    pass


@transaction.atomic
def note_incident(
    *, by, session: Session, what: str, happened_at: datetime, told: str, first: str, harm: bool, at: datetime
) -> Incident:
    """With `harm`, a case in the locked queue is opened in the same step: without it nothing is noted at all."""
    if not policy.may_work_at(by, session, at=at):
        raise NotYours(_("This session belongs to other colleagues."))
    if happened_at > at:
        raise NotHappened(_("That has not happened yet."))
    incident = Incident(
        id=uuid4(), session=session, what=what.strip(), happened_at=happened_at, told=told.strip(), first=first.strip(),
        harm=harm, noted_by=by, noted_at=at,
    )  # fmt: skip
    texts = {"what": incident.what, "told": incident.told, "first": incident.first}
    if harm:
        incident.case = _case(by, session, incident, texts, at)
    incident.save(force_insert=True)
    log.write("incident.noted", by=by, subject=f"session:{session.pk}", at=at, harm=harm)
    return incident


def _case(by, session: Session, incident: Incident, texts: dict[str, str], at: datetime):
    """Of the activity's office, or of every lead where it has none of its own: else nobody would see it."""
    office = session.activity.office
    office = office if accounts.staff_with(Role.SAFEGUARDING_LEAD, at=at, office=office).exists() else None
    case = judging.open_case(by=by, kind=INCIDENT, author=by, office=office, at=at)
    digest = hashlib.sha256(json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return judging.submit(
        by=by, case=case, revision=incident.pk, digest=digest, texts=texts, has_media=False, age_years=None,
        nearest=Priority.P1, at=at,
    )  # fmt: skip
