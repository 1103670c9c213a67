"""Days that are typed: near ones are taken, and none for which time zones and sums have no answer."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.ui.days import Day, LongMoment, Moment

FIELDS = (Day(), Moment(), LongMoment())
FARTHEST = {Day: 3, Moment: 3, LongMoment: 25}


def typed(field, year: int) -> str:
    return f"{year:04}-06-15" if isinstance(field, Day) else f"{year:04}-06-15T10:00"


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_years_that_are_taken_and_that_are_not(field):
    far, now = FARTHEST[type(field)], timezone.localdate().year
    for year in (now - far, now - 1, now, now + far):
        assert field.clean(typed(field, year)).year == year
    for year in (1, 1000, now - far - 1, now + far + 1, 9999):
        with pytest.raises(ValidationError):
            field.clean(typed(field, year))


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59", "0000-00-00", "\x00", "2026-02-30", "1-1-1"])
def test_what_is_no_day_is_said(text):
    for field in FIELDS:
        with pytest.raises(ValidationError):
            field.clean(text)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: type(field).__name__)
def test_what_was_typed_stays_in_the_browsers_own_way(field):
    said = field.widget.render("x", field.clean(typed(field, timezone.localdate().year)), {})
    assert typed(field, timezone.localdate().year) in said
