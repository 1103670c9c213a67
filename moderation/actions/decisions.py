"""What people decide about one exact revision (MOD-4..6, MOD-10)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from moderation import policy, registry, signals
from moderation.actions.moves import locked, move
from moderation.actions.refusals import NotClaimed, NotYours, NoWords, StaleRevision, WrongMove
from moderation.models import Case, Decision
from moderation.states import WAIT, Act, Lane, Priority, Reason, State
from portal.audit import log


@transaction.atomic
def approve(*, by, case: Case, revision: UUID, digest: str, best_interests: str, at: datetime) -> Decision:
    """One yes; where two are needed the first only opens the way for a second person."""
    case = _ready(by, case, Act.APPROVE, revision, digest, at)
    if not policy.may_approve(by, case, at=at):
        raise NotYours
    if not best_interests.strip():
        raise NoWords
    second = case.state == State.FIRST_OK
    state = State.APPROVED if second or not case.needs_two else State.FIRST_OK
    return _decide(
        by, case, Act.APPROVE, state, at, best_interests=best_interests.strip(), confirms=second and case.needs_two
    )


@transaction.atomic
def ask_change(*, by, case: Case, revision: UUID, digest: str, reason: str, message: str, at: datetime) -> Decision:
    """The draft stays the child's; the message says what would make it go."""
    case = _ready(by, case, Act.ASK_CHANGE, revision, digest, at)
    return _decide(by, case, Act.ASK_CHANGE, State.CHANGES, at, **_why(reason, message))


@transaction.atomic
def decline(*, by, case: Case, revision: UUID, digest: str, reason: str, message: str, at: datetime) -> Decision:
    case = _ready(by, case, Act.DECLINE, revision, digest, at)
    return _decide(by, case, Act.DECLINE, State.DECLINED, at, **_why(reason, message))


@transaction.atomic
def hold(*, by, case: Case, revision: UUID, digest: str, message: str, at: datetime) -> Decision:
    """Behind the locked door, at once; the child is thanked, never refused (SAF-5)."""
    case = _ready(by, case, Act.HOLD, revision, digest, at)
    if not message.strip():
        raise NoWords
    case.lane, case.priority, case.needs_two = Lane.LOCKED, min(case.priority, Priority.P1), True
    case.due_at = min(case.due_at, at + WAIT[Priority.P1])
    return _decide(by, case, Act.HOLD, State.HELD, at, reason=Reason.CARE, message=message.strip())


@transaction.atomic
def clear(*, by, case: Case, revision: UUID, digest: str, best_interests: str, at: datetime) -> Decision:
    """The safeguarding lead gives it back to the moderators, who judge it from the start (SAF-6)."""
    case = _ready(by, case, Act.CLEAR, revision, digest, at)
    if case.lane != Lane.LOCKED:
        raise WrongMove
    if not best_interests.strip():
        raise NoWords
    case.priority, case.needs_two, case.due_at = Priority.P2, True, at + WAIT[Priority.P2]
    return _decide(by, case, Act.CLEAR, State.QUEUED, at, best_interests=best_interests.strip(), lane=Lane.OPEN)


@transaction.atomic
def close(*, by, case: Case, revision: UUID, digest: str, best_interests: str, at: datetime) -> Decision:
    """The safeguarding lead has taken care of words that were only kept. They stay kept; nothing is shown by it."""
    case = _ready(by, case, Act.CLOSE, revision, digest, at)
    if not best_interests.strip():
        raise NoWords
    return _decide(by, case, Act.CLOSE, State.CLOSED, at, best_interests=best_interests.strip())


def _ready(by, case: Case, act: str, revision: UUID, digest: str, at: datetime) -> Case:
    """Same words as were read, a live claim, a person who may judge them, and a decision that they can be given."""
    case = locked(case)
    if case.revision != revision or case.digest != digest:
        raise StaleRevision
    if not policy.may_judge(by, case, at=at):
        raise NotYours
    if case.claimed_by_id != by.pk or not case.claimed_live(at):
        raise NotClaimed
    if not policy.may_become(case, act):
        raise WrongMove
    return case


def _why(reason: str, message: str) -> dict:
    if reason not in Reason.values or not message.strip():
        raise NoWords
    return {"reason": reason, "message": message.strip()}


def _decide(by, case: Case, act: str, state: str, at: datetime, *, lane: str | None = None, **words) -> Decision:
    """Writes the decision, moves the case, tells the record and the part that made it."""
    decision = Decision.objects.create(
        case=case, round=case.round, revision=case.revision, digest=case.digest, act=act, by=by, at=at, **words
    )
    case.claimed_by = case.claimed_until = None
    if lane:
        case.lane = lane
    if act == Act.CLEAR:
        case.round += 1
    move(case, state)
    log.write(
        f"moderation.{act}",
        by=by,
        subject=case.subject,
        at=at,
        revision=str(case.revision),
        reason=decision.reason,
        state=state,
    )
    content = registry.kinds().get(case.kind)
    if content:
        content.on_decision(case, decision)
    signals.case_decided.send(Case, case=case, decision=decision)
    return decision
