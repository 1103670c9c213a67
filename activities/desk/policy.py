"""Who may do what at the desk, as sentences."""

from datetime import datetime

from activities import policy as activities
from activities.desk import queries
from activities.desk.models import Plan, TermReport
from activities.models import Activity, Session
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.consent import queries as consent


def may_work_at(person, session: Session, *, at: datetime) -> bool:
    """Runs the activity or is on duty at this session, and is a facilitator or supervisor in date."""
    return activities.may_make(person, at=at) and queries.sessions_of(person).filter(pk=session.pk).exists()


def may_name_collectors(person, child, *, at: datetime) -> bool:
    """Who speaks for the child in everything, or a worker of the office that knows the family."""
    if person.is_guardian:
        return any(link.child_id == child.pk and link.speaks_in_all for link in consent.links_of(person))
    return person.is_staff and consent.works_for(person, child, at=at)


def supervises(person, activity: Activity, *, at: datetime) -> bool:
    """Looks after the work of the activity's office."""
    return activity.office_id in accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)


def supervises_office(person, office, *, at: datetime) -> bool:
    return office.pk in accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)


def may_approve(person, plan: Plan, *, at: datetime) -> bool:
    """A supervisor of the office who wrote nothing in it."""
    return person.pk not in queries.writers_of(plan.activity) and supervises(person, plan.activity, at=at)


def may_record(person, session: Session, *, at: datetime) -> bool:
    """Leads the activity, made it, or was on duty: a record tells of single children, and is not for a whole office."""
    return activities.may_make(person, at=at) and queries.recorded_by(person, at=at).filter(pk=session.pk).exists()


def may_read_record(person, session: Session, *, at: datetime) -> bool:
    return may_record(person, session, at=at) or supervises(person, session.activity, at=at)


def may_supervise(person, colleague, *, at: datetime) -> bool:
    """A supervisor of an office in which the colleague works."""
    if person.pk == colleague.pk or not colleague.is_staff:
        return False
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    return bool(seen) and any(office in seen for office in accounts.offices_granted(colleague))


def may_evaluate(person, activity: Activity, *, at: datetime) -> bool:
    """Leads the activity or made it, and is in date."""
    return activities.may_make(person, at=at) and queries.led_by(person, at=at).filter(pk=activity.pk).exists()


def may_read_evaluation(person, activity: Activity, *, at: datetime) -> bool:
    return may_evaluate(person, activity, at=at) or supervises(person, activity, at=at)


def may_review(person, report: TermReport, *, at: datetime) -> bool:
    """A supervisor of the office who neither began the report nor wrote in it."""
    wrote = report.made_by_id == person.pk or report.sections.filter(written_by=person).exists()
    return not wrote and supervises(person, report.activity, at=at)
