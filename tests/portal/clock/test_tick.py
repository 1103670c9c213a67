"""Jobs that come due run once, in spite of each other."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from portal.clock import actions, registry
from portal.clock.models import Due

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def ran(monkeypatch):
    """Two jobs of our own and nobody else's: one a minute, one an hour."""
    monkeypatch.setattr(registry, "jobs", {})
    monkeypatch.setattr(actions, "jobs", registry.jobs)
    done = []
    registry.register("minute", every=timedelta(minutes=1), run=lambda at: done.append(("minute", at)))
    registry.register("hour", every=timedelta(hours=1), run=lambda at: done.append(("hour", at)))
    return done


def test_a_job_runs_when_it_is_due_and_not_before(ran):
    assert actions.tick(at=AT) == ["minute", "hour"]
    assert actions.tick(at=AT + timedelta(seconds=59)) == []
    assert actions.tick(at=AT + timedelta(seconds=60)) == ["minute"]
    assert ran[-1] == ("minute", AT + timedelta(seconds=60))


def test_a_job_that_fails_stops_nobody_and_stays_due(ran, caplog):
    def broken(at):
        Due.objects.create(job="left behind")
        raise RuntimeError("我叫陈小树")

    registry.register("broken", every=timedelta(days=1), run=broken)
    assert actions.tick(at=AT) == ["minute", "hour"]
    assert not Due.objects.filter(job="left behind").exists(), "a failed job leaves nothing half done"
    assert "陈小树" not in caplog.text  # SEC-37
    registry.register("broken", every=timedelta(days=1), run=lambda at: None)
    assert actions.tick(at=AT + timedelta(seconds=1)) == ["broken"]


def test_the_scheduler_goes_on_until_it_is_stopped(monkeypatch):
    """One process that waits costs nothing; a new one every 15 seconds costs a fifth of a processor."""
    beats, waits = [], []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(actions, "tick", lambda *, at: beats.append(at))
    monkeypatch.setattr("time.sleep", wait)
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    with pytest.raises(KeyboardInterrupt):
        call_command("tick", every=15)
    assert waits == [15, 15, 15]
    assert len(beats) == 3
    assert beats == sorted(beats)
