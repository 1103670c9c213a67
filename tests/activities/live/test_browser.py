"""The room in real browsers: words go round, a lost connection loses nothing, a taken-back yes leads to kind words."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from activities.live import actions, protocol
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
TALL = 2600


@pytest.fixture
def enter(site, visit):
    def go(person, address, **how):
        client = Client()
        site.do(make_accounts.sign_in, client, person)
        page = visit(site.url, **how)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
        page.context.add_cookies([cookie])
        page.goto(address)
        page.wait_for_selector('[data-status="on"]')
        return page

    return go


def test_a_class_in_its_room(site, enter, axe):
    house = site.do(make.house, children=2, child_age=15)
    room, desk = house.room.pk, f"/desk/rooms/{house.room.pk}/"
    ming = enter(house.adults[0], desk)
    kite = enter(house.children[0], f"/zh-hans/rooms/{room}/", phone=True)
    expect(kite.locator('[data-when="uncovered"]')).to_be_visible()
    enter(house.adults[1], desk)
    kite.wait_for_selector('[data-when="uncovered"]', state="hidden")
    bell = enter(house.children[1], f"/en/rooms/{room}/", phone=True, dark=True)

    kite.click("text=我要举手")
    ming.wait_for_selector(".live-waiting__name")
    kite.fill("#live-text", "小卖部前面的台阶太高了")
    kite.click(".live-write button")
    bell.wait_for_selector("text=小卖部前面的台阶太高了")
    kite.wait_for_selector("[data-told]:has-text('送到了')")
    bell.fill("#live-text", "打给我 13912345678")
    bell.click(".live-write button")
    bell.wait_for_selector('[data-shows="held"]:visible')
    ming.wait_for_selector(".live-held__note")
    assert "13912345678" not in kite.content()

    for page in (ming, kite, bell):
        page.set_viewport_size({"width": page.viewport_size["width"], "height": TALL})
        axe(page)

    # Offline, one's own words wait in sight; back again, everything is there once.
    kite.context.set_offline(True)
    kite.evaluate("window.dispatchEvent(new Event('offline'))")
    bell.fill("#live-text", "走北门")
    bell.click(".live-write button")
    bell.wait_for_selector(".live-note__text:has-text('走北门')")
    kite.context.set_offline(False)
    kite.wait_for_selector(".live-note__text:has-text('走北门')", timeout=40_000)
    expect(kite.locator(".live-notes .live-note__text")).to_have_text(["小卖部前面的台阶太高了", "走北门"])

    command = protocol.Expel(client_id=make.new_id(), who=house.children[0].pk)
    site.do(actions.carry_out, by=house.adults[0].pk, room=room, command=command, at=timezone.now())
    kite.wait_for_url("**/rooms/away/", timeout=20_000)
    expect(kite.locator("h1", has_text="你现在不在房间里了")).to_be_visible()
    axe(kite)
