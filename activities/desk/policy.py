"""Who may do what at the desk, as sentences."""

from datetime import datetime

from activities import policy as activities
from activities.desk import queries
from activities.models import Session
from portal.consent import queries as consent


def may_work_at(person, session: Session, *, at: datetime) -> bool:
    """Runs the activity or is on duty at this session, and is a facilitator or supervisor in date."""
    return activities.may_make(person, at=at) and queries.sessions_of(person).filter(pk=session.pk).exists()


def may_name_collectors(person, child, *, at: datetime) -> bool:
    """Who speaks for the child in everything, or a worker of the office that knows the family."""
    if person.is_guardian:
        return any(link.child_id == child.pk and link.speaks_in_all for link in consent.links_of(person))
    return person.is_staff and consent.works_for(person, child, at=at)
