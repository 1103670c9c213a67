"""Append-only is kept by the database itself, on the engine at hand (MOD-18, CON-2)."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit.models import Line
from portal.rows.append_only import AppendOnly, Emptied, Unchangeable

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


def run_twice(operation, ways):
    editor = connection.schema_editor()  # not entered: SQLite wants that outside a transaction
    for _again in range(2):
        operation._run(editor, Line, ways)


@pytest.mark.parametrize("operation", [AppendOnly("line"), Unchangeable("line")])
def test_said_again_it_is_the_same(line, operation):
    """A later migration that remakes the table on SQLite says it anew; PostgreSQL still has the triggers."""
    run_twice(operation, operation.ways)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(act="test.undone")


EMPTIED = Emptied("line", texts=("subject",), json="detail", paths=("a", "b.c"))
SAID = {"a": "x", "b": {"c": "y", "d": "z"}}
GONE = {"a": "", "b": {"c": "", "d": "z"}}


@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({"detail": GONE}, True),
        ({"detail": GONE, "subject": ""}, True),
        ({"detail": GONE, "subject": "", "act": "test.undone"}, False),
        ({"detail": {**GONE, "a": "x"}}, False),  # a word is left
        ({"detail": {**GONE, "e": ""}}, False),
        ({"subject": ""}, False),  # words are left in the other column
        ({"subject": "another"}, False),
    ],
)
def test_words_go_all_at_once_and_nothing_else_with_them(change, passes):
    line = Line.objects.create(act="test.done", subject="test:1", at=timezone.now(), detail=SAID)
    run_twice(EMPTIED, EMPTIED.ways)
    if passes:
        assert Line.objects.filter(pk=line.pk).update(**change) == 1
    else:
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Line.objects.filter(pk=line.pk).update(**change)


def test_append_only_said_after_it_shuts_it_again_and_lifted_takes_it_off():
    line = Line.objects.create(act="test.done", subject="test:1", at=timezone.now(), detail=SAID)
    for operation in (EMPTIED, AppendOnly("line")):
        run_twice(operation, operation.ways)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(detail=GONE)
    run_twice(EMPTIED, EMPTIED.ways)
    run_twice(AppendOnly("line"), AppendOnly.ways_back)
    assert Line.objects.filter(pk=line.pk).update(act="test.undone") == 1


def test_taken_back_where_nothing_stands_it_passes(line):
    run_twice(AppendOnly("line"), AppendOnly.ways_back)
    assert Line.objects.filter(pk=line.pk).update(act="test.undone") == 1
