"""Every page of the desk on a phone: nobody is kept out, nothing hangs over the edge, and calling off is two taps."""

import pytest
from django.utils import timezone

from activities.desk import actions
from portal.accounts.roles import Role
from portal.privacy import actions as privacy
from tests.making import desk as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def furnished():
    hall = make.hall(children=2)
    hall.office.area = "安和区"
    hall.office.save()
    at = timezone.now()
    privacy.note(by=None, person=hall.child.pk, kind="health", words="花生过敏", at=at)
    make.pick_up(hall.child)
    make.mark(hall.session, hall.child)
    actions.begin_plan(by=hall.adults[0], activity=hall.activity, at=at)
    hall.boss = make.adult(hall.office, role=Role.SUPERVISOR)
    return hall


def test_pages_are_open_to_everybody_on_a_phone(site, sits, axe):
    hall = site.do(furnished)
    day, activity = f"/desk/sessions/{hall.session.pk}/", hall.activity.pk
    page = sits(site, hall.adults[0], phone=True)
    for address in (
        "/desk/sessions/", "/desk/work/", f"{day}record/", f"{day}incident/", f"{day}paper/", "/desk/supervision/",
        "/desk/incidents/", f"/desk/plans/{activity}/", f"/desk/plans/{activity}/write/", f"/desk/weekly/{activity}/",
    ):  # fmt: skip
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    page.goto(f"{day}children/{hall.child.pk}/")
    page.locator("#card form button").first.click()
    page.wait_for_selector("text=花生过敏")
    axe(page)
    page.goto(day)
    page.locator("#crisis button").click()
    page.wait_for_selector(".crisis__one")
    axe(page)
    boss = sits(site, hall.boss, "en", phone=True, dark=True)
    for address in ("/desk/terms/", "/desk/supervision/"):
        boss.goto(address)
        axe(boss)
        assert boss.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_a_guardian_lists_who_may_collect(site, sits, axe):
    hall = site.do(make.hall, children=1)
    page = sits(site, hall.homes[0].guardian, phone=True)
    page.goto(f"/family/children/{hall.child.pk}/")
    page.locator("a[href^='/family/collect/']").click()
    page.locator("[name=name]").fill("王秀英")
    page.locator("[name=called]").fill("奶奶")
    page.locator(".button--main").click()
    page.wait_for_selector("text=王秀英")
    axe(page)


def test_calling_off_is_two_taps(site, sits):
    hall = site.do(make.hall)
    page = sits(site, hall.adults[0], phone=True)
    page.goto(f"/desk/sessions/{hall.session.pk}/")
    page.locator("#off summary").click()
    page.locator("#off button[value=weather]").click()
    page.wait_for_selector("text=这一节取消了")
    site.do(hall.session.refresh_from_db)
    assert hall.session.cancelled_at
