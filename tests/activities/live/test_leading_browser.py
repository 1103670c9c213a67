"""Leading a room in real browsers, with scripts: the door, steps and clock, roles, the piece, the check-in, help."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.live import actions
from tests.making import live as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def press(page, command, value=None):
    more = f":has([value='{value}'])" if value is not None else ""
    page.locator(f"form[data-command={command}]{more} button:visible").first.click()


def test_a_session_from_the_door_to_the_last_step(site, visit, sits, axe):
    visit.allow("WebSocket connection to .* 403")  # on a busy machine a ticket may be over; the page asks for another
    house = site.do(make.house, children=2, child_age=9, stage="prepared")
    ming, ning = (sits(site, adult) for adult in house.adults)
    for desk in (ming, ning):
        desk.goto(f"/desk/rooms/{house.room.pk}/")
        desk.wait_for_selector('[data-status="on"]')
    ming.wait_for_selector('[data-when="uncovered"]', state="hidden")
    ming.click("summary:has-text('写步骤')")
    ming.fill("#live-write-steps", "10 认识彼此\n画地图")
    press(ming, "set_steps")
    press(ming, "open_doors", "lobby")
    kite = sits(site, house.children[0], phone=True)
    bell = sits(site, house.children[1], "en", phone=True, dark=True)
    for phone, language in ((kite, "zh-hans"), (bell, "en")):
        phone.goto(f"/{language}/rooms/{house.room.pk}/")
        phone.wait_for_selector("[data-lobby]")
    axe(kite)
    ming.wait_for_selector("[data-list=waiting] li >> nth=1")
    ming.locator(".live-acts [data-command=admit] button").click()
    for phone in (kite, bell):
        phone.wait_for_selector('[data-status="on"]', timeout=20_000)

    press(ming, "go_step", "1")
    kite.wait_for_selector("[data-list=steps] li[aria-current=step]:has-text('认识彼此')")
    expect(kite.locator("[data-slot=clock]")).to_have_text(re.compile(r"^(10|9):"))
    ming.wait_for_selector("[data-list=children] option >> nth=1", state="attached")
    first = str(house.children[0].pk)
    ming.locator("#role-chair").select_option(first)
    ming.locator("form[data-command=give_role]:has([value=chair]) button").click()
    kite.wait_for_selector("[data-role=chair]:visible")
    kite.locator("form[data-command=start_round] button").click()
    bell.wait_for_selector("[data-piece]:visible")
    bell.wait_for_selector("[data-round]:visible")
    waiting = [kite, bell]
    while waiting:
        holder = next((phone for phone in waiting if phone.locator("[data-pass]").is_visible()), None)
        if holder is None:
            ming.wait_for_timeout(50)  # the piece is on its way
            continue
        holder.locator("[data-pass] button").click()
        waiting.remove(holder)
    ming.wait_for_selector("[data-round]", state="hidden")

    press(ming, "ask_mood")
    kite.locator("button[data-feeling=fair]").click()
    kite.wait_for_selector("button[data-feeling=fair][aria-pressed=true]")
    bell.locator("[data-mood] button[value=skip]").click()
    bell.wait_for_selector("[data-mood-skipped]:visible")
    ming.wait_for_selector("[data-list=felt] li >> nth=1")
    expect(ming.locator("[data-list=felt] [data-felt=fair]:visible")).to_have_count(1)

    press(ming, "pause_one", first)
    kite.wait_for_selector("[data-when=resting]:visible")
    assert not bell.locator("[data-when=resting]").is_visible()
    kite.fill("#live-text", "我家在红砖楼")
    kite.click(".live-write button")
    ming.wait_for_selector("[data-list=held] li")
    ming.click("[data-list=held] summary")
    ming.fill("[data-list=held] textarea", "换个说法好吗")
    ming.locator("[data-list=held] form[data-command=return] button").click()
    kite.wait_for_selector("[data-shows=returned]:visible:has-text('换个说法好吗')")
    bell.locator("form[data-command=need_help] button").click()
    bell.wait_for_selector("[data-help=yes]:visible")
    ming.locator("[data-list=help] form[data-command=answer_help] button").click()
    bell.wait_for_selector("[data-help=seen]:visible")

    ming.fill("#live-aside", "我看着门口")
    ming.locator("form[data-command=tell_adults] button").click()
    ning.wait_for_selector("[data-list=aside] li:has-text('我看着门口')")
    assert "我看着门口" not in kite.content() + bell.content()
    ming.click("summary:has-text('找儿童保护专员')")
    ming.fill("#lead-text", "有点担心一个孩子")
    ming.locator("form[data-command=call_lead] button").click()
    ming.wait_for_selector("[data-list=lead] li")
    assert ning.locator("[data-list=lead] li").count() == 0
    expect(ming.locator("#lead-text")).to_have_value("")
    for page in (ming, kite, bell):
        page.set_viewport_size({"width": page.viewport_size["width"], "height": 3600})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    ming.set_viewport_size({"width": 360, "height": 3600})  # an adult with a phone leads as well
    assert ming.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    fresh = sits(site, house.adults[0])  # what scripts folded is what the server shows
    fresh.goto(f"/desk/rooms/{house.room.pk}/")
    for mark in ("[data-list=steps] li", "[data-list=felt] li", "[data-list=aside] li", "[data-list=resting] li"):
        expect(ming.locator(mark)).to_have_count(fresh.locator(mark).count())
    site.do(actions.close_overdue, at=timezone.now() + make.LONG * 2)
