"""Append-only is kept by the database itself, on the engine at hand (MOD-18, CON-2)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return Line.objects.create(act="test.done", subject="test:1", at=timezone.now())


@pytest.mark.parametrize(
    "change",
    [
        lambda line: Line.objects.filter(pk=line.pk).update(act="test.undone"),
        lambda line: line.delete(),
        lambda line: Line.objects.all().delete(),
        lambda line: connection.cursor().execute("DELETE FROM audit_line"),
        lambda line: connection.cursor().execute("UPDATE audit_line SET act = 'x'"),
    ],
)
def test_rows_cannot_be_changed(line, change):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(line)
    assert Line.objects.get(pk=line.pk).act == "test.done"


def test_the_table_cannot_be_emptied(line):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; a DELETE without WHERE is refused above")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_line")
