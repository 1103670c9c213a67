"""Small groups in real browsers: children are moved and come back without doing anything; one group has two adults,
the other is looked after by turns and has taps only."""

import os

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.live import actions
from activities.live.models import Room
from tests.making import live as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
TALL = 3600


def press(page, command, value=None):
    more = f":has([value='{value}'])" if value is not None else ""
    page.locator(f"form[data-command={command}]{more} button:visible").first.click()


def put(page, person, group):
    page.wait_for_selector(f"#group-who option[value='{person.pk}']", state="attached")
    page.select_option("#group-who", str(person.pk))
    page.select_option("#group-where", str(group))
    page.locator("form:has(#group-who) button").click()
    page.wait_for_selector(f"[data-list=group-{group}] li:has-text('{person.pseudonym}')")


def picture(page, name):
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def small(house, number):
    return str(Room.objects.get(parent=house.room, number=number).pk)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.seconds(900)
def test_into_groups_and_back(site, visit, sits, axe):  # MOD-25, SAF-10
    visit.allow("WebSocket connection to .* 403")  # on a busy machine a ticket may be over; the page asks for another
    house = site.do(make.house, children=2, adults=3, child_age=15)
    ming, ning, third = (sits(site, adult) for adult in house.adults)
    for desk in (ming, ning, third):
        desk.goto(f"/desk/rooms/{house.room.pk}/")
        desk.wait_for_selector('[data-status="on"]')
    kite = sits(site, house.children[0], phone=True)
    bell = sits(site, house.children[1], "en", phone=True, dark=True)
    for phone, language in ((kite, "zh-hans"), (bell, "en")):
        phone.goto(f"/{language}/rooms/{house.room.pk}/")
        phone.wait_for_selector('[data-status="on"]')

    third.locator("form[data-command=plan_groups] button[value=chance]").click()
    third.wait_for_selector("[data-list=group-2] li")
    third.locator("form[data-command=plan_groups] button[value=hand]").click()
    put(third, house.children[0], 1)
    put(third, house.children[1], 2)
    for adult in house.adults[:2]:
        put(third, adult, 1)
    picture(third, "desk-planned")
    kite.fill("#live-text", "我正写着")
    third.focus("form[data-command=open_groups] button")
    third.keyboard.press("Enter")

    for page in (kite, bell):
        page.wait_for_selector(".live-group", timeout=30_000)
    one, two = site.do(small, house, 1), site.do(small, house, 2)
    for page, room in ((kite, one), (bell, two), (ming, one), (ning, one)):
        page.wait_for_url(f"**/{room}/**", timeout=30_000)
    kite.wait_for_selector("[data-writes]:visible", timeout=30_000)
    assert kite.input_value("#live-text") == "我正写着", "nothing typed is lost on the way"
    bell.wait_for_selector("[data-writes]", state="hidden", timeout=30_000)
    bell.wait_for_selector('[data-when="text_off"]:visible')
    ming.wait_for_selector('[data-status="on"]')
    ming.wait_for_selector("[data-writes]:visible")
    kite.click(".live-write button")
    ming.wait_for_selector(".live-note__text:has-text('我正写着')")
    bell.click("form[data-command=raise_hand] button")
    bell.click("form[data-command=need_help] button")
    third.wait_for_selector(f"[data-list=help] li:has-text('{house.children[1].pseudonym}')")
    assert "我正写着" not in bell.content()
    third.fill("#tell-groups", "还有五分钟")
    press(third, "tell_groups")
    for page in (kite, bell):
        page.wait_for_selector(".live-note__text:has-text('还有五分钟')")
    third.wait_for_selector("[data-group='1'] [data-group-adults]:has-text('2')")
    picture(third, "desk-open")
    picture(kite, "child-two-adults")
    picture(bell, "child-in-turns")
    picture(ming, "desk-group")
    for page in (kite, bell, ming, third):
        page.set_viewport_size({"width": page.viewport_size["width"], "height": TALL})
        axe(page)
        page.set_viewport_size({"width": 360, "height": TALL})
        assert fits(page)
    picture(third, "desk-360")

    third.locator("[data-list=help] form[data-command=answer_help] button").click()
    bell.wait_for_selector("[data-help=seen]:visible")
    third.locator("form[data-command=bring_back] .button--main").click()
    for page in (kite, bell, ming, ning):
        page.wait_for_url(f"**/{house.room.pk}/**", timeout=30_000)
        page.wait_for_selector('[data-status="on"]')
    expect(kite.locator(".live-group")).to_have_count(0)
    site.do(actions.close_overdue, at=timezone.now() + make.LONG * 2)


def test_without_scripts_a_child_goes_along_by_asking_what_is_new(site, visit, sits):
    house = site.do(make.house, children=2, adults=2, child_age=15)
    site.do(house.sit)
    ming, kite = house.adults[0], house.children[0]
    page = sits(site, kite, phone=True, javascript=False)
    page.goto(f"/zh-hans/rooms/{house.room.pk}/")
    site.do(house.do, ming, "plan_groups", how_many=2, how="hand")
    site.do(house.do, ming, "place_in_group", who=kite.pk, group=2)
    site.do(house.do, ming, "open_groups", minutes=5)
    page.click("[data-again]")
    assert page.locator("h2", has_text="你在“月亮”组").is_visible()
    assert not page.locator("#live-text").is_visible()
    page.click("form[data-command=need_help] button")
    assert page.locator("h2", has_text="你在“月亮”组").is_visible()
    site.do(house.do, ming, "bring_back")
    page.click("[data-again]")
    page.wait_for_url(f"**/{house.room.pk}/")
    assert page.locator("#live-text").is_visible()
