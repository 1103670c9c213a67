"""The rights centre, the rules and the desk's doors on a phone: axe, 360 px, both languages, day and night."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.privacy import actions, jobs
from tests.making import accounts as make_accounts
from tests.making import voices as make_voices

pytestmark = pytest.mark.browser


def come_in(page, site, person) -> None:
    client = Client()
    if person.kind == Kind.CHILD:
        client.force_login(person)
    else:  # with a proof just given: copies and erasing ask for one
        make_accounts.sign_in(client, person)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site.url}])


@pytest.fixture
def home(site):
    """A family of whom somebody looked, which wished three things, one of them answered."""
    made, at = make_voices.home(age=9), timezone.now()
    worker, boss = make_accounts.staff(Role.WORKER), make_accounts.staff(Role.SUPERVISOR)
    request = actions.ask_to_look(by=worker, person=made.child.pk, code="contact", why="问接送", at=at)
    actions.decide(by=boss, request=request, yes=True, at=at)
    actions.open_identity(by=worker, request=request, at=at)
    for person in (made.child, made.guardian):
        actions.wish(by=person, person=made.child.pk, kind="copy", at=at)
    actions.wish(by=made.guardian, person=made.child.pk, kind="correct", words="名字少一个字", at=at)
    jobs.copies(at)
    made.worker, made.boss, made.request = worker, boss, request
    return made


@pytest.mark.parametrize(("language", "dark"), [("zh-hans", False), ("en", True)])
def test_nobody_is_kept_out(site, visit, axe, home, language, dark):
    here, child = f"/{language}", home.child.pk
    waiting = actions.ask_to_look(by=home.worker, person=child, code="health", why="春游", at=timezone.now())
    wish = actions.wish(by=home.child, person=child, kind="erase", at=timezone.now() - timedelta(days=60))
    rights = reverse("family:rights", args=[child])
    names = ["", "looked/", "copy/", "correct/", "erase/", "back/"]
    pages = {
        home.guardian: [f"{rights}{name}" for name in names] + [f"{here}/rules/"],
        home.child: [f"{here}/me/rights/{name}" for name in names] + [f"{here}/rules/children/"],
        home.worker: [reverse("openings:list"), reverse("openings:ask")],
        home.boss: [reverse("openings:list"), reverse("wishes:list"), reverse("wishes:one", args=[wish.pk])],
    }
    assert waiting.state == "asked"
    for person, addresses in pages.items():
        page = visit(site.url, phone=True, language=language, dark=dark)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
        come_in(page, site, person)
        for address in addresses:
            assert page.goto(address).status == 200, address
            axe(page)
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, address


def test_a_copy_and_taking_back_without_scripts(site, visit, home):  # PRI-5
    page = visit(site.url, phone=True, javascript=False)
    come_in(page, site, home.guardian)
    page.goto(reverse("family:child", args=[home.child.pk]))
    page.get_by_role("link", name="存了什么，您有哪些权利").click()
    with page.expect_download() as taken:
        page.get_by_role("button", name="取走这一份").click()
    assert taken.value.suggested_filename == "tongyan.zip"
    page.get_by_role("link", name="收回全部同意").click()
    page.get_by_role("button", name="收回全部同意").click()
    assert "2" in page.get_by_role("status").inner_text()
