"""A club of twelve with real browsers: every phone sees the same room, whatever its network or its age."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.live import actions, log
from tests.making import live as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
CLUB = 12


def test_a_club_of_twelve(site, visit, sits, axe):
    visit.allow("WebSocket connection to .* 403")  # on a busy machine a ticket may be over; the page asks for another
    visit.allow("ERR_INTERNET_DISCONNECTED")  # one of them loses the network
    house = site.do(make.house, children=CLUB, child_age=15)
    room = house.room.pk
    ming, ning = (sits(site, adult) for adult in house.adults)
    for desk in (ming, ning):
        desk.goto(f"/desk/rooms/{room}/")
        desk.wait_for_selector('[data-status="on"]')
    ming.wait_for_selector('[data-when="uncovered"]', state="hidden")

    phones = []
    for number, child in enumerate(house.children, 1):
        language = "zh-hans" if number % 4 else "en"
        look = {"phone": True, "dark": number % 2 == 0, "javascript": number < CLUB}
        phones.append(sits(site, child, language, **look))
        phones[-1].goto(f"/{language}/rooms/{room}/")
    *phones, plain = phones
    for phone in phones:
        phone.wait_for_selector('[data-status="on"]', timeout=30_000)
    for page in (ming, phones[0], phones[-1]):
        expect(page.locator("[data-list=people] > li")).to_have_count(CLUB + 2, timeout=30_000)

    # Twelve hands at once, one of them from a page without scripts; nobody's is lost or doubled.
    for phone in (*phones, plain):
        phone.locator("form[data-command=raise_hand] button:visible").first.click()
    expect(ming.locator(".live-waiting__name")).to_have_count(CLUB)
    assert len(site.do(log.current, room).hands) == CLUB

    # A question: each answers once, one changes their mind, and all see the same when it closes.
    ming.locator("#poll-question").fill("走哪边？")
    for number, choice in enumerate(("北门", "南门")):
        ming.locator("form[data-command=open_poll] [name=choices]").nth(number).fill(choice)
    ming.locator("form[data-command=open_poll] button:visible").last.click()
    plain.goto(f"/en/rooms/{room}/")
    for phone in (*phones, plain):
        phone.locator("[data-list=choices] button").first.click()
    for phone in phones:
        phone.wait_for_selector("[data-list=choices] button[aria-pressed=true]")
    phones[0].locator("[data-list=choices] button").last.click()
    phones[0].wait_for_selector("[data-list=choices] li:last-child button[aria-pressed=true]")

    # One phone is without a network while a message comes; it hears it once, like everybody.
    lost = phones[5]
    lost.context.set_offline(True)
    lost.evaluate("window.dispatchEvent(new Event('offline'))")
    phones[1].fill("#live-text", "小卖部前面的台阶太高了")
    phones[1].locator(".live-write button").first.click()
    ming.locator("form[data-command=close_poll] button:visible").click()
    for phone in phones:
        if phone is not lost:
            phone.wait_for_selector(".live-note__text:has-text('台阶太高')")
            phone.wait_for_selector("[data-poll-closed]:visible")
    lost.context.set_offline(False)
    lost.wait_for_selector(".live-note__text:has-text('台阶太高')", timeout=40_000)
    plain.goto(f"/en/rooms/{room}/")
    for phone in (*phones, plain):
        expect(phone.locator(".live-notes .live-note__text:has-text('台阶太高')")).to_have_count(1)
    answers = site.do(log.current, room).poll.answers.values()
    assert sorted(answer.marks for answer in answers) == [(0,)] * 11 + [(1,)]
    axe(phones[0])
    axe(ming)
    site.do(actions.close_overdue, at=timezone.now() + make.LONG * 2)
