"""Which times an activity may be reported of, and which reports somebody reads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from activities.desk.kinds import Part
from activities.desk.models import Section, TermReport
from activities.desk.queries.drafting import everybody
from activities.desk.queries.evaluations import read_about
from activities.desk.queries.terms import terms_of
from activities.desk.states import ReportState
from activities.models import Activity
from portal.accounts import queries as accounts
from portal.accounts.roles import Role


@dataclass(frozen=True)
class Period:
    name: str
    first: date
    last: date

    @property
    def key(self) -> str:
        return self.first.isoformat()


def periods(activity: Activity) -> list[Period]:
    """The terms in which it meets; where none are set, all of its time. Never two that overlap: the difference of two
    totals would tell what each of them hides."""
    begins, ends = timezone.localdate(activity.starts_at), timezone.localdate(activity.ends_at)
    terms = terms_of(activity.office.area).filter(starts_on__lte=ends, ends_on__gte=begins).order_by("starts_on")
    found = []
    for term in terms:
        if not found or term.starts_on > found[-1].last:
            found.append(Period(term.name, term.starts_on, term.ends_on))
    return found or [Period(_("The whole activity"), begins, ends)]


def reported(activity: Activity) -> set[int]:
    """How many children came, of each time that has its report: no other total may stand near it."""
    return {everybody(activity, report.first, report.last) for report in TermReport.objects.filter(activity=activity)}


def reports_read_by(person, *, at: datetime):
    """Of activities whose evaluation the person reads."""
    about = read_about(person, at=at).values("pk")
    rows = TermReport.objects.filter(activity__in=about)
    return rows.select_related("activity__office", "made_by", "reviewed_by")


def sections(report: TermReport) -> list[Section]:
    """In the order of a report; one query."""
    found = {row.part: row for row in report.sections.select_related("written_by")}
    return [found[part] for part in Part.values if part in found]


def reports_to_review(person, *, at: datetime):
    """Reports of one's offices that wait for a supervisor who wrote nothing in them, the longest waiting first."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    found = TermReport.objects.filter(state=ReportState.HANDED)
    if not seen:
        return found.none()
    found = found if seen.everywhere else found.filter(activity__office__in=seen.offices)
    mine = Section.objects.filter(written_by=person).values("report")
    found = found.exclude(made_by=person).exclude(pk__in=mine)
    return found.select_related("activity").order_by("handed_at", "pk")
