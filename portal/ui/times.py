"""Dates and times in the words children use: 「星期三 下午4点」, "Wed 4 pm"."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

WEEKDAYS = "一二三四五六日"
PARTS_OF_DAY = ((5, "凌晨"), (8, "早上"), (12, "上午"), (13, "中午"), (18, "下午"), (24, "晚上"))


def clock(when: datetime) -> str:
    hour = when.hour % 12 or 12
    if (get_language() or "").startswith("zh"):
        part = next(word for until, word in PARTS_OF_DAY if when.hour < until)
        hour = 0 if when.hour == 0 else hour
        minutes = {0: "", 30: "半"}.get(when.minute, f"{when.minute:02}分")
        return f"{part}{hour}点{minutes}"
    minutes = f":{when.minute:02}" if when.minute else ""
    return f"{hour}{minutes} {'am' if when.hour < 12 else 'pm'}"


def day(when: datetime, now: datetime) -> str:
    """Near days by their name, others by date and weekday."""
    distance = (when.date() - now.date()).days
    if distance == 0:
        return _("Today")
    if distance == 1:
        return _("Tomorrow")
    if (get_language() or "").startswith("zh"):
        weekday = f"星期{WEEKDAYS[when.weekday()]}"
        year = "" if when.year == now.year else f"{when.year}年"
        return weekday if 0 < distance < 7 else f"{year}{when.month}月{when.day}日 {weekday}"
    if 0 < distance < 7:
        return date_format(when, "D")
    return date_format(when, "D j M" if when.year == now.year else "D j M Y")


def child_time(when: datetime, now: datetime | None = None) -> str:
    now = timezone.localtime(now)
    when = timezone.localtime(when)
    return f"{day(when, now)} {clock(when)}"


def child_day(when, now: datetime | None = None) -> str:
    now = timezone.localtime(now)
    when = (
        timezone.localtime(when)
        if isinstance(when, datetime)
        else datetime(when.year, when.month, when.day, tzinfo=now.tzinfo)
    )
    return day(when, now)
