"""Terms and special days of an area, and laying a term's weekly sessions."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities import actions as activities
from activities.desk import queries
from activities.desk.actions.plans import NotReady
from activities.desk.actions.refusals import NotYours
from activities.desk.models import SpecialDay, Term
from activities.models import Activity, Session
from portal.audit import log

LONGEST = timedelta(days=366)  # weekly sessions of a whole term are laid in one step


@transaction.atomic
def set_term(*, by, area: str, name: str, starts_on: date, ends_on: date, at: datetime) -> Term:
    """The same first day again corrects the term."""
    _supervises(by, area, at)
    if starts_on >= ends_on:
        raise NotReady(_("The last day comes after the first."))
    if not queries.FIRST_YEAR <= starts_on.year <= queries.LAST_YEAR or ends_on - starts_on > LONGEST:
        raise NotReady(_("A term lies in the years around us and takes a year at the most."))
    facts = {"name": name.strip(), "ends_on": ends_on}
    term, _new = Term.objects.update_or_create(area=area, starts_on=starts_on, defaults=facts)
    log.write("term.set", by=by, subject=f"term:{term.pk}", at=at)
    return term


@transaction.atomic
def set_special_day(*, by, area: str, day: date, name: str, follows: int | None, at: datetime) -> SpecialDay:
    _supervises(by, area, at)
    facts = {"name": name.strip(), "follows": follows}
    row, _new = SpecialDay.objects.update_or_create(area=area, day=day, defaults=facts)
    log.write("special_day.set", by=by, subject=f"special_day:{row.pk}", at=at)
    return row


@transaction.atomic
def lay_weekly(
    *, by, activity: Activity, term: Term, weekday: int, begins: time, minutes: int, at: datetime
) -> list[Session]:
    """A session on every day of that weekday in the term, days off left out; what stands already is not laid twice."""
    activity = Activity.objects.select_for_update(of=("self",)).select_related("office").get(pk=activity.pk)
    if term.area != activity.office.area:
        raise NotReady(_("That term belongs to another area."))
    days = queries.weekly(weekday, term.starts_on, term.ends_on, queries.special_days(term.area))
    starts = [timezone.make_aware(datetime.combine(day, begins)) for day in days]
    there = set(activity.sessions.values_list("starts_at", flat=True))
    fresh = [start for start in starts if start > at and start not in there]
    if not fresh:
        raise NotReady(_("There is no day left in that term."))
    return [
        activities.add_session(
            by=by, activity=activity, starts_at=start, ends_at=start + timedelta(minutes=minutes), at=at
        )
        for start in fresh
    ]


def _supervises(by, area: str, at: datetime) -> None:
    if area not in queries.areas_of(by, at=at):
        raise NotYours(_("Terms are set by a supervisor of an office in that area."))
