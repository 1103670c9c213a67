"""Real servers: one process on SQLite, two that hear each other over Redis; a socket client that is not ours."""

import contextlib
import http.client
import json
import queue
import threading
import time
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from activities.live.models import Room
from activities.live.protocol import Close
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = pytest.mark.django_db
TOKEN = "a" * 32


class Far:
    """One person's socket at one process."""

    def __init__(self, site, url, house, person):
        client = Client()
        site.do(make_accounts.sign_in, client, person)
        self.cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
        self.url, self.house, self.staff = url, house, person.is_staff
        self.code = None

    def ticket(self):
        path = f"/desk/rooms/{self.house.room.pk}" if self.staff else f"/zh-hans/rooms/{self.house.room.pk}"
        headers = {"Cookie": self.cookies, "X-CSRFToken": TOKEN, "Origin": self.url, "Accept": "application/json"}
        asking = http.client.HTTPConnection(urlsplit(self.url).netloc)
        asking.request("POST", f"{path}/ticket/", headers=headers)
        answer = asking.getresponse()
        return json.load(answer)["ticket"] if answer.status == 200 else None

    def open(self):
        address = f"ws://{urlsplit(self.url).netloc}/ws/rooms/{self.house.room.pk}/?ticket={self.ticket()}"
        self.socket = connect(address, origin=self.url, open_timeout=20, legacy=True)
        self.news = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def _listen(self):
        """As a page does: answers the beat at once, whatever else goes on."""
        with contextlib.suppress(ConnectionClosed):
            for text in self.socket:
                frame = json.loads(text)
                if frame["type"] == "beat":
                    self.socket.send('{"type":"here"}')
                else:
                    self.news.put(frame)
        self.code = self.socket.close_code
        self.news.put({"type": "closed"})

    def hears(self, kind, seconds=20, **fields):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            with contextlib.suppress(queue.Empty):
                frame = self.news.get(timeout=left)
                if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
                    return frame
        raise AssertionError(f"no {kind}")

    def sends(self, command, **fields):
        self.socket.send(json.dumps({"type": command, "client_id": make.new_id(), **fields}))


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
    desk[0].sends("plan_groups", groups=2, how="hand")
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
