"""On a phone, without script and with: a name for the draw with answers, the month, the group, a face; all pass axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities import queries
from activities.actions import settling
from activities.kinds import Priority
from portal.asking.kinds import Kind
from portal.consent.purposes import Level, Purpose
from tests.making import activities as make
from tests.making import asking as make_asking
from tests.making import consent as families

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def a_group():
    """A lottery still open to names, and a group that met yesterday; one child with a yes from home for both."""
    make.tree()
    at = timezone.now()
    house = families.family(child_age=9, level=Level.G2)
    draw = {"priority": Priority.LOTTERY, "names_until": at + timedelta(days=2), "starts_at": at + timedelta(days=4)}
    camp = make.activity(name="夏天不出城", questions=make_asking.questionnaire(at=at), **draw)
    settling.seal(activity=camp, at=at)
    make.session(camp)
    for kind in Kind:
        make_asking.question(camp.questions, kind)
    make.pages(camp)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(camp))
    group = make.activity(at=at - timedelta(days=9))
    make.pages(group)
    make.session(group, starts_at=at - timedelta(days=1))
    make.place(group, house.child)
    return house.child, camp, group


@pytest.mark.parametrize("javascript", [False, True])
def test_a_child_puts_its_name_in_and_says_how_it_was(site, sits, axe, javascript):
    child, camp, group = site.do(a_group)
    page = sits(site, child, phone=True, javascript=javascript)
    check = axe if javascript else lambda page: None  # axe is a script itself
    page.goto(f"/zh-hans/activities/month/?month={timezone.localdate() + timedelta(days=4):%Y-%m}")
    check(page)
    page.get_by_role("link", name="夏天不出城").first.click()
    page.get_by_role("link", name="我想参加").click()
    check(page)
    page.get_by_label("中号").first.check()
    page.get_by_label("你想先做什么？").first.fill("办报纸")
    page.get_by_role("button", name="好，我想去").click()
    page.wait_for_selector("text=你的签是")
    check(page)
    page.goto(f"/zh-hans/activities/{group.pk}/group/")
    check(page)
    page.get_by_role("link", name="这次怎么样？").click()
    check(page)
    page.get_by_role("button", name="开心").click()
    page.wait_for_selector("text=我说的")
    answers = site.do(lambda: [answer.said for answer in queries.own_answers(child, camp)])
    assert answers == ["办报纸", "中号"]


def test_a_calendar_address_at_night_in_english(site, sits, axe):
    child, _camp, _group = site.do(a_group)
    page = sits(site, child, "en", dark=True)
    page.goto("/en/activities/calendar/")
    axe(page)
    page.get_by_role("button", name="Make an address").click()
    address = page.locator("code").inner_text()
    axe(page)
    answer = page.request.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().count("BEGIN:VEVENT") == 1
