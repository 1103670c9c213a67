"""Dull maker of identities."""

from datetime import UTC, date, datetime

from portal.privacy import actions, queries
from portal.privacy.actions import Plain
from portal.privacy.models import Identity

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = AT.date()


def born(age: int, *, on: date = DAY) -> date:
    """A birth date that makes somebody that old on that day (their birthday was on 1 January)."""
    return date(on.year - age, 1, 1)


def identity(person, *, real_name="苏念禾", age=9, at=AT):
    actions.keep(by=None, person=person, real_name=real_name, birth_date=born(age, on=at.date()), at=at)


def plain(person) -> Plain:
    """What the vault holds, read behind everybody's back: a test is nobody who looks."""
    held = queries.plain(Identity.objects.get(person=person))
    return Plain(held["real_name"], date.fromisoformat(held["birth_date"]))
