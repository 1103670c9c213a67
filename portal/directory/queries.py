"""Asking the directory."""

from datetime import date, datetime

from django.db.models import IntegerField, QuerySet, TimeField
from django.utils import timezone

from portal.directory.models import STALE_AFTER, DutyHours, Office, Service
from portal.rows.prepared import Bound, Prepared


def help_lines(on: date) -> QuerySet[Service]:
    """Places to find help that somebody checked within half a year before `on`, in their order."""
    return Service.objects.filter(checked_on__gt=on - STALE_AFTER)


def our_offices() -> QuerySet[Office]:
    return Office.objects.filter(ours=True).select_related("organisation").order_by("name")


def recipients() -> QuerySet[Office]:
    """Offices that receive what children say and owe an answer."""
    return Office.objects.filter(receives=True).select_related("organisation").order_by("name")


def someone_on_duty(at: datetime) -> bool:
    """Whether one of our offices has duty hours at that moment, by the clock on the wall in Shanghai."""
    here = timezone.localtime(at)
    return bool(ON_DUTY(weekday=here.weekday(), now=here.time()))


ON_DUTY = Prepared(
    lambda: DutyHours.objects.filter(
        office__ours=True,
        weekday=Bound("weekday", IntegerField()),
        opens__lte=Bound("now", TimeField()),
        closes__gt=Bound("now", TimeField()),
    ).values_list("pk")[:1]
)


def offices_named(pks) -> dict:
    """What offices are called in the reader's language, one query or none."""
    return {office.pk: office.label for office in Office.objects.filter(pk__in=pks)} if pks else {}
