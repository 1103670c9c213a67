"""Who may judge what. Being a superuser appears nowhere here, on purpose (MOD-6)."""

from datetime import datetime

from moderation import queries, registry
from moderation.models import Case
from moderation.screening import screen
from moderation.states import NEXT, WAITING, Act, Lane, State
from portal.consent import queries as consent


def may_move(case: Case, state: str) -> bool:
    return state in NEXT[case.state]


def is_party(person, case: Case) -> bool:
    """Wrote it, helped to write it, or belongs to the writer's family."""
    if person.pk == case.author_id or person.pk in registry.helpers(case):
        return True
    return consent.guardians_of(case.author_id).filter(pk=person.pk).exists()


def may_judge(person, case: Case, *, at: datetime) -> bool:
    """Open cases are the moderators', locked ones the safeguarding lead's alone, and never a party's."""
    return Case.objects.visible_to(person, at=at).filter(pk=case.pk).exists() and not is_party(person, case)


def may_claim(person, case: Case, *, at: datetime) -> bool:
    return case.state in WAITING | {State.APPROVED} and may_judge(person, case, at=at)


def may_become(case: Case, act: str) -> bool:
    """Words that are only kept can be closed and nothing else; no other words can be closed (SAF-6)."""
    return (act == Act.CLOSE) == registry.only_kept(case.kind)


def may_approve(person, case: Case, *, at: datetime) -> bool:
    """Nothing behind the locked door is approved, and nobody says the second yes to their own first."""
    if case.lane == Lane.LOCKED or case.state not in (State.QUEUED, State.FIRST_OK):
        return False
    return may_judge(person, case, at=at) and not queries.said_yes(person, case)


def may_withdraw(person, case: Case, *, at: datetime) -> bool:
    """Taking back is easier than putting out: the writer, the helper, or anyone who speaks for the child."""
    if person.pk in (case.author_id, case.helper_id):
        return True
    return consent.speaks_for(person, case.author, at=at)


def tells_too_much(name: str) -> bool:
    """A name chosen here may hold nothing that screening points at: no number, contact, insult (PII-17)."""
    return bool(screen(name))
