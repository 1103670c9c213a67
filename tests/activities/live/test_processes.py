"""Real servers: one process on SQLite, two that hear each other over Redis; a socket client that is not ours."""

import time

import pytest
from django.utils import timezone

from activities.live.models import Room
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


def test_into_a_group_and_out_of_it_in_every_process(site):  # SEC-33, MOD-25
    house = site.do(make.house, children=2, adults=3, child_age=15)
    first, last = site.urls[0], site.urls[-1]
    desk = [
        Far(site, url, house, person).open() for url, person in zip((first, last, first), house.adults, strict=True)
    ]
    kite = Far(site, last, house, house.children[0]).open()
    desk[0].hears("cover_changed", uncovered=False)
    ning = house.adults[1]
    desk[0].sends("plan_groups", how_many=2, how="hand")
    for who, group in ((house.children[0], 1), (ning, 1)):
        desk[0].sends("place_in_group", who=str(who.pk), group=group)
    desk[0].sends("open_groups", minutes=5)
    for window in (kite, desk[1]):
        window.hears("closed")
        assert window.code == Close.MOVED
    small = make.House(site.do(_group, house), house.adults, house.homes, house.office)
    there = Far(site, first, small, house.children[0]).open()
    assert there.hears("welcome")["room"]["group"] == 1
    there.hears("cover_changed", uncovered=False)
    there.sends("say", text="一个人也可以举手")
    assert there.hears("refused")["code"] == "unwatched"
    grown = [Far(site, url, small, person).open() for url, person in zip((last, first), house.adults[1:], strict=True)]
    there.hears("cover_changed", text_off=False)
    there.sends("need_help")
    assert desk[0].hears("help_asked")["who"]["id"] == str(house.children[0].pk)
    withdrawn = {"child": house.homes[0].child, "purpose": Purpose.LIVE, "scope": scope(house.activity)}
    started = time.monotonic()
    site.do(consent.withdraw, by=house.homes[0].guardian, at=timezone.now(), **withdrawn)
    there.hears("closed", seconds=15)
    assert there.code in {Close.LEFT, Close.MOVED}
    assert time.monotonic() - started < 15
    assert there.ticket() is None
    desk[0].sends("bring_back")
    for window in grown:
        window.hears("closed")
        assert window.code == Close.MOVED
    for window in (desk[0], desk[2]):
        window.socket.close()


def _group(house):
    return Room.objects.get(parent=house.room, number=1)


def _withdraw(home, where) -> str:
    return (
        "from django.utils import timezone\n"
        "from portal.accounts.models import User\n"
        "from portal.consent import actions\n"
        f"actions.withdraw(by=User.objects.get(pk='{home.guardian.pk}'),"
        f" child=User.objects.get(pk='{home.child.pk}'), purpose='live', scope='{where}', at=timezone.now())\n"
    )
