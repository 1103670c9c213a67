"""A child at the door of a session, on a phone: asked, staying out, going in, and enough for today (CON-10)."""

import pytest
from django.test import Client

from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def test_a_child_is_asked_stays_out_goes_in_and_has_enough(site, visit, axe):
    house = site.do(make.house, children=1, child_age=8, asked=False)
    site.do(house.sit)
    client, address = Client(), f"/zh-hans/rooms/{house.room.pk}/"
    site.do(make_accounts.sign_in, client, house.children[0])
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}
    phone = visit(site.url, phone=True)
    phone.context.add_cookies([cookie])
    phone.goto(address)
    axe(phone)
    yes, no = (phone.locator(f"button[name=answer][value={value}]") for value in ("yes", "no"))
    boxes = [each.bounding_box() for each in (yes, no)]
    assert boxes[0]["width"] == boxes[1]["width"]  # CON-4
    assert boxes[0]["height"] == boxes[1]["height"]
    no.click()
    phone.wait_for_selector("text=今天先不进去")
    axe(phone)
    phone.locator("button[name=answer][value=yes]").click()
    phone.wait_for_selector('[data-status="on"]')
    beside = phone.context.new_page()
    beside.goto(address)
    beside.wait_for_selector('[data-status="on"]')
    phone.locator(".live-enough button").click()
    phone.wait_for_selector("text=今天先不进去")
    beside.wait_for_url("**/rooms/away/", timeout=5_000)  # every window of theirs, within five seconds


def test_the_question_without_a_script_at_night_in_english(site, visit, axe):
    house = site.do(make.house, children=1, child_age=14, asked=False)
    client = Client()
    site.do(make_accounts.sign_in, client, house.children[0])
    page = visit(site.url, language="en", dark=True)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    page.goto(f"/en/rooms/{house.room.pk}/")
    page.wait_for_selector("text=Would you like to go in today?")
    axe(page)
