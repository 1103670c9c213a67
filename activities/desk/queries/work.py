"""What is due at the desk, overdue first, for one person; as many queries for three things as for one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.desk.queries import days, plans, records, reports, rota
from activities.desk.states import RECORD_WITHIN
from activities.models import Session

SOON = timedelta(days=7)  # so long before a session somebody looks whether there are enough adults
READ_WITHIN = timedelta(days=3)  # a plan or risks that wait longer hold children up


@dataclass(frozen=True)
class Task:
    what: object
    name: str
    url: str
    due: datetime
    late: bool
    mine: bool = True


def work(person, *, at: datetime) -> list[Task]:
    """The nearest end first."""
    found = [*_uncovered(person, at), *_records(person, at), *_plans(person, at), *_reports(person, at)]
    found += _risks(person, at)
    return sorted(found, key=lambda task: (task.due, task.name, task.url))


def _uncovered(person, at: datetime):
    for session, _have, _need in rota.uncovered(days.sessions_of(person), at=at, within=SOON):
        yield _task(
            _("more grown-ups are needed"), session.activity, "desk_day:session", session, session.starts_at, at
        )


def _records(person, at: datetime):
    """One's own; a supervisor also sees those of the office that are late."""
    own = set()
    for session in records.records_due(records.recorded_by(person, at=at), at=at):
        own.add(session.pk)
        yield _task(_("the record of a session"), session.activity, "desk_day:record", session, _end(session), at)
    office = records.supervised_sessions(person, at=at)
    late = records.records_due(office, at=at).filter(ends_at__lte=at - RECORD_WITHIN)
    for session in late:
        if session.pk not in own:
            words = _("the record of a session, by a colleague")
            yield _task(words, session.activity, "desk_day:record", session, _end(session), at, mine=False)


def _plans(person, at: datetime):
    for plan in plans.plans_unfinished(person):
        yield _task(_("a plan to finish"), plan.activity, "desk_day:plan", plan.activity, plan.activity.starts_at, at)
    for plan in plans.plans_to_approve(person, at=at):
        due = plan.handed_at + READ_WITHIN
        yield _task(_("a plan that waits for your yes"), plan.activity, "desk_day:plan", plan.activity, due, at)


def _reports(person, at: datetime):
    for report in reports.reports_to_review(person, at=at):
        due = report.handed_at + READ_WITHIN
        yield _task(_("a report that waits for your yes"), report.activity, "desk_day:report", report, due, at)


def _risks(person, at: datetime):
    for activity in plans.risks_to_read(person):
        written = [each for each in (activity.since, activity.risks_written_at) if each]
        due = max(written, default=activity.made_at) + READ_WITHIN
        way = "desk_day:plan" if activity.since else "activities_desk:roster"
        yield _task(_("risks to read"), activity, way, activity, due, at)


def _end(session: Session) -> datetime:
    return session.ends_at + RECORD_WITHIN


def _task(what, activity, way: str, leads_to, due: datetime, at: datetime, *, mine: bool = True) -> Task:
    return Task(what, activity.label, reverse(way, args=[leads_to.pk]), due, due <= at, mine)
