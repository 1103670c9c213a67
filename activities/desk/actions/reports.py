"""Drafting a term report, writing on in it, reading it as another, and looking at it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy, queries
from activities.desk.actions.evaluations import refuse_all_names, words_meant
from activities.desk.actions.plans import NotReady
from activities.desk.actions.refusals import NotYours, WrittenMeanwhile
from activities.desk.kinds import Part
from activities.desk.models import Section, TermReport
from activities.desk.states import REPORT_NEXT, ReportState
from activities.models import Activity
from portal.audit import log
from portal.text.plain import plain

LONG = 8000  # characters of one part


@transaction.atomic
def begin_report(*, by, activity: Activity, first: date, at: datetime) -> TermReport:
    """Drafts the report of the period that begins on `first`, in the language of who begins it; a time that has its
    report already is not reported twice, not even where the term's dates were corrected since."""
    activity = Activity.objects.select_for_update(of=("self",)).select_related("office").get(pk=activity.pk)
    _leads(by, activity, at)
    period = next((each for each in queries.periods(activity) if each.first == first), None)
    if period is None:
        raise NotReady(_("Please choose one of these times."))
    there = TermReport.objects.filter(activity=activity, first__lte=period.last, last__gte=period.first).first()
    if there:
        return there
    made = TermReport.objects.create(
        activity=activity, name=period.name, first=period.first, last=period.last, made_by=by, made_at=at
    )
    texts = queries.draft(activity, period.first, period.last, at=at)
    Section.objects.bulk_create(Section(report=made, part=part, words=words[:LONG]) for part, words in texts.items())
    log.write("report.drafted", by=by, subject=f"report:{made.pk}", at=at)
    return made


@transaction.atomic
def write_part(
    *, by, report: TermReport, part: str, words: str, seen: int, meant: bool = False, at: datetime
) -> Section:
    """Writes one part over version `seen`; `meant` here and below: as in `refuse_all_names`."""
    report = _locked(report)
    _leads(by, report.activity, at)
    if report.state != ReportState.DRAFT:
        raise NotReady(_("The report is with the supervisor, or final: its words stand."))
    section = report.sections.get(part=Part(part))
    if section.version != seen:
        raise WrittenMeanwhile
    words = plain(words)[:LONG]
    refuse_all_names(report.activity, words, meant=meant)
    section.words, section.version, section.written_by, section.written_at = words, seen + 1, by, at
    section.save()
    log.write("report.written", by=by, subject=f"report:{report.pk}", at=at, part=part, **words_meant(meant))
    return section


@transaction.atomic
def hand_report_in(*, by, report: TermReport, meant: bool = False, at: datetime) -> TermReport:
    report = _locked(report)
    _leads(by, report.activity, at)
    if not report.sections.exclude(words="").filter(part=Part.COMING).exists():
        raise NotReady(_("Write what comes next before it is handed in."))
    refuse_all_names(report.activity, *report.sections.values_list("words", flat=True), meant=meant)
    _move(report, ReportState.HANDED)
    report.handed_at, report.remark = at, ""
    report.save()
    log.write("report.handed", by=by, subject=f"report:{report.pk}", at=at, **words_meant(meant))
    return report


@transaction.atomic
def send_report_back(*, by, report: TermReport, remark: str, meant: bool = False, at: datetime) -> TermReport:
    report = _reviewing(by, report, at)
    remark = plain(remark, lines=False)[:400]
    if not remark:
        raise NotReady(_("Please say what should be different."))
    refuse_all_names(report.activity, remark, meant=meant)
    _move(report, ReportState.DRAFT)
    report.handed_at, report.remark = None, remark
    report.save()
    log.write("report.sent_back", by=by, subject=f"report:{report.pk}", at=at, **words_meant(meant))
    return report


@transaction.atomic
def finish_report(*, by, report: TermReport, meant: bool = False, at: datetime) -> TermReport:
    """Names are looked for once more: a child may have come, or been called otherwise, since it was written."""
    report = _reviewing(by, report, at)
    refuse_all_names(report.activity, *report.sections.values_list("words", flat=True), meant=meant)
    _move(report, ReportState.FINAL)
    report.reviewed_by, report.reviewed_at = by, at
    report.save()
    log.write("report.final", by=by, subject=f"report:{report.pk}", at=at, **words_meant(meant))
    return report


@transaction.atomic
def look_at_report(*, by, report: TermReport, how: str, at: datetime) -> list[Section]:
    """Its parts, for who may read them; the look is on record. Paper and files are made of a final one alone."""
    if not policy.may_read_evaluation(by, report.activity, at=at):
        raise NotYours(_("Read by who leads or made the activity, and by supervisors of the office."))
    if how != "read" and report.state != ReportState.FINAL:
        raise NotReady(_("It is printed and taken along when it is final."))
    log.write(f"report.{how}", by=by, subject=f"report:{report.pk}", at=at)
    return queries.sections(report)


def _reviewing(by, report: TermReport, at: datetime) -> TermReport:
    report = _locked(report)
    if not policy.may_review(by, report, at=at):
        raise NotYours(_("A supervisor of the office reads it, who wrote nothing in it."))
    return report


def _move(report: TermReport, state: ReportState) -> None:
    if state not in REPORT_NEXT[report.state]:
        raise NotReady(_("The report is not at that step."))
    report.state = state


def _leads(by, activity: Activity, at: datetime) -> None:
    if not policy.may_evaluate(by, activity, at=at):
        raise NotYours(_("Whoever leads or made the activity reports of it."))


def _locked(report: TermReport) -> TermReport:
    rows = TermReport.objects.select_for_update(of=("self",)).select_related("activity__office")
    return rows.get(pk=report.pk)
