"""Reading cases: whose eyes, which order, what is approved."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from moderation.models import Case, Decision, Finding
from moderation.states import WAITING, Act
from portal.accounts.roles import Role


def works_on(person, case: Case, *, role: Role, at: datetime) -> bool:
    """Holds the role now, and the case belongs to nobody's office or to one of theirs."""
    from portal.accounts import queries as accounts

    if not accounts.has_role(person, role, at=at):
        return False
    return case.office is None or case.office in accounts.offices(person, at=at)


def queue(person, *, at: datetime) -> QuerySet[Case]:
    """What waits for somebody, most urgent first and then longest waiting; a high number hides nothing (MOD-7)."""
    return Case.objects.visible_to(person, at=at).filter(state__in=WAITING).order_by("priority", "submitted_at", "pk")


def said_yes(person, case: Case) -> bool:
    return Decision.objects.filter(case=case, round=case.round, act=Act.APPROVE, by=person).exists()


def findings(case: Case) -> QuerySet[Finding]:
    """What the machine pointed at in the revision under judgement."""
    return Finding.objects.filter(case=case, revision=case.revision).order_by("part", "start", "end")


def approved(case: Case, revision: UUID) -> bool:
    """Is exactly this revision approved, now, by the people it needed?"""
    return Case.objects.approved().filter(pk=case.pk, revision=revision).exists()


def approved_revision(case: Case) -> UUID | None:
    return Case.objects.approved().filter(pk=case.pk).values_list("revision", flat=True).first()


def last_decision(case: Case) -> Decision | None:
    return Decision.objects.filter(case=case).order_by("-at", "-round").first()


def needs_care(case: Case) -> bool:
    """May these words be a sign of harm? Then the child is thanked and shown help at once (SAF-5)."""
    return Finding.objects.filter(case=case, revision=case.revision, kind="harm", level__lte=2).exists()
