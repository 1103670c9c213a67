"""The day of a session on a phone: taps without a network wait on the device and arrive once, and plain forms work."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.desk import queries
from activities.desk.models import Mark
from tests.making import desk as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]

AT_ONCE = 8_000  # milliseconds; the next quarter of a minute would be too late
KEPT = """async () => {
  const base = await new Promise((done) => { const asked = indexedDB.open("tongyan-day", 1);
    asked.onsuccess = () => done(asked.result); });
  return await new Promise((done) => { const all = base.transaction("taps").objectStore("taps").getAll();
    all.onsuccess = () => done(JSON.stringify(all.result)); });
}"""


def says(hall) -> list[str]:
    return [row.says for row in queries.day(hall.session).rows]


def test_taps_made_without_a_network_arrive_when_it_is_back(site, sits, axe):
    hall = site.do(make.hall, children=3)
    page = sits(site, hall.adults[0], phone=True)
    address = f"/desk/sessions/{hall.session.pk}/"
    page.goto(address)
    axe(page)
    rows = page.locator("[data-child]")
    rows.nth(0).locator(".day__come").click()
    page.wait_for_selector('[data-net][data-state="sent"]')
    assert site.do(says, hall) == ["arrived", "", ""]
    page.context.set_offline(True)
    rows.nth(1).locator(".day__come").click()
    rows.nth(2).locator(".day__away summary").click()
    rows.nth(2).locator("button[value=excused]").click()
    rows.nth(0).locator(".day__home summary").click()
    rows.nth(0).locator("button[value=alone]").click()
    page.wait_for_selector('[data-net][data-state="waiting"]')
    for number, word in enumerate(("left", "arrived", "excused")):  # each is kept first, then shown
        expect(rows.nth(number)).to_have_attribute("data-says", word)
    assert page.locator('[data-count="excused missing"]').inner_text() == "1"
    kept = page.evaluate(KEPT)
    assert str(hall.child.pk) in kept
    assert hall.child.pseudonym not in kept  # ids only
    assert site.do(says, hall) == ["arrived", "", ""]
    page.context.set_offline(False)
    page.wait_for_selector('[data-net][data-state="sent"]', timeout=AT_ONCE)
    assert site.do(says, hall) == ["left", "arrived", "excused"]
    page.reload()
    assert page.evaluate(KEPT) == "[]"
    assert site.do(Mark.objects.count) == 4


def test_a_tap_the_server_refuses_is_shown_and_not_lost(site, sits):
    hall = site.do(make.hall, children=1)
    page = sits(site, hall.adults[0], phone=True)
    page.goto(f"/desk/sessions/{hall.session.pk}/")
    page.context.set_offline(True)
    page.locator(".day__come").click()
    page.wait_for_selector('[data-net][data-state="waiting"]')
    site.do(hall.session.activity.places.update, state="left", number=None, left_at=timezone.now(), held_at=None)
    page.context.set_offline(False)
    page.wait_for_selector("[data-problem]:not([hidden])", timeout=AT_ONCE)
    page.locator("[data-problem] button").click()
    page.wait_for_selector("[data-problem]", state="hidden")
    assert page.evaluate(KEPT) == "[]"


def test_without_a_script_at_night_in_english(site, sits, axe):
    hall = site.do(make.hall, children=2)
    page = sits(site, hall.adults[0], "en", dark=True, javascript=False)
    page.goto(f"/desk/sessions/{hall.session.pk}/")
    page.locator(".day__come").nth(0).click()
    assert site.do(says, hall) == ["arrived", ""]
    page.locator(".day__home summary").nth(0).click()
    page.locator(".day__home button[value=home]").nth(0).click()
    assert site.do(says, hall) == ["left", ""]
    page.locator(".day__name").nth(0).click()
    page.wait_for_selector("text=What was noted")
    sighted = sits(site, hall.adults[1], "en", dark=True)
    sighted.goto(page.url)
    axe(sighted)
    sighted.goto("/desk/sessions/")
    axe(sighted)


def test_what_is_tapped_while_another_is_on_its_way_goes_right_after_it(site, sits):
    """On a weak network a request takes its time; one that never comes back is given up when the network is there."""
    hall = site.do(make.hall, children=3)
    page = sits(site, hall.adults[0], phone=True)
    page.goto(f"/desk/sessions/{hall.session.pk}/")
    held = []
    page.route("**/taps/", lambda route: held.append(route) if not held else route.continue_())
    come = page.locator(".day__come")
    come.nth(0).click()
    expect(page.locator("[data-net]")).to_have_attribute("data-state", "sending")
    come.nth(1).click()
    come.nth(2).click()
    expect(page.locator("[data-child]").nth(2)).to_have_attribute("data-says", "arrived")
    assert site.do(says, hall) == ["", "", ""]
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector('[data-net][data-state="sent"]', timeout=AT_ONCE)
    assert site.do(says, hall) == ["arrived"] * 3
    assert site.do(Mark.objects.count) == 3
