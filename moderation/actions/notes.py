"""Notes between colleagues, and the record of who looked."""

from datetime import datetime

from django.db import transaction

from moderation import policy
from moderation.actions.refusals import NotYours, NoWords
from moderation.models import Case, Note
from portal.audit import log


@transaction.atomic
def note(*, by, case: Case, text: str, at: datetime) -> Note:
    if not policy.may_judge(by, case, at=at):
        raise NotYours
    if not text.strip():
        raise NoWords
    written = Note.objects.create(case=case, by=by, at=at, text=text.strip())
    log.write("moderation.noted", by=by, subject=case.subject, at=at)
    return written


@transaction.atomic
def opened(*, by, case: Case, at: datetime) -> None:
    """Who read a child's unpublished words, and when (Art. 36)."""
    log.write("moderation.read", by=by, subject=case.subject, at=at, revision=str(case.revision), lane=case.lane)


@transaction.atomic
def revealed(*, by, case: Case, at: datetime) -> None:
    """Somebody chose to see the picture plainly (MOD-20)."""
    if not policy.may_judge(by, case, at=at):
        raise NotYours
    log.write("moderation.revealed", by=by, subject=case.subject, at=at, revision=str(case.revision))
