"""Steps 3 and 4: a live room with two adults and two children, and a guardian who takes the consent back."""

import time

from django.utils import timezone
from playwright.sync_api import Page, expect

from activities.live.models import Entry, Room
from activities.models import Activity, ActivityPage
from portal.consent.models import Ask
from portal.consent.purposes import Purpose
from portal.pages.management.demo import people
from tests.story.cast import Story, open_card, sign_in_staff

HELLO = "绿灯太短了，我想数给大家看。"
NUMBER = "打我电话15400000000一起去数。"
QUESTION = "先去看哪一个路口？"


def facilitator_edits_the_page(story: Story) -> None:
    desk = story.desk = sign_in_staff(story, "facilitator1")
    page = ActivityPage.objects.get(activity=story.activity, locale__language_code="zh-hans")
    desk.goto(f"/admin/pages/{page.pk}/edit/")
    desk.locator("[name=bring]").fill("一支笔，还有你数过的数")
    desk.evaluate("document.querySelector('[name=action-publish]').click()")
    desk.wait_for_url(lambda url: "/edit/" not in url)
    reader = story.visit(story.at(1), phone=True)
    reader.goto(f"/zh-hans/activities/{story.activity}/")
    expect(reader.locator("main")).to_contain_text("一支笔，还有你数过的数")
    reader.context.close()


def nothing_moves_with_one_adult(story: Story) -> None:  # MOD-25, promise 3
    desk = story.desk
    desk.goto("/desk/rooms/")
    session = Activity.objects.get(pk=story.activity).sessions.order_by("starts_at").first()
    desk.locator(f"form[action$='/open/{session.pk}/'] button").click()
    desk.wait_for_url("**/desk/rooms/*-*/")
    story.room = str(Room.objects.get(session=session).pk)
    expect(desk.locator(".live-banner[data-when=uncovered]")).to_be_visible()
    desk.locator("[data-command=open_doors]:has([value=lobby]) button").click()
    phone = story.child
    phone.goto(f"/zh-hans/rooms/{story.room}/")
    story.axe(phone)
    says_yes(phone)
    expect(desk.locator("[data-list=waiting]")).to_contain_text(story.kid.pseudonym)
    desk.locator(".live-acts [data-command=admit] button").click()
    expect(desk.locator("[data-told]")).not_to_be_empty()
    phone.reload()
    expect(phone.locator("[data-lobby]")).to_be_visible()
    story.axe(phone)
    story.axe(desk)


def says_yes(phone: Page) -> None:  # CON-10
    """Asked at the start of each session, in the child's words."""
    expect(phone.locator("[data-live]")).to_have_count(0)
    phone.locator("button[name=answer][value=yes]").click()
    expect(phone.locator("[data-lobby]")).to_be_visible()


def second_adult_and_second_child_come(story: Story) -> None:
    story.second_desk = sign_in_staff(story, "facilitator2", process=1)
    story.second_desk.goto(f"/desk/rooms/{story.room}/")
    expect(story.desk.locator(".live-banner[data-when=uncovered]")).to_be_hidden()
    other = story.other = story.visit(story.at(0), phone=True)
    open_card(other, story.site.do(_card_of_first), ["cat", "bell", "moon", "boots"])
    other.goto(f"/zh-hans/rooms/{story.room}/")
    says_yes(other)
    expect(story.desk.locator("[data-list=waiting] li")).to_have_count(2)
    story.desk.locator(".live-acts [data-command=admit] button").click()
    expect(other.locator("[data-live]")).to_be_visible(timeout=15_000)
    expect(story.child.locator(".live-banner[data-when=uncovered]")).to_be_hidden(timeout=15_000)
    expect(story.child.locator("[data-list=people] li")).to_have_count(4)
    story.axe(story.desk)


