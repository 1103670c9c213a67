"""The whole way in real browsers: a child says something that hurts, and the right people hear it (SAF-5, MOD-28)."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from moderation.models import Case
from tests.making import accounts as make_accounts
from tests.making import live as make
from tests.making import moderation as make_moderation

pytestmark = [pytest.mark.django_db, pytest.mark.browser]
NOW, SOFT = "我今晚就自杀，遗书写好了", "今天有人欺负我"


@pytest.fixture
def come_in(site, visit):
    def go(person, address, *, room=False, process=0, **how):
        client = Client()
        site.do(make_accounts.sign_in, client, person)
        url = site.urls[process % len(site.urls)]
        page = visit(url, **how)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
        page.goto(address)
        if room:
            page.wait_for_selector('[data-status="on"]')
        return page

    return go


def says(page, words):
    page.fill("#live-text", words)
    page.click(".live-write button")


@pytest.mark.both
def test_a_child_says_it_and_the_lead_hears_it(site, come_in, axe):
    house = site.do(make.house, children=2, child_age=11)
    lead = make_moderation.lead(office=house.office, at=timezone.now())
    kite_, bell_ = house.children
    desk, spoken = f"/desk/rooms/{house.room.pk}/", f"/zh-hans/rooms/{house.room.pk}/"
    ming = come_in(house.adults[0], desk, room=True)
    come_in(house.adults[1], desk, room=True, process=1)
    kite = come_in(kite_, spoken, room=True, process=1, phone=True)
    bell = come_in(bell_, spoken, room=True, phone=True, dark=True)
    kite.wait_for_selector('[data-when="uncovered"]', state="hidden")

    says(kite, NOW)
    thanks = kite.locator("[data-thanks]")
    thanks.wait_for()
    assert "谢谢你告诉我们" in thanks.inner_text()
    assert "还没有送到" not in thanks.inner_text()
    assert {"tel:110", "tel:12356", "tel:12355"} <= set(thanks.locator("a").evaluate_all("all => all.map(a => a.href)"))
    kite.locator('[data-shows="care"]:visible').wait_for()
    axe(kite)

    told = ming.locator('[data-list="lead"] > li')
    told.wait_for()
    for words in (kite_.pseudonym, "正交给儿童保护专员", "现在可能有危险"):
        expect(told).to_contain_text(words)
    assert not told.locator("button").count()
    says(bell, "我们走北门吧")
    ming.wait_for_selector('[data-list="held"] >> text=我们走北门吧')
    axe(ming)
    for page in (ming, bell):
        assert "遗书" not in page.content()
        page.reload()
        page.wait_for_selector('[data-status="on"]')
        assert "遗书" not in page.content()
    ming.locator('[data-list="lead"] > li').wait_for()
    bell.wait_for_selector("text=我们走北门吧")
    assert not bell.locator("[data-thanks]:visible").count()

    profile = UserProfile.get_for_user(lead)
    profile.preferred_language = "zh-hans"
    profile.save()
    queue = come_in(lead, "/admin/moderation/")
    row = queue.locator(".desk-queue tbody tr")
    assert "P0" in row.inner_text()
    assert "11" in row.inner_text()
    row.get_by_role("link").click()
    assert "写好了" in queue.locator(".desk-words").first.inner_text()
    assert f"真名{kite_.username}" not in queue.content()
    queue.locator(".desk-claim form button").click()
    form = queue.locator("form[action$='/close/']")
    form.locator("textarea").fill("打了电话，妈妈的姐姐在身边，已转介。")
    form.locator("button[type=submit]").click()
    queue.wait_for_url("**/admin/moderation/")
    assert Case.objects.get(kind="live").state == "closed"
    assert not queue.locator(".desk-queue").count()

    home = come_in(house.homes[0].guardian, "/family/")
    for address in ("/family/", f"/family/children/{kite_.pk}/", "/zh-hans/inbox/"):
        home.goto(address)
        assert "遗书" not in home.content()
        assert "专员" not in home.locator("main").inner_text()


def test_what_the_room_keeps_it_keeps_for_the_lead(site, come_in, axe):
    house = site.do(make.house, children=1, child_age=15)
    desk = f"/desk/rooms/{house.room.pk}/"
    ming = come_in(house.adults[0], desk, room=True, phone=True)
    come_in(house.adults[1], desk, room=True)
    kite = come_in(house.children[0], f"/en/rooms/{house.room.pk}/", room=True, phone=True, language="en")
    kite.wait_for_selector('[data-when="uncovered"]', state="hidden")
    says(kite, SOFT)
    held = ming.locator('[data-list="held"] > li')
    held.wait_for()
    assert SOFT in held.inner_text()
    assert held.locator('[data-slot="tells"]').is_visible()
    axe(ming)
    held.locator("button", has_text="我们先保管").click()
    ming.locator('[data-list="lead"] > li').wait_for()
    expect(ming.locator('[data-list="held"] > li')).to_have_count(0)
    assert Case.objects.get(kind="live").priority == 1
    kite.locator('[data-shows="kept"]:visible').wait_for()


@pytest.mark.parametrize("javascript", [True, False])
def test_when_nobody_could_be_told_the_child_knows_and_keeps_the_words(site, come_in, axe, javascript):
    """The safest failure: the words are still in the box, and the numbers are there."""
    from django.db import connection

    house = site.do(make.house, children=1, child_age=11)
    house.sit()
    site.expected.append("could not be handed")
    with connection.cursor() as cursor:  # as if the case could not be written
        cursor.execute("DROP TABLE live_heldforcare")
    address = f"/zh-hans/rooms/{house.room.pk}/"
    kite = come_in(house.children[0], address, room=javascript, phone=True, javascript=javascript)
    says(kite, NOW)
    thanks = kite.locator("[data-thanks]")
    thanks.locator("[data-unheard]").wait_for()
    assert "还没有送到大人那里" in thanks.inner_text()
    assert "12356" in thanks.inner_text()
    assert kite.locator("#live-text").input_value() == NOW
    assert not Case.objects.filter(kind="live").exists()
    assert "could not be handed" in site.said()
    assert "遗书" not in site.said()
    if javascript:
        axe(kite)
