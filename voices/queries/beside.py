"""Which adults may sit beside a child under eight and write with them (decisions: Ages)."""

from dataclasses import dataclass
from datetime import datetime

from activities import queries as activities
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent import queries as consent
from voices.content import AT_HOME

WITH_FAMILIES = (Role.FACILITATOR, Role.WORKER)


@dataclass(frozen=True)
class Beside:
    """One adult, as a child would call them: at home by what they are to the child, staff by their name here."""

    person: User
    label: str


def beside(child, *, at: datetime) -> list[Beside]:
    """Those who speak for the child, then vetted people who know them: who lead what they take part in, and the
    facilitators and workers of those offices and of the one that saw the family's papers.

    Nobody who only judges, and nobody from elsewhere: being named keeps a person from judging these words, so it must
    not be possible to name just anybody. Two grandparents are one choice, since a child knows them as one word; both
    are kept from judging anyway, as all of the family are.
    """
    home = {link.relation: link.guardian for link in reversed(consent.speakers(child))}
    found = [Beside(home[relation], label) for relation, label in AT_HOME.items() if relation in home]
    return [*found, *(Beside(person, str(person)) for person in _staff(child, at))]


def may_sit_beside(person, child, *, at: datetime) -> bool:
    return person is not None and person.pk in {each.person.pk for each in beside(child, at=at)}


def _staff(child, at: datetime) -> list[User]:
    offices = activities.offices_of(child)
    for worker in consent.workers_of(child):
        offices |= accounts.offices_as(worker, Role.WORKER, at=at)
    leaders = accounts.offices_of_staff(Role.FACILITATOR, activities.leaders_of(child), at=at)
    nowhere = [person for person, office in leaders if office is None]  # those of its office are found below
    known = set(User.objects.filter(pk__in=nowhere))
    for office in offices:
        for role in WITH_FAMILIES:
            known |= set(accounts.staff_with(role, at=at, office=office))
    return sorted(known, key=lambda person: (person.pseudonym, str(person.pk)))
