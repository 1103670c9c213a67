"""What is on: coming activities with a page in the reader's language, by what somebody looks for, month by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, UUIDField, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant

from activities import registry
from activities.kinds import Kind
from activities.models import Activity, ActivityPage, Session
from activities.models.pages import address_of
from activities.states import State
from portal.directory.models import Office
from portal.rows.prepared import Bound, BoundList, Prepared

A_DAY = 6  # times shown of one day of a month; the day's own list has them all


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; what is left empty counts for everything."""

    age: int | None = None
    day: date | None = None
    office: UUID | None = None
    kind: str = ""

    def __bool__(self):
        return any((self.age, self.day, self.office, self.kind))

    def of(self, prefix: str = "") -> Q:
        """As a condition on activities, or on what `prefix` leads from to them; the day apart."""
        wanted = Q()
        if self.age is not None:
            wanted &= Q(**{f"{prefix}min_age__lte": self.age, f"{prefix}max_age__gte": self.age})
        if self.office:
            wanted &= Q(**{f"{prefix}office": self.office})
        if self.kind in Kind.values:
            wanted &= Q(**{f"{prefix}kind": self.kind})
        return wanted


def coming_up(at: datetime):
    """Open activities not yet over, nearest first, each with `taken`, `queue`, `next_at`, `next_number`."""
    return Activity.objects.coming_up(at)


def on_show(at: datetime, n: int, *, start: int = 0, wanted: Wanted | None = None) -> list[Activity]:
    """Coming activities with a live page in the reader's language, `address` and `picture` on each; four queries."""
    language = _language()
    if wanted:
        found = list(_wanted(at, wanted)[start : start + n])
    else:
        found = ON_SHOW(cut=(start, start + n), at=at, language=language)
    pictures = registry.pictures_of([activity.pk for activity in found])
    for activity in found:
        activity.picture = pictures.get(activity.pk)
    return with_addresses(found)


def _wanted(at: datetime, wanted: Wanted):
    found = coming_up(at).filter(wanted.of(), Exists(_pages_here().filter(activity=OuterRef("pk"))))
    if wanted.day:
        times = Session.objects.filter(
            activity=OuterRef("pk"), ends_at__gt=at, cancelled_at=None, **_within(wanted.day, wanted.day)
        )
        found = found.filter(Exists(times))
    return found


def with_addresses(found: list[Activity]) -> list[Activity]:
    """Each with the `address` of its page in the reader's language; one query."""
    language = _language()
    ways = dict(WAYS(activities=[activity.pk for activity in found], language=language)) if found else {}
    for activity in found:
        activity.address = address_of(language, ways[activity.pk])
    return found


ON_SHOW = Prepared(
    lambda: coming_up(Bound("at", DateTimeField())).filter(Exists(_pages().filter(activity=OuterRef("pk"))))
)
WAYS = Prepared(
    lambda: (
        _pages()
        .filter(activity__among=BoundList("activities", UUIDField()))
        .values_list("activity_id", "url_path")
        .order_by("-pk")
    )  # of two pages the older one stays, as in `page_of`
)


def _pages():
    return ActivityPage.objects.live().filter(locale__language_code=Bound("language", CharField()))


@dataclass(frozen=True)
class Day:
    """One day of a month: its first times, and whether there are more."""

    date: date
    times: list[Session]
    more: bool

    @property
    def weekday(self) -> int:
        return self.date.isoweekday()


def month(first: date, wanted: Wanted) -> list[Day]:
    """Every day of the month with what is on; two queries, and at most `A_DAY` rows a day however much there is."""
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    nth = Window(RowNumber(), partition_by=F("day"), order_by=["starts_at", "pk"])
    rows = Session.objects.filter(wanted.of("activity__"), activity__state=State.OPEN, **_within(first, last))
    rows = rows.filter(Exists(_pages_here().filter(activity=OuterRef("activity"))))
    rows = rows.annotate(day=TruncDate("starts_at")).annotate(nth=nth).filter(nth__lte=A_DAY + 1)
    found = defaultdict(list)
    for session in rows.select_related("activity").order_by("starts_at", "pk"):
        found[session.day].append(session)
    with_addresses([session.activity for times in found.values() for session in times])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, found[day][:A_DAY], len(found[day]) > A_DAY) for day in days]


def offices_on_show(at: datetime):
    """Where something is on, for choosing."""
    open_ones = Activity.objects.filter(state=State.OPEN, ends_at__gt=at)
    return Office.objects.filter(pk__in=open_ones.values("office")).order_by("name")


def of_scope(scope: str) -> Activity | None:
    """The activity that a consent is about."""
    kind, _sep, key = scope.partition(":")
    try:
        return Activity.objects.filter(pk=UUID(key)).first() if kind == "activity" else None
    except ValueError:
        return None


def clashes(child, activity, *, at: datetime) -> list[Session]:
    """Times of other activities in which the child has a place, or may get one, that overlap coming times of this."""
    own = activity.sessions.filter(
        cancelled_at=None, starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    mine = Activity.objects.with_place_of(child).exclude(pk=activity.pk)
    found = Session.objects.filter(Exists(own), activity__in=mine.values("pk"), ends_at__gt=at, cancelled_at=None)
    return list(found.select_related("activity")[:5])


def page_of(activity) -> ActivityPage | None:
    return _pages_here().filter(activity=activity).first()


def _within(first: date, last: date) -> dict:
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    return {"starts_at__gte": start, "starts_at__lt": end}


def _pages_here():
    return ActivityPage.objects.live().filter(locale__language_code=_language()).order_by("pk")


def _language() -> str:
    return get_supported_content_language_variant(get_language() or settings.LANGUAGE_CODE)
