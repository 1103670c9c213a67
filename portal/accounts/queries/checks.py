"""Who holds a role, with the checks that work with children asks for: vetted and trained, both in date (SAF-8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, OuterRef, Q, QuerySet, UUIDField
from django.utils import timezone

from portal.accounts.models import Qualification, RoleGrant, User
from portal.accounts.roles import LONGEST_VALID, WITH_CHILDREN, QualificationKind, Result, Role
from portal.rows.prepared import Bound, BoundList, Prepared


@dataclass(frozen=True)
class Moment:
    """A time, and the days that checks are measured against; or what stands for them in a prepared query."""

    at: datetime | Bound
    today: date | Bound
    oldest: date | Bound  # the first day whose vetting still counts

    @classmethod
    def of(cls, at: datetime) -> "Moment":
        today = timezone.localdate(at)
        return cls(at, today, today - LONGEST_VALID)


ANY = Moment(Bound("at", DateTimeField()), Bound("today", DateField()), Bound("oldest", DateField()))


def grants(at: datetime | Bound) -> QuerySet[RoleGrant]:
    """Roles as granted; what work with children asks besides is asked apart."""
    return RoleGrant.objects.filter(Q(ended_at=None) | Q(ended_at__gt=at), granted_at__lte=at)


def in_date(at: datetime) -> QuerySet[Qualification]:
    """Checks that count at that moment."""
    return _in_date(Moment.of(at))


def _in_date(moment: Moment) -> QuerySet[Qualification]:
    """A vetting of more than 365 days counts for nothing, whatever end somebody wrote beside it (SAF-8)."""
    young = ~Q(kind=QualificationKind.VETTING) | Q(checked_on__gte=moment.oldest)
    return Qualification.objects.filter(
        ~_outweighed(), young, result=Result.CLEAR, checked_on__lte=moment.today, expires_at__gt=moment.at
    )


def _outweighed() -> Exists:
    """A check of the same kind, as new or newer, was not in order: no older paper counts against it (SAF-8)."""
    worse = Qualification.objects.filter(user=OuterRef("user"), kind=OuterRef("kind"), result=Result.NOT_CLEAR)
    return Exists(worse.filter(checked_on__gte=OuterRef("checked_on")))


def granted_to(person: UUID, *, at: datetime) -> list[tuple[str, UUID | None, datetime | None]]:
    """(role, office, end) of each role granted to somebody and not ended at that moment."""
    return _GRANTED(person=person, at=at)


def checks_of(person: UUID, *, at: datetime) -> list[tuple[str, datetime]]:
    """(kind, end) of each check of somebody that counts at that moment."""
    moment = Moment.of(at)
    return _CHECKS(person=person, at=at, today=moment.today, oldest=moment.oldest)


# Both are asked several times by every page and at every act, and are dearer to put together than to run.
_PERSON = Bound("person", UUIDField())
_GRANTED = Prepared(lambda: grants(ANY.at).filter(user=_PERSON).values_list("role", "office", "ended_at"))
_CHECKS = Prepared(lambda: _in_date(ANY).filter(user=_PERSON).values_list("kind", "expires_at"))


def staff_with(role: Role, *, at: datetime, office=None) -> QuerySet[User]:
    """Active people who hold the role at that moment, in that office if one is given."""
    return _staff_with(role, Moment.of(at), office)


def _staff_with(role: Role, moment: Moment, office=None) -> QuerySet[User]:
    granted = grants(moment.at).filter(user=OuterRef("pk"), role=role)
    if office is not None:
        granted = granted.filter(office=office)
    return _with_papers(User.objects.filter(Exists(granted), is_active=True), role, moment, whose="pk")


def _with_papers(found: QuerySet, role: Role, moment: Moment, *, whose: str) -> QuerySet:
    """Those of them whose checks are in date, each that the role needs; `whose` names the person."""
    for kind in QualificationKind.values if role in WITH_CHILDREN else ():
        found = found.filter(Exists(_in_date(moment).filter(user=OuterRef(whose), kind=kind)))
    return found


def offices_of_staff(role: Role, people: Iterable[UUID], *, at: datetime) -> set[tuple[UUID, UUID | None]]:
    """(person, office) for each office in which one of these people holds the role at that moment; one query."""
    moment = Moment.of(at)
    return set(_holders(role)(people=people, at=at, today=moment.today, oldest=moment.oldest))


@cache
def _holders(role: Role) -> Prepared:
    """Asked at every message of an adult, and dearer to put together than to run."""

    def build():
        granted = grants(ANY.at).filter(role=role, user__among=BoundList("people", UUIDField()), user__is_active=True)
        return _with_papers(granted, role, ANY, whose="user").values_list("user_id", "office_id")

    return Prepared(build)


def ending(*, within: timedelta, at: datetime) -> list[Qualification]:
    """Checks in date that run out within that time, of active people who need them and have no newer one."""
    newer = in_date(at).filter(user=OuterRef("user"), kind=OuterRef("kind"), expires_at__gt=OuterRef("expires_at"))
    needs = RoleGrant.objects.filter(user=OuterRef("user"), ended_at=None, role__in=WITH_CHILDREN)
    soon = in_date(at).filter(Exists(needs), ~Exists(newer), expires_at__lte=at + within, user__is_active=True)
    return list(soon.order_by("expires_at", "pk"))
