"""A year of one office: its sessions day by day with terms and special days, and how much work that is.

A year is a school year, from the first of September on. Other windows are not offered: the difference of two that
overlap would tell a number that each of them hides.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone

from activities.desk.models import Duty, Mark, SpecialDay, Term
from activities.desk.states import Said
from activities.models import Session
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.directory import queries as directory
from portal.directory.models import Office
from portal.figures.counting import shown

BEGINS = 9  # September
FIRST_YEAR, LAST_YEAR = 2000, 2100


def school_year(day: date) -> int:
    return day.year if day.month >= BEGINS else day.year - 1


def months_of(year: int) -> list[date]:
    return [date(year + (BEGINS + n - 1) // 12, (BEGINS + n - 1) % 12 + 1, 1) for n in range(12)]


def offices_of_work(person, roles: frozenset[Role], *, at: datetime) -> list[Office]:
    """Offices of ours in which the person holds one of these roles, by name; one query."""
    seen = accounts.reach(person, roles, at=at)
    found = directory.our_offices()
    return list(found if seen.everywhere else found.filter(pk__in=seen.offices)) if seen else []


@dataclass
class YearDay:
    date: date
    sessions: list[Session] = field(default_factory=list)
    special: SpecialDay | None = None
    begins: list[str] = field(default_factory=list)  # names of terms
    ends: list[str] = field(default_factory=list)

    @property
    def weekday(self) -> int:
        return self.date.isoweekday()

    def __bool__(self):
        return bool(self.sessions or self.special or self.begins or self.ends)


@dataclass
class YearMonth:
    first: date
    days: list[YearDay]

    @property
    def any(self) -> bool:
        return any(self.days)

    @property
    def held(self) -> int:
        return sum(not session.cancelled_at for day in self.days for session in day.sessions)


def year_of(office: Office, year: int) -> list[YearMonth]:
    """Twelve months from September on; three queries, however much is on."""
    months = months_of(year)
    last = date(year + 1, BEGINS, 1) - timedelta(days=1)
    days = {day: YearDay(day) for day in _days(months[0], last)}
    for session in _sessions(office, months[0], last).select_related("activity").order_by("starts_at", "pk"):
        days[timezone.localdate(session.starts_at)].sessions.append(session)
    for row in SpecialDay.objects.filter(area=office.area, day__range=(months[0], last)):
        days[row.day].special = row
    for term in Term.objects.filter(area=office.area, starts_on__lte=last, ends_on__gte=months[0]):
        if term.starts_on in days:
            days[term.starts_on].begins.append(term.name)
        if term.ends_on in days:
            days[term.ends_on].ends.append(term.name)
    by_month = defaultdict(list)
    for day in days.values():
        by_month[day.date.replace(day=1)].append(day)
    return [YearMonth(first, by_month[first]) for first in months]


@dataclass
class MonthLoad:
    """`came` is None where the number is hidden or the month is not over."""

    first: date
    held: int = 0
    off: int = 0
    came: int | None = None
    minutes: int = 0
    over: bool = True

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


@dataclass
class Worked:
    person: User
    times: int
    minutes: int

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


@dataclass
class Load:
    months: list[MonthLoad]
    people: list[Worked]
    weeks: int
    came: int | None

    @property
    def held(self) -> int:
        return sum(month.held for month in self.months)

    @property
    def off(self) -> int:
        return sum(month.off for month in self.months)

    @property
    def a_week(self) -> float:
        return round(self.held / self.weeks, 1) if self.weeks else 0


def load_of(office: Office, year: int, *, at: datetime) -> Load:
    """What an office does: sessions that are over, person-times of months that are over, hours by adult; five queries.

    A number of children under eleven hides, and so does one that would give it away. A month that runs on is not
    counted: tomorrow's number less today's would be one session's. Nor is there a sum over a hidden month: its rise
    since last month, when every month stood, would be that number.
    """
    first, last = date(year, BEGINS, 1), date(year + 1, BEGINS, 1) - timedelta(days=1)
    today = timezone.localdate(at)
    months = {day: MonthLoad(day, over=_next(day) <= today) for day in months_of(year)}
    rows = list(_sessions(office, first, last).filter(ends_at__lte=at).only("starts_at", "cancelled_at"))
    of_month = {row.pk: _month(row.starts_at) for row in rows}
    for row in rows:
        month = months[of_month[row.pk]]
        month.held, month.off = month.held + (not row.cancelled_at), month.off + bool(row.cancelled_at)
    held = _sessions(office, first, last).filter(ends_at__lte=at, cancelled_at=None)
    counts = Counter()
    for session, count in came_to(held):
        counts[of_month[session]] += count
    counts = {month.first: counts[month.first] for month in months.values() if month.over and month.held}
    for day, count in shown(counts).items():
        months[day].came = count
    told = [months[day].came for day in counts]
    begun = [timezone.localdate(row.starts_at) for row in rows if not row.cancelled_at]
    weeks = (min(today, last) - min(begun)).days // 7 + 1 if begun else 0
    came = None if None in told else sum(told) or None
    return Load(list(months.values()), _hours(held, months, of_month), weeks, came)


def came_to(sessions) -> list[tuple[UUID, int]]:
    """(session, how many children came), by the lines that count (`queries.standing`), without those nobody came to."""
    lines = Mark.objects.filter(session__in=sessions.values("pk"))  # each of them apart: else all years are read
    same = {"session": OuterRef("session"), "child": OuterRef("child")}
    replaced = lines.filter(replaces=OuterRef("key"), **same)
    away = lines.filter(~Exists(replaced), at__gt=OuterRef("at"), says__in=(Said.EXCUSED, Said.MISSING), **same)
    here = lines.filter(~Exists(replaced), ~Exists(away), says__in=(Said.ARRIVED, Said.LEFT))
    return list(here.values("session").annotate(n=Count("child", distinct=True)).values_list("session", "n"))


def _hours(held, months: dict, of_month: dict) -> list[Worked]:
    """Who worked how often and how long; minutes also go to their months. Three queries."""
    here = Duty.objects.live().filter(session__in=held.values("pk"))
    for session, minutes in (
        here.exclude(minutes=None).values("session").annotate(n=Sum("minutes")).values_list("session", "n")
    ):
        months[of_month[session]].minutes += minutes
    rows = here.values("person").annotate(times=Count("pk"), time=Sum("minutes")).values_list("person", "times", "time")
    found = {person: (times, minutes or 0) for person, times, minutes in rows}
    people = User.objects.filter(pk__in=found).order_by("pseudonym", "pk")
    return [Worked(person, *found[person.pk]) for person in people]


def _sessions(office: Office, first: date, last: date):
    begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    return Session.objects.filter(Q(starts_at__gte=begin, starts_at__lt=end), activity__office=office)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _month(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


def _next(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
