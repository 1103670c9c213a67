"""Real servers: one process on SQLite, two that hear each other over Redis; a socket client that is not ours."""

import time

import pytest
from django.utils import timezone

from activities.live.protocol import Close
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import live as make
from tests.making.live_far import Far

pytestmark = pytest.mark.django_db


def test_news_and_expulsion_reach_every_process(site):  # SEC-33
    house = site.do(make.house, child_age=15)
    first, last = site.urls[0], site.urls[-1]
    ming = Far(site, first, house, house.adults[0]).open()
    ning = Far(site, last, house, house.adults[1]).open()
    kite = Far(site, last, house, house.children[0]).open()
    bell = Far(site, first, house, house.children[1]).open()
    if kite.hears("welcome")["room"]["uncovered"]:
        kite.hears("cover_changed", uncovered=False)
    kite.sends("say", text="我们走北门吧")
    for window in (ming, ning, bell):
        assert window.hears("message_posted")["text"] == "我们走北门吧"
    home, started = house.homes[0], time.monotonic()
    where = scope(house.activity)
    withdrawn = {"child": home.child, "purpose": Purpose.LIVE, "scope": where, "at": timezone.now()}
    if len(site.urls) > 1:  # another process than the child's socket, with its own way to Redis
        site.manage("shell", "-v0", "-c", _withdraw(home, where))
    else:
        site.do(consent.withdraw, by=home.guardian, **withdrawn)
    kite.hears("closed", seconds=15)
    assert kite.code == Close.LEFT
    assert time.monotonic() - started < 15
    assert kite.ticket() is None
    bell.sends("raise_hand")
    ming.hears("hand_raised")
    for window in (ming, ning, bell):
        window.socket.close()


def _withdraw(home, where) -> str:
    return (
        "from django.utils import timezone\n"
        "from portal.accounts.models import User\n"
        "from portal.consent import actions\n"
        f"actions.withdraw(by=User.objects.get(pk='{home.guardian.pk}'),"
        f" child=User.objects.get(pk='{home.child.pk}'), purpose='live', scope='{where}', at=timezone.now())\n"
    )
