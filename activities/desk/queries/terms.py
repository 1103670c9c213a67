"""Which days of a term a weekly session falls on."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from activities.desk.models import SpecialDay, Term
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.directory import queries as directory


def terms_of(area: str):
    return Term.objects.filter(area=area)


def special_days(area: str):
    return SpecialDay.objects.filter(area=area)


def areas_of(person, *, at: datetime) -> list[str]:
    """Areas in which the person supervises an office."""
    seen = accounts.reach(person, frozenset({Role.SUPERVISOR}), at=at)
    offices = seen.narrow(directory.our_offices().exclude(area=""), "pk")
    return sorted(set(offices.values_list("area", flat=True)))


def weekly(weekday: int, first: date, last: date, special: Iterable[SpecialDay]) -> list[date]:
    """Days from `first` to `last` on which that weekday's timetable holds: days off are left out, a make-up workday
    counts as the weekday it follows and not as its own."""
    follows = {row.day: row.follows for row in special}
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [day for day in days if follows.get(day, day.weekday()) == weekday]
