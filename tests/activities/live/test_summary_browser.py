"""From a room that is over to a child's own voice, in real browsers: draft, give, confirm, begin to write."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.live import actions, protocol
from activities.live.models import Reading
from tests.making import live as make
from voices.models import Voice

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


def written_up():
    """A room in which a child took notes and said something, now over."""
    house = make.house(children=2, child_age=15)
    house.sit(*house.adults, *house.children)
    kite = house.children[0]
    house.do(house.adults[0], "set_steps", text="10 认识彼此\n画地图")
    house.do(house.adults[0], "go_step", step=1)
    house.do(house.adults[0], "give_role", role="note_taker", who=kite.pk)
    house.do(kite, "write_down", text="大家想走北门")
    house.do(kite, "say", text="小卖部的台阶太高")
    poll = house.do(house.adults[0], "open_poll", question="走哪边？", choices=["北", "南"]).seq
    house.do(kite, "answer_poll", poll=poll, choice=0)
    house.do(house.adults[0], "close_poll", poll=poll)
    house.do(house.adults[0], "close_room")
    return house


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without"])
def test_from_the_log_to_a_voice(site, visit, sits, axe, script):
    house = site.do(written_up)
    how = {"javascript": script}
    ming = sits(site, house.adults[0], **how)
    ming.goto(f"/desk/rooms/{house.room.pk}/summary/")
    assert ming.locator(".bars").count() == 1
    ming.fill("[name=course]", "我们走了一遍北门")
    ming.click("button[value=save]")
    assert ming.locator("[name=course]").input_value() == "我们走了一遍北门"
    if script:
        axe(ming)
    ming.click("button[value=publish]")
    kite = sits(site, house.children[0], phone=True, **how)
    kite.goto(f"/zh-hans/activities/{house.activity.pk}/group/")
    kite.click("text=当时是这样吗？")
    assert kite.locator("text=我们走了一遍北门").is_visible()
    assert kite.locator(".live-sum__lines >> text=大家想走北门").is_visible()
    if script:
        axe(kite)
    kite.click("button[value=fits]")
    assert site.do(Reading.objects.get).fits
    own = kite.locator(".live-sum__own li", has_text="小卖部的台阶太高")
    own.locator("button").click()
    assert kite.locator("[name=body]").input_value() == "小卖部的台阶太高"
    assert site.do(Voice.objects.get).author_id == house.children[0].pk


def test_a_wall_follows_the_room_and_goes_with_its_adult(site, visit, sits, axe):
    visit.allow("WebSocket connection to .* 403")  # a ticket may be over on a busy machine; the page asks again
    visit.allow("the server responded with a status of 40[34]")  # once its adult had to leave, the wall may not read on
    house = site.do(make.house, children=1, child_age=15)
    ming, ning = (sits(site, adult) for adult in house.adults)
    for desk in (ming, ning):
        desk.goto(f"/desk/rooms/{house.room.pk}/")
        desk.wait_for_selector('[data-status="on"]')
    kite = sits(site, house.children[0], phone=True)
    kite.goto(f"/zh-hans/rooms/{house.room.pk}/")
    kite.wait_for_selector('[data-when="uncovered"]', state="hidden")
    wall = ming.context.new_page()
    wall.goto(f"/desk/rooms/{house.room.pk}/screen/")
    ming.fill("#live-write-down", "大家想走北门")
    ming.click("form[data-command=write_down] button")
    wall.wait_for_selector(".live-screen__minutes >> text=大家想走北门", timeout=20_000)
    kite.wait_for_selector(".live-line >> text=大家想走北门")
    kite.fill("#live-text", "小卖部的台阶太高")
    kite.click(".live-write button")
    ming.locator(".live-note", has_text="台阶").locator("[data-command=put_on_screen] button").click()
    wall.wait_for_selector(".live-screen__said >> text=台阶太高", timeout=20_000)
    kite.wait_for_selector("text=在墙上的大屏上")
    assert house.children[0].pseudonym not in wall.content()
    wall.click("text=显示名字")
    expect(wall.locator("[data-wall-shows]").first).to_contain_text(house.children[0].pseudonym)
    axe(wall)
    command = protocol.Expel(client_id=make.new_id(), who=house.adults[0].pk)
    site.do(actions.carry_out, by=house.adults[1].pk, room=house.room.pk, command=command, at=timezone.now())
    wall.wait_for_selector("[data-wall-off]:visible", timeout=20_000)
    expect(wall.locator("[data-wall-shows]")).not_to_contain_text("台阶")
