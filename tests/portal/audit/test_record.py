"""The record: what was done is chained, and whoever changes it afterwards is found out."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from portal.audit import log, queries
from portal.audit.models import Line, Seal
from portal.clock import actions as clock

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _sealed():
    """Migrations put things on record too; they are chained first."""
    log.seal(all_of_it=True)


def written(count=3):
    return [
        log.write("test.done", by=uuid.uuid4(), subject=f"thing:{number}", at=AT, number=number)
        for number in range(count)
    ]


def unguarded(sql, *params):
    """What somebody with the keys of the database might do: the triggers taken away, then a change."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("audit_line", "audit_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        else:
            for table in ("audit_line", "audit_seal"):
                for change in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{change}")
        cursor.execute(sql, params)


def place(line):
    return Seal.objects.get(line=line.pk).position


def test_what_is_written_is_chained_once_in_order():  # MOD-18, promise 10
    before = Seal.objects.count()
    lines = written(3)
    assert log.seal() == 3
    assert log.seal() == 0
    assert [place(line) for line in lines] == [before + 1, before + 2, before + 3]
    assert queries.broken_at() is None


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("UPDATE audit_line SET act = %s WHERE id = %s", "test.undone"),
        ("UPDATE audit_line SET subject = %s WHERE id = %s", "thing:9"),
        ("UPDATE audit_line SET actor = %s WHERE id = %s", uuid.UUID(int=1).hex),
        ("UPDATE audit_line SET at = %s WHERE id = %s", "2026-03-03 01:00:00+00:00"),
        ("UPDATE audit_line SET detail = %s WHERE id = %s", '{"number": 7}'),
    ],
)
def test_a_changed_line_is_found(change, value):  # MOD-18
    _first, second, _third = written(3)
    log.seal()
    unguarded(change, value, second.pk)
    assert queries.broken_at() == place(second)


def test_a_line_taken_out_is_found():  # MOD-18
    _first, second, _third = written(3)
    log.seal()
    where = place(second)
    unguarded("DELETE FROM audit_line WHERE id = %s", second.pk)
    assert queries.broken_at() == where


def test_a_line_taken_out_with_its_seal_is_found():  # MOD-18
    _first, second, _third = written(3)
    log.seal()
    where = place(second)
    unguarded("DELETE FROM audit_line WHERE id = %s", second.pk)
    unguarded("DELETE FROM audit_seal WHERE line = %s", second.pk)
    assert queries.broken_at() == where


def test_a_line_changed_together_with_its_seal_is_found():  # MOD-18
    """Whoever knows how a seal is made would have to make every later one anew."""
    first, second, third = written(3)
    log.seal()
    second.act = "test.undone"
    forged = second.digest(Seal.objects.get(line=first.pk).digest)
    unguarded("UPDATE audit_line SET act = 'test.undone' WHERE id = %s", second.pk)
    unguarded("UPDATE audit_seal SET digest = %s WHERE line = %s", forged, second.pk)
    assert queries.broken_at() == place(third)


def test_more_than_a_batch_is_chained_whole(monkeypatch):
    monkeypatch.setattr(log, "BATCH", 2)
    monkeypatch.setattr(queries, "CHUNK", 2)
    written(5)
    assert log.seal() == 5
    assert queries.broken_at() is None


def test_a_line_that_committed_late_gets_a_later_place(monkeypatch):
    first, second = written(2)
    Seal.objects.create(position=Seal.objects.count() + 1, line=second.pk, digest=second.digest(_last_digest()))
    assert log.seal() == 1
    assert place(first) == place(second) + 1
    assert queries.broken_at() is None


def test_what_is_later_than_the_usual_look_is_found_by_the_daily_one(monkeypatch):
    monkeypatch.setattr(log, "LATE", 0)
    _first, second = written(2)
    Seal.objects.create(position=Seal.objects.count() + 1, line=second.pk, digest=second.digest(_last_digest()))
    assert log.seal() == 0
    assert log.seal(all_of_it=True) == 1


def test_the_clock_seals_within_seconds():
    clock.tick(at=AT)
    written(1)
    clock.tick(at=AT + timedelta(seconds=6))
    assert Line.objects.count() == Seal.objects.count()


def test_the_clock_looks_everywhere_once_a_day(monkeypatch):
    monkeypatch.setattr(log, "LATE", 0)
    clock.tick(at=AT)
    _late, second = written(2)
    Seal.objects.create(position=Seal.objects.count() + 1, line=second.pk, digest=second.digest(_last_digest()))
    clock.tick(at=AT + timedelta(hours=23))
    assert Line.objects.count() == Seal.objects.count() + 1
    clock.tick(at=AT + timedelta(hours=25))
    assert Line.objects.count() == Seal.objects.count()


def _last_digest():
    last = Seal.objects.order_by("-position").first()
    return last.digest if last else ""
