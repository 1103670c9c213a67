"""Each letter leaves once: whoever takes it first sends it, and nothing is sent inside a transaction."""

import contextlib
import threading
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction

from portal.accounts.kinds import Kind
from portal.notices import actions, jobs
from portal.notices.kinds import GIVEN_UP, SETTLES
from portal.notices.models import Message
from tests.making import consent as families
from tests.making.starting import grown_up_by_phone

HOME = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 6, 1, 23, 0, tzinfo=HOME)
MORNING = datetime(2026, 6, 2, 8, 0, tzinfo=HOME)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def waiting(count: int) -> list[Message]:
    return [actions.tell(person=families.person(Kind.GUARDIAN), kind="test.kind", at=NIGHT) for _ in range(count)]


def failing(monkeypatch, problem, addresses=None):
    """A server that fails, for some addresses or for all; says whom it was asked for."""
    asked, sends = [], EmailBackend.send_messages

    def send(self, messages):
        asked.extend(to for message in messages for to in message.to)
        if addresses is None or addresses & set(asked[-1:]):
            raise problem
        return sends(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    return asked


@pytest.mark.services
def test_two_schedulers_send_each_letter_once(race):
    waiting(20)
    sent = race(2, lambda number: actions.post(at=MORNING))
    assert sum(sent) == 20
    assert len(mail.outbox) == len({letter.to[0] for letter in mail.outbox}) == 20
    assert actions.post(at=MORNING) == 0


@pytest.mark.services
def test_two_processes_with_one_message_each_send_exactly_one(race, settings, monkeypatch):
    settings.SMS = {"way": "demo"}
    guardian = grown_up_by_phone("+8613900001234", at=NIGHT)
    both = [actions.tell(person=guardian, kind="test.kind", at=NIGHT) for _each in range(2)]
    look, meet = actions.last_taken, threading.Barrier(2)

    def together(message):
        """Both look before either has gone on, wherever nothing keeps the second one waiting."""
        with contextlib.suppress(threading.BrokenBarrierError):
            meet.wait(1)
        return look(message)

    monkeypatch.setattr(actions, "last_taken", together)
    assert sorted(race(2, lambda number: actions.post(at=MORNING, only=both[number]))) == [0, 1]
    assert actions.post(at=MORNING + SETTLES) == 0
    assert [letter.subject for letter in mail.outbox].count("news") == 1


def test_whoever_comes_second_sends_nothing(db, monkeypatch):
    """The other one has read the same list, and takes the letter while this one is on its way."""
    waiting(1)
    reading = actions.to_mail
    once = iter([lambda: actions.post(at=MORNING)])

    def slow(at):
        found = list(reading(at))
        next(once, lambda: None)()
        return found

    monkeypatch.setattr(actions, "to_mail", slow)
    assert actions.post(at=MORNING) == 0
    assert len(mail.outbox) == 1


def test_a_death_in_between_loses_a_letter_and_never_doubles_it(db, monkeypatch):
    waiting(1)
    with monkeypatch.context() as dying:
        asked = failing(dying, KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            actions.post(at=MORNING)
        assert len(asked) == 1
    assert actions.post(at=MORNING + SECOND) == 0
    assert Message.objects.filter(read_at=None).count() == 1  # it waits in the inbox


def test_one_refused_address_holds_nobody_else_back(db, monkeypatch):
    first, *others = waiting(3)
    with monkeypatch.context() as refusing:
        failing(refusing, SMTPRecipientsRefused({}), {first.person.email})
        assert actions.post(at=MORNING) == 2
    assert [actions.post(at=MORNING + each) for each in (SECOND, HOUR - SECOND, HOUR)] == [0, 0, 1]  # not each minute
    assert {letter.to[0] for letter in mail.outbox} == {each.person.email for each in [first, *others]}


def test_an_address_that_goes_on_refusing_is_given_up(db, monkeypatch):
    [message] = waiting(1)
    with monkeypatch.context() as refusing:
        asked = failing(refusing, SMTPRecipientsRefused({}))
        for minutes in range(0, 4 * 24 * 60, 20):
            actions.post(at=MORNING + minutes * MINUTE)
    assert 30 < len(asked) <= 3 * 13  # hours of three days in which letters leave
    message.refresh_from_db()
    Message.objects.filter(pk=message.pk).update(at=MORNING, mail_at=MORNING)
    assert actions.post(at=MORNING + GIVEN_UP) == 0
    assert actions.post(at=MORNING + GIVEN_UP - 12 * HOUR + SECOND) == 1


@pytest.mark.parametrize("problem", [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected()])
def test_a_server_that_is_away_is_asked_once_and_everything_waits(db, monkeypatch, problem):
    waiting(3)
    with monkeypatch.context() as away:
        asked = failing(away, problem)
        assert actions.post(at=MORNING) == 0
        assert len(asked) == 1
    assert actions.post(at=MORNING + SECOND) == 3


def test_nothing_leaves_inside_the_clocks_transaction(db, django_capture_on_commit_callbacks):
    waiting(1)
    with django_capture_on_commit_callbacks(execute=True) as left:
        with transaction.atomic():
            jobs.post_due(MORNING)
        assert mail.outbox == []
    assert len(left) == len(mail.outbox) == 1


def test_a_clock_that_is_undone_sends_nothing(db, django_capture_on_commit_callbacks):
    waiting(1)
    with django_capture_on_commit_callbacks(execute=True) as left, transaction.atomic():
        jobs.post_due(MORNING)
        transaction.set_rollback(True)
    assert left == mail.outbox == []


@pytest.mark.parametrize("held", [False, True])
def test_posting_refuses_to_run_inside_a_transaction(copied_database, held):
    waiting(1)
    if not held:
        assert actions.post(at=MORNING) == 1
        return
    with transaction.atomic(), pytest.raises(RuntimeError):
        actions.post(at=MORNING)
    assert mail.outbox == []
