"""Reading cases: whose eyes, which order, what is approved."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, QuerySet, Value, When

from moderation import registry
from moderation.content import message
from moderation.models import Case, Decision, Finding
from moderation.states import WAITING, Act, Lane, Priority, Reason, State


def queue(person, *, at: datetime) -> QuerySet[Case]:
    """What waits for somebody: danger first, then whatever is due soonest, so that nothing starves (MOD-7)."""
    urgent = When(priority__lte=Priority.P1, then=F("priority"))
    return (
        Case.objects.visible_to(person, at=at)
        .filter(state__in=WAITING)
        .annotate(rank=Choose(urgent, default=Value(Priority.P2)))
        .order_by("rank", "due_at", "pk")
    )


def said_yes(person, case: Case) -> bool:
    return Decision.objects.filter(case=case, round=case.round, act=Act.APPROVE, by=person).exists()


def yeses(case: Case) -> list[Decision]:
    """Who said yes to these words already, and so must not say it again (MOD-6)."""
    given = Decision.objects.filter(case=case, round=case.round, act=Act.APPROVE)
    return list(given.select_related("by").order_by("at"))


def findings(case: Case) -> QuerySet[Finding]:
    """What the machine pointed at in the revision under judgement."""
    return Finding.objects.filter(case=case, revision=case.revision).order_by("part", "start", "end")


def findings_of(cases: Iterable[UUID]) -> dict[UUID, list[Finding]]:
    """The same for many cases, in one query."""
    found = defaultdict(list)
    for finding in Finding.objects.filter(case__in=list(cases), revision=F("case__revision")):
        found[finding.case_id].append(finding)
    return found


def never_in_doubt(cases: Iterable[UUID]) -> set[UUID]:
    """Those of these cases that are approved now and of which nothing, in no revision, was ever kept or may be a sign
    of harm: before words are public, whoever may be its cause must read none of them (promise 5)."""
    harm = Finding.objects.filter(case=OuterRef("pk"), kind="harm")
    kept = Decision.objects.filter(case=OuterRef("pk"), act__in=[Act.HOLD, Act.CLEAR])
    calm = Case.objects.approved().filter(~Exists(harm), ~Exists(kept), pk__in=list(cases), lane=Lane.OPEN)
    return set(calm.values_list("pk", flat=True))


def approved(case: Case, revision: UUID) -> bool:
    """Is exactly this revision approved, now, by the people it needed?"""
    return Case.objects.approved().filter(pk=case.pk, revision=revision).exists()


def approved_revision(case: Case) -> UUID | None:
    return Case.objects.approved().filter(pk=case.pk).values_list("revision", flat=True).first()


def helped(case: Case) -> list:
    """The adults who helped to write it, by name."""
    return list(get_user_model().objects.filter(pk__in=registry.helpers(case)).order_by("pseudonym"))


def approvals(case: Case) -> QuerySet[Decision]:
    """The decisions on which the approval of the case's revision stands, oldest first."""
    found = Decision.objects.filter(case=case, revision=case.revision, digest=case.digest, act=Act.APPROVE)
    return found.order_by("at")


def decisions_by_id(ids) -> QuerySet[Decision]:
    """Decisions once kept as evidence, oldest first."""
    return Decision.objects.filter(pk__in=list(ids)).order_by("at")


def last_decision(case: Case) -> Decision | None:
    return Decision.objects.filter(case=case).order_by("-at", "-round").first()


def needs_care(case: Case) -> bool:
    """May these words be a sign of harm? Then the child is thanked and shown help at once (SAF-5)."""
    return Finding.objects.filter(case=case, revision=case.revision, kind="harm", level__lte=2).exists()


def is_with_lead(case: Case) -> bool:
    """Whether a safeguarding lead still has to look, or keeps the words safe."""
    return case.lane == Lane.LOCKED and case.state in WAITING


def is_open(case: Case) -> bool:
    """Neither taken back nor taken care of."""
    return case.state not in {State.WITHDRAWN, State.CLOSED}


def calm_words(case: Case) -> str:
    """What a child reads at once when the words may be a sign of harm (SAF-5)."""
    return message(Reason.CARE, language=case.author.language, age=case.age_years)


def earlier_revision(case: Case) -> UUID | None:
    """The last revision somebody decided on before this one."""
    decided = Decision.objects.filter(case=case).exclude(revision=case.revision).order_by("-at").first()
    return decided.revision if decided else None


def read_for(author: UUID, reader: UUID) -> QuerySet[Case]:
    """What was read before others saw it, for the author's own copy; not what is kept because of harm (SAF-4)."""
    kept = [kind for kind in registry.kinds() if registry.only_kept(kind)]
    found = Case.objects.filter(author=author).exclude(kind__in=kept)
    return found if reader == author else found.none()


def said_to(author: UUID, reader: UUID) -> QuerySet[Decision]:
    """What readers wrote to this child, for its own copy; nothing from behind the locked door (SAF-4, MOD-28)."""
    found = Decision.objects.filter(case__author=author, case__lane=Lane.OPEN).exclude(message="")
    return found if reader == author else found.none()
