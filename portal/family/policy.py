"""Who may ask to look into the vault, who allows it, who may break the glass; the vault asks this at every step."""

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
    where = people.reach(colleague, ASKERS, at=at)
    if where.everywhere:
        return True
    home = consent.home_of(child)
    return bool(where.offices & (activities.offices_of(child) | ({home.office_id} if home else set())))


class Desk:
    """The vault's `House`, made of roles and guardians' links."""

    def may_ask(self, person, *, at: datetime) -> bool:
        return bool(people.roles(person, at=at) & ASKERS)

    def may_decide(self, person, *, at: datetime) -> bool:
        return bool(people.roles(person, at=at) & DECIDERS)

    def may_break(self, person, *, at: datetime) -> bool:
        return bool(people.roles(person, at=at) & BREAKERS)

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
