"""Who may ask to look into the vault, who allows it, who may break the glass; the vault asks this at every step."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from activities import queries as activities
from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.family import queries
from portal.privacy.registry import HandedIn, Hat

# The one place to widen.
DECIDERS = frozenset({Role.SUPERVISOR, Role.DATA_OFFICER})
ASKERS = DECIDERS | {Role.WORKER, Role.FACILITATOR, Role.SAFEGUARDING_LEAD}
BREAKERS = frozenset({Role.SAFEGUARDING_LEAD})
FIRST = (Role.SAFEGUARDING_LEAD, Role.WORKER, Role.FACILITATOR, *sorted(DECIDERS))


def may_name(colleague, child, *, at: datetime) -> bool:
    """Whether a name is one this colleague may ask about: of a family of their office, or of a child who takes part in
    what it holds. To everybody else it is as unknown as one that does not exist (decisions: Offices)."""
    return bool(_known(people.reach(colleague, ASKERS, at=at), {child.pk}))


def _known(where: people.Reach, persons: set[UUID], *, strays: bool = False) -> set[UUID]:
    """Of these people those whom the offices within reach know; with `strays` those too whom no office knows."""
    if where.everywhere or not where:
        return persons if where else set()
    offices = _offices(persons)
    return {pk for pk in persons if offices[pk] & where.offices or (strays and not offices[pk])}


def _offices(persons: set[UUID]) -> dict[UUID, set[UUID]]:
    """Which offices know each of these people, by the family's papers or by what the child takes part in."""
    homes, joined = consent.homes_of(persons), activities.offices_of_each(persons)
    return {pk: joined[pk] | ({homes[pk]} if pk in homes else set()) for pk in persons}


class Desk:
    """The vault's `House`, made of roles and guardians' links."""

    def asks_about(self, colleague, persons: Iterable[UUID], *, at: datetime) -> set[UUID]:
        return _known(people.reach(colleague, ASKERS, at=at), set(persons))

    def decides_about(self, colleague, persons: Iterable[UUID], *, at: datetime) -> set[UUID]:
        """Families whom no office knows are every decider's: their wishes have a day by law, and somebody answers."""
        return _known(people.reach(colleague, DECIDERS, at=at), set(persons), strays=True)

    def may_break(self, colleague, *, at: datetime) -> bool:
        return bool(people.roles(colleague, at=at) & BREAKERS)

    def handed_in(self, worker, *, person: UUID, about: UUID, at: datetime) -> HandedIn | None:
        """The guardian who waits for this worker's step with these papers; for the second worker the day on which the
        first saw them counts."""
        link = consent.links_waiting(worker, at=at).filter(pk=about, child=person).first()
        if link is None or not any(queries.paper_steps(worker, link, at=at).values()):
            return None
        return HandedIn(link.guardian_id, link.papers_at or link.made_at)

    def hat(self, person, *, at: datetime) -> Hat:
        held = people.roles(person, at=at)
        role = next((role for role in FIRST if role in held), "")
        return Hat(str(role), next(iter(sorted(people.offices(person, at=at))), None))
