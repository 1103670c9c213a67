"""Dates and times in the words children use."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from portal.ui.times import child_day, child_time

NOW = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)  # a Tuesday, ten in the morning in Shanghai


@pytest.mark.parametrize(
    ("day", "hour", "minute", "chinese", "english"),
    [
        (1, 16, 0, "今天 下午4点", "Today 4 pm"),
        (2, 9, 30, "明天 上午9点半", "Tomorrow 9:30 am"),
        (3, 12, 5, "星期四 中午12点05分", "Thu 12:05 pm"),
        (7, 19, 0, "星期一 晚上7点", "Mon 7 pm"),
        (8, 0, 15, "9月8日 星期二 凌晨0点15分", "Tue 8 Sep 12:15 am"),
        (20, 7, 0, "9月20日 星期日 早上7点", "Sun 20 Sep 7 am"),
    ],
)
def test_times_read_as_a_child_says_them(day, hour, minute, chinese, english):
    when = shanghai(2026, 9, day, hour, minute)
    with translation.override("zh-hans"):
        assert child_time(when, NOW) == chinese
    with translation.override("en"):
        assert child_time(when, NOW) == english


def shanghai(year, month, day, hour, minute):
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_another_year_is_named():
    with translation.override("zh-hans"):
        assert child_day(shanghai(2027, 1, 4, 8, 0), NOW) == "2027年1月4日 星期一"
        assert child_day(shanghai(2027, 1, 4, 8, 0).date(), NOW) == "2027年1月4日 星期一"


def test_yesterday_is_a_date_not_a_bare_weekday():
    with translation.override("zh-hans"):
        assert child_day(shanghai(2026, 8, 31, 8, 0), NOW) == "8月31日 星期一"
