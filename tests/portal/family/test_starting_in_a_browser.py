"""A child of eleven and a grandmother, each on their own phone, without scripts; and nobody is kept out (CON-8)."""

import re

import pytest
from django.urls import reverse

from portal.accounts.models import User

pytestmark = pytest.mark.browser
MAIL = "grandma@example.org"
SECRET = ["风筝", "铃铛", "月亮", "鱼"]


def letters(visit, site) -> str:
    page = visit(site.url, javascript=False)
    page.goto("/dev/mail/")
    return page.content()


def begins(page, language="zh-hans"):
    """From the children's door to the small room."""
    page.goto(f"/{language}/signin/")
    page.locator("main").locator(f'a[href="/{language}/start/"]').click()
    page.locator("select[name=years]").select_option("11")
    page.locator("main form button").click()
    page.locator("[name=pseudonym]").first.check()
    page.locator("label.tiles__one").nth(4).click()
    page.locator("[name=contact]").fill(MAIL)
    page.locator("[name=phone]").first.check()
    page.locator("main form button").last.click()
    page.wait_for_url("**/start/room/**")


def test_a_child_begins_and_comes_in(site, visit):  # CON-8, CON-4
    child, grandma = (visit(site.url, phone=True, javascript=False) for _ in range(2))
    begins(child)
    assert child.get_by_role("heading", name="现在等你的大人").is_visible()
    name = child.locator(".plate bdi").inner_text()
    token = re.search(r"/asked/([\w-]+)/", letters(visit, site)).group(1)
    assert token not in child.content()
    grandma.goto(f"/zh-hans/asked/{token}/")
    assert name not in grandma.content()
    grandma.get_by_role("link", name="我第一次来").click()
    grandma.locator("[name=email]").fill(MAIL)
    grandma.get_by_role("button", name="把验证码寄给我").click()
    code = re.search(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b", letters(visit, site)).group(1)
    grandma.locator("[name=code]").fill(code)
    grandma.locator("main form button").first.click()
    assert grandma.get_by_text(name).is_visible()
    yes, no = grandma.get_by_role("link", name="同意", exact=True), grandma.get_by_role("button", name="不同意")
    one, other = yes.bounding_box(), no.bounding_box()
    assert (one["width"], one["height"], one["y"]) == (other["width"], other["height"], other["y"])
    style = "e => ['backgroundColor', 'color', 'fontSize', 'textDecorationLine'].map(each => getComputedStyle(e)[each])"
    assert yes.evaluate(style) == no.evaluate(style)
    yes.click()
    grandma.get_by_label("真名，和证件上一样").fill("欧阳禾苗")
    grandma.get_by_label("出生日期").fill("2015-03-09")
    grandma.get_by_label("您是孩子的").select_option("grandparent")
    grandma.get_by_role("button", name="我同意").click()
    assert grandma.get_by_role("status").inner_text()
    child.get_by_role("link", name="有回答了吗").click()
    child.get_by_role("button", name="进门").click()
    for picture in SECRET:
        child.get_by_role("button", name=picture, exact=True).click()
    child.locator("[name=keep]").click()
    child.wait_for_url("**/me/")
    assert User.objects.get(pseudonym=name).is_active


@pytest.mark.parametrize(("language", "dark"), [("zh-hans", False), ("en", True)])
def test_nobody_is_kept_out(site, visit, axe, language, dark):
    page = visit(site.url, phone=True, language=language, dark=dark)
    page.goto(f"/{language}/start/")
    axe(page)
    for years in ("7", "18"):
        page.goto(f"/{language}/start/")
        page.locator("select[name=years]").select_option(years)
        page.locator("main form button").click()
        page.wait_for_load_state()
        axe(page)
    begins(page, language)
    axe(page)
    page.goto(f"/{language}/asked/nothing/")
    axe(page)
    page.goto(f"/{language}{reverse('start_room').removeprefix('/zh-hans')}")
    other = visit(site.url, phone=True, language=language, dark=dark)
    for path in (f"/{language}/start/room/", f"/{language}/asked/nothing/"):
        other.goto(path)
        axe(other)
