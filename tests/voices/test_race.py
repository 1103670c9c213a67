"""A consent taken back in the same moment in which a voice goes out: never both (MOD-23)."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from moderation import actions as judging
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import voices as make
from voices import actions, queries
from voices.actions import releasing
from voices.models import Release, SearchDoc, Voice, Withdrawal


def scene():
    home = make.home()
    voice = make.sent(home.child)
    person = make.moderator()
    judging.claim(by=person, case=voice.case, at=timezone.now())
    return home, voice, person


def approve(voice, person):
    case = make.again(voice).case
    judging.approve(
        by=person, case=case, revision=case.revision, digest=case.digest, best_interests="好", at=timezone.now()
    )


@pytest.mark.parametrize("slow", ["release", "withdrawal"])
def test_one_comes_second_and_sees_the_other(race, monkeypatch, slow):
    """Whichever holds the row first is made to wait inside its transaction, so the other truly meets it."""
    home, voice, person = scene()
    inside = threading.Event()

    def linger(real):
        def lingering(*args, **kwargs):
            answer = real(*args, **kwargs)
            inside.set()
            threading.Event().wait(0.5)
            return answer

        return lingering

    if slow == "release":
        monkeypatch.setattr(releasing, "_facts", linger(releasing._facts))

    def act(number):
        if number == 0:
            if slow == "withdrawal":
                inside.wait(5)
            return approve(voice, person)
        if slow == "release":
            inside.wait(5)
            return consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=timezone.now())
        with transaction.atomic():
            done = consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=timezone.now())
            inside.set()
            threading.Event().wait(0.5)
            return done

    problems = [answer for answer in race(2, act) if isinstance(answer, Exception)]
    assert not problems
    now = Voice.objects.get()
    assert not now.showing
    assert not queries.is_public(now, timezone.now())
    assert not SearchDoc.objects.exists()
    assert Release.objects.count() == Withdrawal.objects.count() == (1 if slow == "release" else 0)


def test_pressing_send_twenty_times_is_one(race):
    home = make.home()
    voice = make.draft(home.child)
    answers = race(8, lambda number: actions.submit(by=home.child, voice=voice, at=timezone.now()))
    assert len({answer.pk for answer in answers}) == 1, answers
    assert connection.vendor
