"""A supervisor at the desk and on a phone: nobody is kept out of the pages, and they work without scripts."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.roles import Role
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.browser


def come_in(page, site, person, language="zh-hans") -> None:
    client = Client()
    make.enter(client, person)
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    for name, value in (cookies | {"django_language": language}).items():
        page.context.add_cookies([{"name": name, "value": value, "url": site.url}])


@pytest.fixture
def office(site):
    """An office in which every kind of row stands: open, paused, left, a check missing, a role that waits."""
    here, now = make_directory.office(name="槐安站", name_en="Huai'an"), timezone.now()
    boss, lead = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.SAFEGUARDING_LEAD, office=here)
    people = [make.staff(Role.MODERATOR, Role.FACILITATOR, office=here) for _ in range(3)]
    make.staff(Role.FACILITATOR, office=here, vetted=False)
    make.staff()
    actions.pause(by=boss, person=people[0], code="away", until=now + timedelta(days=3), at=now)
    actions.pause(by=lead, person=people[1], code="concern", at=now)
    actions.propose_role(by=lead, person=people[2], role=Role.DATA_OFFICER, office=here, at=now)
    make.enter(Client(), people[2])
    return boss, people


@pytest.mark.parametrize(
    ("language", "dark", "phone"),
    [("zh-hans", False, True), ("en", True, True), ("zh-hans", True, False), ("en", False, False)],
)
def test_nobody_is_kept_out(site, office, visit, axe, language, dark, phone):
    boss, people = office
    page = visit(site.url, phone=phone, language=language, dark=dark)
    come_in(page, site, boss, language)
    one = [reverse("people:one", args=[person.pk]) for person in (*people, boss)]
    for address in [
        reverse("people:list"), reverse("people:welcome"), *one, reverse("people:leave", args=[people[2].pk]),
    ]:  # fmt: skip
        assert page.goto(address).status == 200, address
        axe(page)
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, address


def test_a_role_and_a_pause_without_scripts(site, office, visit):
    boss, people = office
    page = visit(site.url, phone=True, javascript=False)
    come_in(page, site, boss)
    page.goto(reverse("people:list"))
    page.get_by_role("link", name=str(people[2])).first.click()
    page.get_by_label("角色").select_option("curator")
    page.get_by_role("button", name="给予或提出").click()
    assert page.get_by_text("角色已经给了").is_visible()
    assert queries.has_role(people[2], Role.CURATOR, at=timezone.now())
    page.get_by_label("原因").select_option("lost")
    page.get_by_role("button", name="马上暂停").click()
    assert page.get_by_text("账号已暂停").is_visible()
    assert queries.roles(type(people[2]).objects.get(pk=people[2].pk), at=timezone.now()) == set()
