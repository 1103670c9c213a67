"""A tired parent on an old phone, without scripts: reads, answers, takes back; and nobody is kept out of a page."""

import itertools
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.consent import actions, queries
from portal.consent.purposes import Level, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.browser
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


def come_in(page, site, person) -> None:
    client = Client()
    if person.kind == Kind.STAFF:
        make_accounts.sign_in(client, person)
    else:
        client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])


@pytest.fixture
def home(site):
    made = make.family(child_age=9)
    about = {"zh-hans": "一米走读", "en": "One-metre walks"}
    actions.ask(
        by=made.child, child=made.child, purpose=Purpose.LIVE, scope=SCOPE, about=about,
        ends_at=timezone.now() + timedelta(days=9), at=timezone.now(),
    )  # fmt: skip
    return made


def test_two_clicks_to_say_yes_and_two_to_take_it_back(site, visit, home):  # CON-4, CON-11
    page = visit(site.url, phone=True, javascript=False)
    come_in(page, site, home.guardian)
    make.says(home.child, home.child, Purpose.PUBLISH)
    page.goto(reverse("family:child", args=[home.child.pk]))
    page.get_by_role("link", name="把孩子写的话放到").click()
    yes, no = page.get_by_role("button", name="同意", exact=True), page.get_by_role("button", name="不同意")
    one, other = yes.bounding_box(), no.bounding_box()
    assert (one["width"], one["height"], one["y"]) == (other["width"], other["height"], other["y"])
    assert one["height"] >= 48
    style = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color, getComputedStyle(e).fontSize]"
    assert yes.evaluate(style) == no.evaluate(style)
    yes.click()
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    page.get_by_role("link", name="把孩子写的话放到").click()
    page.get_by_role("button", name="收回同意").click()
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    assert page.get_by_role("status").inner_text()


def test_a_guardian_adds_a_child_without_scripts(site, visit):
    guardian = make.person(Kind.GUARDIAN)
    page = visit(site.url, phone=True, javascript=False)
    come_in(page, site, guardian)
    page.goto(reverse("family:home"))
    page.get_by_role("link", name="添加孩子").click()
    page.get_by_role("link", name="同意", exact=True).click()
    page.get_by_label("真名，和证件上一样").fill("欧阳禾苗")
    page.get_by_label("出生日期").fill("2017-03-09")
    page.get_by_label("您是孩子的").select_option("mother")
    name = page.locator("[name=pseudonym]").first
    name.check() if name.get_attribute("type") == "radio" else name.fill("爱数台阶的猫")
    page.locator("label.tiles__one").nth(4).click()
    page.get_by_role("button", name="添加我的孩子").click()
    assert page.get_by_text("带证件来中心").first.is_visible()
    assert queries.children_of(guardian).count() == 1


@pytest.mark.parametrize(("language", "dark"), [("zh-hans", False), ("en", True)])
def test_nobody_is_kept_out(site, visit, axe, home, language, dark):
    waiting = make.family(child_age=8, level=Level.G1)
    ask = queries.open_asks(child=home.child, at=timezone.now()).get()
    child = home.child.pk
    here = f"/{language}"
    pages = {
        home.guardian: [
            reverse("family:home"), reverse("family:before_adding"), reverse("family:add"),
            reverse("family:child", args=[child]), reverse("family:say", args=[child, "publish"]),
            reverse("family:ask", args=[ask.pk]), f"{here}/inbox/",
        ],
        home.child: [f"{here}/me/", f"{here}/me/seen/", f"{here}/me/asks/{ask.pk}/", f"{here}/me/says/publish/"],
        make.worker(): [reverse("papers:one", args=[waiting.link.pk])],
    }  # fmt: skip
    for person, addresses in pages.items():
        page = visit(site.url, phone=True, language=language, dark=dark)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        come_in(page, site, person)
        for address in itertools.chain(addresses):
            assert page.goto(address).status == 200, address
            axe(page)
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, address
