"""A day has an end: very many pictures or submissions wait for tomorrow, and no word is lost by it (SEC-27)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.making import voices as make
from voices import actions
from voices.actions import sending, writing
from voices.models import Draft, Picture, Revision

pytestmark = pytest.mark.django_db


def test_very_many_submissions_wait_until_tomorrow(monkeypatch):
    monkeypatch.setattr(sending, "SENT_A_DAY", 1)
    child, at = make.home().child, timezone.now()
    make.sent(child, at=at)
    voice = make.draft(child, body="第二句", at=at)
    with pytest.raises(actions.TooMany):
        actions.submit(by=child, voice=voice, at=at)
    assert Draft.objects.get().body == "第二句"
    actions.submit(by=child, voice=voice, at=at + timedelta(days=1, seconds=1))
    assert Revision.objects.count() == 2


def test_very_many_pictures_wait_until_tomorrow(monkeypatch):
    monkeypatch.setattr(writing, "PICTURES_A_DAY", 1)
    child, at = make.home().child, timezone.now()
    make.draft(child, picture=make.photo(), at=at)
    with pytest.raises(actions.TooMany):
        make.draft(child, picture=make.photo(), at=at)
    assert Picture.objects.count() == 1
