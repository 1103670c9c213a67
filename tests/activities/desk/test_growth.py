"""Offices grown in bulk look like those that people make: their pages, days and figures say what was grown."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from activities import queries as activities
from activities.desk import jobs, queries
from activities.desk.models import Mark
from activities.models import ActivityPage, Session
from portal.directory.models import Office
from tests.making import activities as make

pytestmark = pytest.mark.django_db


def test_a_grown_office_is_shown_counted_and_found(monkeypatch):
    monkeypatch.setattr(jobs, "WEEKS", 20)
    translation.activate("zh-hans")
    make.tree()
    jobs.grow(2 * 20 * jobs.A_YEAR // 52)
    at = timezone.now()
    assert Office.objects.filter(name__startswith="长大的站").count() == 2
    assert Session.objects.count() == 2 * 20 * 11
    shown = activities.on_show(at, 12)
    assert len(shown) == 12
    assert all(activity.address for activity in shown)
    assert ActivityPage.objects.live().first().specific.activity.pages.count() == 1
    over = Session.objects.filter(ends_at__lte=at - timedelta(days=1)).first()
    day = queries.day(over)
    assert (len(day.rows), day.gone) == (10, 10)
    assert Mark.objects.count() == 20 * Session.objects.filter(ends_at__lte=at).count()
    office = over.activity.office
    load = queries.load_of(office, queries.school_year(timezone.localdate(over.starts_at)), at=at)
    told = [month for month in load.months if month.came]
    assert told
    assert all(month.came == 10 * month.held for month in told)
