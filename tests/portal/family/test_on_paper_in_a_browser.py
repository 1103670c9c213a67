"""Two workers register a family without a phone, on a phone and without scripts; nobody is kept out of their pages."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.models import Entry, GuardianLink
from portal.consent.purposes import Level, Purpose
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.browser
REAL = "欧阳禾苗"


@pytest.fixture
def here(site):
    return make_directory.office(name="槐安站", name_en="Huai'an")


def register(page):
    page.goto(reverse("families:list"))
    page.get_by_role("link", name="用纸面登记一个家庭").click()
    page.get_by_label("在这里怎么称呼这位大人").fill("槐树下的妈妈")
    page.get_by_label("这位大人是孩子的").select_option("mother")
    page.get_by_label("真名，和证件上一样").fill(REAL)
    page.get_by_label("出生日期").fill("2017-03-09")
    page.locator("[name=pseudonym]").first.check()
    page.locator("label.tiles__one").nth(4).click()
    page.locator("[name=reference]").fill("2026-17")
    page.locator("[name=said_on]").fill(str(timezone.localdate()))
    page.get_by_role("button", name="登记这个家庭").click()
    assert page.locator("[name=reference]").input_value() == "2026-17"  # the tick was missing, the rest is kept
    page.locator("[name=signed]").check()
    page.get_by_role("button", name="登记这个家庭").click()
    assert page.get_by_text("已登记").is_visible()


def compare(page, button):
    page.locator("main a[href*='/desk/papers/']").first.click()
    page.locator("[name=reason]").fill("家长到中心来")
    page.get_by_role("button", name="打开真名和生日").click()
    assert page.get_by_text(REAL).is_visible()
    page.locator("[name=papers][value=household]").check()
    page.get_by_role("button", name=button).click()
    assert REAL not in page.content()


def test_two_workers_register_a_family_on_paper(site, sits, here):  # CON-18, CON-21
    first, second = (sits(site, make.worker(office=here), phone=True, javascript=False) for _ in range(2))
    register(first)
    link = GuardianLink.objects.get()
    second.goto(reverse("families:one", args=[link.child_id]))
    compare(second, "我看过证件，对得上")
    assert not queries.may(link.child_id, Purpose.ACCOUNT, at=timezone.now())
    second.goto(reverse("families:list"))
    second.locator("main a[href*='/entries/']").click()
    second.locator("[name=seen]").check()
    second.get_by_role("button", name="我作为第二位社工确认").click()
    assert queries.may(link.child_id, Purpose.ACCOUNT, at=timezone.now())
    first.goto(reverse("families:one", args=[link.child_id]))
    compare(first, "我确认这位大人是监护人")
    link.refresh_from_db()
    assert link.level == Level.G3
    first.goto(reverse("families:one", args=[link.child_id]))
    first.get_by_role("button", name="打印门牌卡").click()
    assert first.locator(".doorplate").is_visible()


@pytest.mark.parametrize(
    ("language", "dark", "phone"),
    [("zh-hans", False, True), ("en", True, False)],
)
def test_nobody_is_kept_out(site, sits, axe, here, language, dark, phone):
    worker = make.worker(office=here)
    homes = [make.at_office(make.family(child_age=9, level=level, guardians=2), here) for level in (1, 2, 3)]
    alone, (first, _second, third) = make.family(child_age=8, level=Level.G1), homes
    make.all_say(third, Purpose.PUBLISH)
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    said = {"notice": notice, "reference": "2026-18", "said_on": timezone.localdate(), "at": timezone.now()}
    for link, yes in ((first.link, True), (third.link, False)):
        actions.enter(by=worker, link=link, purpose=Purpose.PUBLISH, yes=yes, method="spoken", **said)
    away = make_directory.office(name="安和站", name_en="Anhe")
    coming = make.at_office(make.family(child_age=10), away)
    actions.offer_family(by=make.worker(office=away), child=coming.child, office=here, at=timezone.now())
    actions.offer_family(by=worker, child=homes[1].child, office=away, at=timezone.now())
    page = sits(site, make.worker(office=here), language, dark=dark, phone=phone)
    addresses = [
        reverse("families:list"), *[reverse("families:one", args=[home.child.pk]) for home in homes],
        reverse("families:take_in", args=[alone.child.pk]), reverse("papers:one", args=[first.link.pk]),
        reverse("families:register"), reverse("families:choose", args=[first.link.pk]),
        reverse("families:write", args=[first.link.pk, "publish"]),
        *[reverse("families:step", args=[third.link.pk, name]) for name in ("rest", "dispute", "end")],
        reverse("families:entry", args=[Entry.objects.get().pk]),
        reverse("families:hand_over", args=[third.child.pk]), reverse("families:adult", args=[third.child.pk]),
        reverse("families:sibling", args=[third.link.pk]),
    ]  # fmt: skip
    for address in addresses:
        assert page.goto(address).status == 200, address
        axe(page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, address