def hand_poll_and_words(story: Story) -> None:
    child, other, desk = story.child, story.other, story.desk
    child.locator("[data-command=raise_hand] button").click()
    expect(desk.locator("[data-list=hands]")).to_contain_text(story.kid.pseudonym)
    expect(other.locator("[data-list=hands] li")).to_have_count(1)
    _ask(desk)
    for page, choice in ((child, 0), (other, 1)):
        expect(page.locator("[data-poll]")).to_contain_text(QUESTION)
        page.locator(f".live-choice[value='{choice}']").click()
        expect(page.locator(f".live-choice[value='{choice}']")).to_have_attribute("aria-pressed", "true")
    desk.locator("[data-command=close_poll] button").click()
    expect(other.locator("[data-poll-closed]")).to_be_visible()
    expect(other.locator("[data-list=counts] [data-slot=count]").first).to_have_text(
        "不到11个人回答，不显示数字"
    )  # promise 8
    desk.locator("[data-command=set_chat]:has([value=open]) button").click()
    expect(desk.locator("[data-chat=open]").first).to_be_visible()
    _say(child, HELLO)
    expect(other.locator("[data-list=notes]")).to_contain_text(HELLO)


def number_is_held_for_the_adults(story: Story) -> None:  # PII-9
    _say(story.child, NUMBER)
    expect(story.desk.locator("[data-list=held]")).to_contain_text("15400000000")
    expect(story.second_desk.locator("[data-list=held]")).to_contain_text("15400000000")
    expect(story.child.locator("[data-list=notes] [data-shows=held]:visible")).to_have_count(1)
    assert "15400000000" not in story.other.content()
    story.other.reload()
    expect(story.other.locator("[data-list=notes]")).to_contain_text(HELLO)
    assert "15400000000" not in story.other.content()


def connection_drops_and_comes_back(story: Story) -> None:
    child, other = story.child, story.other
    child.context.set_offline(True)
    _say(other, "我也数过，第二个路口更短。")
    _say(other, "下次一起去。")
    expect(story.desk.locator("[data-list=notes]")).to_contain_text("下次一起去。")
    child.context.set_offline(False)
    for text in (HELLO, "我也数过，第二个路口更短。", "下次一起去。"):
        expect(child.locator("[data-list=notes] li").filter(has_text=text)).to_have_count(1, timeout=40_000)
    sequence = list(Entry.objects.filter(room=story.room).order_by("seq").values_list("seq", flat=True))
    assert sequence == list(range(1, len(sequence) + 1))


def guardian_takes_live_back(story: Story) -> None:  # CON-11, SEC-33: out within five seconds, kindly, everywhere
    ask = Ask.objects.get(child=story.child_id, purpose=Purpose.LIVE)
    elsewhere = story.child.context.new_page()
    elsewhere.goto(f"/zh-hans/rooms/{story.room}/")
    page = story.guardian
    page.goto(f"/family/asks/{ask.pk}/")
    begun = time.monotonic()
    page.locator("button[value=back]").click()
    story.child.wait_for_url("**/rooms/away/", timeout=5_000)
    elsewhere.wait_for_url("**/rooms/away/", timeout=5_000)  # and a tab closed on its way may never say it closed
    assert time.monotonic() - begun < 5
    elsewhere.close()
    story.axe(story.child)
    answer = story.child.goto(f"/zh-hans/rooms/{story.room}/")
    assert answer.status == 404 or "/away/" in story.child.url
    expect(story.desk.locator("[data-list=people]")).not_to_contain_text(story.kid.pseudonym)
    _say(story.other, "他先回家了。")
    for page in (story.other, story.desk, story.second_desk):
        page.context.close()


def _say(page: Page, text: str) -> None:
    page.locator("[data-command=say] textarea").fill(text)
    page.locator("[data-command=say] button").click()


def _ask(desk: Page) -> None:
    form = desk.locator("[data-poll-new]")
    form.locator("[name=question]").fill(QUESTION)
    for number, choice in enumerate(("学校门口", "菜市场边上")):
        form.locator("[name=choices]").nth(number).fill(choice)
    form.locator("button").click()


def _card_of_first() -> str:
    from portal.accounts import actions as accounts
    from portal.accounts.models import User

    child = User.objects.get(pseudonym=people.CHILDREN[0][3])
    _card, token = accounts.make_card(by=None, child=child, at=timezone.now())
    return f"http://any/zh-hans/card/{token}/"
