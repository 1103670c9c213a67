"""Offices, duty hours and help lines."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from portal.audit import queries as audit
from portal.directory import actions, queries
from portal.directory.models import DutyHours
from tests.making import directory as make

pytestmark = pytest.mark.django_db
AT = make.AT  # a Monday, nine in the morning in Shanghai
DAY = timedelta(days=1)


@pytest.mark.parametrize(("days", "shows"), [(0, True), (179, True), (180, False), (181, False)])
def test_a_help_line_nobody_checked_hides_itself(days, shows):
    make.service(checked_on=AT.date() - days * DAY)
    assert queries.help_lines(AT.date()).exists() is shows


def test_a_checked_line_shows_again():
    service = make.service(checked_on=AT.date() - 200 * DAY)
    actions.check_service(by=None, service=service, on=AT.date(), at=AT)
    assert list(queries.help_lines(AT.date())) == [service]
    assert audit.lines(act="service.checked").count() == 1


def test_help_lines_stand_in_their_place():
    second, first = make.service(name="乙", place=2), make.service(name="甲", place=1)
    assert list(queries.help_lines(AT.date())) == [first, second]


def test_ours_and_recipients():
    ours, theirs = make.office(), make.office(ours=False, receives=True)
    assert list(queries.our_offices()) == [ours]
    assert list(queries.recipients()) == [theirs]


@pytest.mark.parametrize(
    ("when", "somebody"),
    [
        (datetime(2026, 3, 2, 0, 59, 59, tzinfo=UTC), False),  # Monday 08:59:59 in Shanghai
        (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), True),  # 09:00
        (datetime(2026, 3, 2, 8, 59, 59, tzinfo=UTC), True),  # 16:59:59
        (datetime(2026, 3, 2, 9, 0, tzinfo=UTC), False),  # 17:00
        (datetime(2026, 3, 1, 2, 0, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 3, 2, 17, 0, tzinfo=UTC), False),  # Tuesday 01:00 in Shanghai
    ],
)
def test_somebody_on_duty(when, somebody):
    actions.add_duty(by=None, office=make.office(), weekdays=[0], opens=time(9), closes=time(17), at=AT)
    assert queries.someone_on_duty(when) is somebody


def test_hours_of_others_are_not_ours():
    actions.add_duty(by=None, office=make.office(ours=False), weekdays=[0], opens=time(9), closes=time(17), at=AT)
    assert not queries.someone_on_duty(AT)


@pytest.mark.parametrize(("weekday", "opens", "closes"), [(7, time(9), time(10)), (0, time(10), time(9))])
def test_hours_make_sense(weekday, opens, closes):
    office = make.office()
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyHours.objects.create(office=office, weekday=weekday, opens=opens, closes=closes)


@pytest.mark.parametrize(("language", "label"), [("zh-hans", "槐安站"), ("en", "Huai'an")])
def test_labels_speak_the_readers_language(language, label):
    office = make.office(name="槐安站", name_en="Huai'an")
    with translation.override(language):
        assert office.label == str(office) == label


def test_a_label_without_english_stays_chinese():
    service = make.service(name="心理热线", words="心里难受")
    with translation.override("en"):
        assert service.label == "心理热线"
        assert service.what_for == "心里难受"
