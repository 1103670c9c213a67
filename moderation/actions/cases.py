"""Opening a case, sending words in, taking them back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from moderation import policy, signals
from moderation.actions import triage
from moderation.actions.moves import locked, move
from moderation.actions.refusals import NotYours, WrongMove
from moderation.models import Case, Finding
from moderation.states import WAIT, Lane, Priority, State
from portal.audit import log


@transaction.atomic
def open_case(*, by, kind: str, author, helper=None, office=None, at: datetime) -> Case:
    case = Case.objects.create(kind=kind, author=author, helper=helper, office=office, opened_at=at)
    log.write("moderation.opened", by=by, subject=case.subject, at=at, kind=kind)
    return case


@transaction.atomic
def submit(
    *,
    by,
    case: Case,
    revision: UUID,
    digest: str,
    texts: dict[str, str],
    has_media: bool,
    age_years: int | None,
    nearest: Priority = Priority.P3,
    at: datetime,
) -> Case:
    """One revision goes to people. Whatever was decided before counts no longer; the machine only points and orders.

    `nearest` is what the part that sends it has seen already; what is found here can only bring it nearer.
    """
    case = locked(case)
    if by.pk not in (case.author_id, case.helper_id):
        raise NotYours
    if case.state in (State.QUEUED, State.FIRST_OK, State.APPROVED, State.HELD) and case.revision == revision:
        return case  # sent twice
    if case.state == State.HELD or case.lane == Lane.LOCKED:
        state = State.HELD if case.state == State.HELD else State.QUEUED
    else:
        state = State.QUEUED
    if not policy.may_move(case, state):
        raise WrongMove
    seen = triage.run(texts, age_years)
    level = Priority(min([nearest, *(finding.level for _, finding in seen.findings)]))
    case.revision, case.digest, case.round = revision, digest, case.round + 1
    case.has_media, case.age_years, case.submitted_at = has_media, age_years, at
    case.triage_incomplete = seen.incomplete
    case.priority, case.due_at = level, at + WAIT[level]
    case.needs_two = bool(has_media or seen.findings or seen.incomplete or level < Priority.P3)
    case.claimed_by = case.claimed_until = None
    if level <= Priority.P1:
        case.lane = Lane.LOCKED
    move(case, state)
    _keep(case, seen)
    log.write(
        "moderation.submitted",
        by=by,
        subject=case.subject,
        at=at,
        revision=str(revision),
        findings=len(seen.findings),
        incomplete=seen.incomplete,
    )
    if level <= Priority.P1:
        signals.care_needed.send(Case, case=case, at=at)
    return case


def _keep(case: Case, seen: triage.Seen) -> None:
    Finding.objects.bulk_create(
        Finding(
            case=case,
            revision=case.revision,
            part=part,
            rule=found.rule,
            version=found.version,
            kind=found.kind,
            start=found.start,
            end=found.end,
            weight=found.weight,
            level=found.level,
        )
        for part, found in seen.findings
    )


@transaction.atomic
def withdraw(*, by, case: Case, at: datetime) -> Case:
    """The child takes it back. A locked case stays behind its door: safety is not withdrawn with the words."""
    case = locked(case)
    if not policy.may_withdraw(by, case, at=at):
        raise NotYours
    if case.state == State.WITHDRAWN:
        return case
    case.claimed_by = case.claimed_until = None
    move(case, State.WITHDRAWN)
    log.write("moderation.withdrawn", by=by, subject=case.subject, at=at)
    signals.case_withdrawn.send(Case, case=case, at=at)
    return case
