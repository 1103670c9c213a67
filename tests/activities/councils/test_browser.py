"""小管家 is elected on phones: names, three secret votes, the result, the letter; all pass axe in both languages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.councils.models import Election, Term
from portal.asking.models import Ballot
from tests.making import councils as make

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def begun():
    at = timezone.now() - timedelta(hours=1)
    hall = make.hall(at=at)
    return hall, make.begun(hall, at=at)


def names_end():
    Election.objects.update(nominate_until=timezone.now() - timedelta(minutes=1))


def test_stewards_are_elected(site, sits, axe):
    hall, election = site.do(begun)
    council, [one, other, third] = hall.council, hall.children
    desk = sits(site, hall.boss)
    page = sits(site, one, phone=True)
    page.goto(f"/zh-hans/activities/{council.activity_id}/group/")
    page.get_by_role("link", name="小管家委员会").click()
    axe(page)
    page.get_by_role("link", name="委员").click()
    axe(page)
    page.get_by_role("link", name="我想参选").click()
    page.get_by_label("我想做什么").fill("把书架修好")
    axe(page)
    page.get_by_role("button", name="我参选").click()
    page.wait_for_selector("text=你参选了")
    desk.goto(f"/desk/councils/elections/{election.pk}/")
    axe(desk)
    desk.get_by_role("button", name="可以给大家看").click()
    site.do(names_end)
    desk.reload()
    desk.get_by_role("button", name="开始投票").click()
    desk.wait_for_selector("text=3人里已有0人投票")
    for child, language in ((one, "zh-hans"), (other, "en"), (third, "zh-hans")):
        page = sits(site, child, language, phone=True, javascript=child != third, dark=child == other)
        page.goto(f"/{language}/councils/elections/{election.pk}/vote/")
        if child != third:  # axe is a script itself
            axe(page)
        page.get_by_label(one.pseudonym).check()
        page.get_by_role("button", name="投进票箱" if language == "zh-hans" else "Put it into the box").click()
        page.wait_for_selector("text=投过票了" if language == "zh-hans" else "text=You have voted")
    assert site.do(Ballot.objects.count) == 3
    desk.reload()
    axe(desk)
    desk.get_by_role("button", name="开箱计票").click()
    desk.wait_for_selector("text=选出来了")
    page = sits(site, other, "en")
    page.goto(f"/en/councils/elections/{election.pk}/")
    page.wait_for_selector("text=Thank you to everybody who stood")
    axe(page)
    page = sits(site, one, phone=True)
    page.goto(f"/zh-hans/activities/{council.activity_id}/group/")
    page.get_by_role("link", name="小管家委员会：我是委员").click()
    page.wait_for_selector("text=聘书")
    axe(page)
    page.get_by_role("button", name="交回这个职务").click()
    page.wait_for_selector("text=谢谢你做过的事")
    axe(page)
    assert site.do(lambda: Term.objects.get().went) == "down"
