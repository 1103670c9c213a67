"""At the door and with lists, in a real browser: on a phone, by night, without a script; two phones meet."""

import re

import pytest
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Badge
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import desk as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def furnished():
    hall = make.hall(children=2)
    hall.badge = actions.give_badge(
        by=hall.adults[0], child=hall.child, activity=hall.activity, at=timezone.now()
    )  # fmt: skip
    return hall


def test_pages_are_open_to_everybody_on_a_phone(site, sits, axe):
    hall = site.do(furnished)
    day, activity = f"/desk/sessions/{hall.session.pk}/", hall.activity.pk
    addresses = [
        f"{day}arriving/", f"{day}station/", f"/desk/squares/{activity}/", f"/desk/here/{hall.badge.code}/",
        f"/desk/lists/roster/{activity}/", f"/desk/invite/{activity}/", f"/desk/write/{activity}/", "/desk/sendings/",
    ]  # fmt: skip
    for person, language, dark in ((hall.adults[0], "zh-hans", False), (hall.adults[1], "en", True)):
        page = sits(site, person, language, phone=True, dark=dark)
        for address in addresses:
            page.goto(address)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_two_phones_meet_over_a_square(site, sits, axe):
    """The child's phone says it is here, a colleague's phone sees it; another square is read and noted with one tap."""
    hall = site.do(furnished)
    sign = site.do(queries.door_sign, hall.session, at=timezone.now())
    kid = sits(site, hall.children[1], phone=True, javascript=False)
    kid.goto(f"/zh-hans/here/door/{sign}/")
    kid.locator("main form button").click()
    kid.wait_for_selector("text=你说了")
    desk = sits(site, hall.adults[0], phone=True, javascript=False)
    desk.goto(f"/desk/sessions/{hall.session.pk}/arriving/")
    desk.locator("main form button").click()
    desk.wait_for_selector("text=现在没有")
    desk.goto(f"/desk/here/{hall.badge.code}/")
    desk.locator("main form button").click()
    desk.wait_for_selector("text=记下了")
    assert site.do(lambda: queries.day(hall.session).here) == 2
    kid.goto(f"/zh-hans/here/square/{hall.activity.pk}/")
    kid.locator("main form button").click()
    kid.wait_for_selector("svg.qr")


def test_a_list_is_tried_and_carried_out(site, sits, axe):
    hall = site.do(furnished)

    def known():
        return make_consent.at_office(make_consent.family(child_age=9, pseudonym="会飞的伞"), hall.office)

    site.do(known)
    page = sits(site, hall.adults[0], phone=True)
    page.goto(f"/desk/invite/{hall.activity.pk}/")
    text = "名字\n会飞的伞\n没有这个人\n".encode()
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": text})
    page.locator("main form button").click()
    page.wait_for_selector("table")
    axe(page)
    page.locator("main form button").click()
    page.wait_for_selector("text=邀请了1个孩子")
    page.goto(f"/desk/lists/roster/{hall.activity.pk}/")
    page.locator("input[name=reason]").first.check()
    with page.expect_download() as download:
        page.locator("main form button").click()
    assert re.fullmatch(r"roster-\d{4}-\d\d-\d\d\.xlsx", download.value.suggested_filename)
    assert site.do(Badge.objects.count) == 1
    assert site.do(lambda: make_activities.Place.objects.filter(activity=hall.activity).count()) == 2
