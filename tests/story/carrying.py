"""Steps 7 and 8: asked again for one campaign, quoted with its chain, released by another, and taken back."""

import time
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from portal.audit import log, queries
from portal.consent import queries as consent
from portal.consent.models import Ask
from portal.consent.purposes import Purpose
from portal.directory.models import Office
from tests.story.cast import EMAIL, REAL_NAME, Story, path_of, sign_in_staff
from tests.story.telling import MORE
from voices.models import SearchDoc

QUOTE = "绿灯只有十二秒。我和弟弟要跑。我们数过了。"


def curator_asks_the_family(story: Story) -> None:  # CON-5, CON-23
    desk = story.desk = sign_in_staff(story, "curator1")
    desk.goto("/desk/briefs/")
    story.axe(desk)
    form = desk.locator("aside form")
    form.locator("[name=title]").fill("绿灯再长八秒")
    form.locator("[name=title_en]").fill("Eight more seconds of green")
    form.locator("[name=recipient]").select_option(str(Office.objects.get(name__contains="信号组").pk))
    form.locator("[name=office]").select_option(index=1)
    form.locator("[name=ends_at]").fill(f"{timezone.localdate() + timedelta(days=60)}T18:00")
    form.locator("button").last.click()
    desk.wait_for_url("**/campaigns/*-*/")
    story.campaign = path_of(desk).strip("/").split("/")[-1]
    desk.locator(f"form[action$='/ask/{story.voice}/'] button").click()
    desk.wait_for_load_state()
    story.axe(desk)


def family_says_yes_to_this(story: Story) -> None:
    ask = Ask.objects.get(child=story.child_id, purpose=Purpose.ADVOCACY)
    assert story.campaign in ask.scope
    for page, address in ((story.guardian, f"/family/asks/{ask.pk}/"), (story.child, f"/zh-hans/me/asks/{ask.pk}/")):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("信号组")
        story.axe(page)
        assert not consent.may(story.kid.pk, Purpose.ADVOCACY, ask.scope, at=timezone.now())
        page.locator("button[value=yes]").click()
        page.wait_for_load_state()
    assert consent.may(story.kid.pk, Purpose.ADVOCACY, ask.scope, at=timezone.now())


def curator_quotes(story: Story) -> None:  # ETH-16
    desk = story.desk
    desk.goto(f"/desk/briefs/campaigns/{story.campaign}/")
    form = desk.locator("aside form").last
    form.locator("[name=subtitle]").fill("关于安和区上学路的儿童意见")
    form.locator("[name=subtitle_en]").fill("What children of Anhe say about their way to school")
    form.locator("[name=method]").fill("槐安童缘点，六次走读，孩子们自己数的。")
    form.locator("[name=method_en]").fill("Huai'an centre, six walks, counted by the children themselves.")
    form.locator("button").click()
    desk.wait_for_url(lambda url: "/campaigns/" not in url)
    story.brief = path_of(desk).strip("/").split("/")[-1]
    quote = desk.locator("form[action$='/quotes/']")
    quote.locator("select[name=voice]").select_option(story.voice)
    quote.locator("[name=words]").fill(QUOTE)
    quote.locator("[name=as_title]").check()
    quote.locator("button").click()
    desk.wait_for_load_state()
    expect(desk.locator("main")).to_contain_text(QUOTE)
    story.axe(desk)
    assert not desk.locator("form[action$='/release/']").count(), "the maker released it"


def second_curator_releases(story: Story) -> None:
    second = sign_in_staff(story, "curator2", process=1)
    second.goto(f"/desk/briefs/{story.brief}/")
    second.locator("form[action$='/release/'] button").click()
    second.wait_for_load_state()
    second.locator("form[action$='/deliver/'] button").click()
    second.wait_for_load_state()
    for phone, language in ((True, "zh-hans"), (False, "en")):
        reader = story.visit(story.at(0), phone=phone, language=language, dark=phone)
        reader.goto(f"/{language}/briefs/{story.brief}/")
        expect(reader.locator("main")).to_contain_text(QUOTE)
        assert REAL_NAME not in reader.content()
        story.axe(reader)
        reader.goto(f"/{language}/echoes/")
        story.axe(reader)
        reader.context.close()
    second.context.close()
    story.desk.context.close()


def guardian_takes_publishing_back(story: Story) -> None:  # CON-11, MOD-24, promise 2
    page = story.guardian
    page.goto(f"/family/children/{story.child_id}/publish/")
    begun = time.monotonic()
    page.locator("button[value=back]").click()
    page.wait_for_load_state()
    for process in (0, 1):
        reader = story.visit(story.at(process))
        for address in (
            "/zh-hans/voices/",
            "/zh-hans/search/?q=十二秒",
            f"/zh-hans/briefs/{story.brief}/",
            "/zh-hans/",
        ):
            reader.goto(address)
            assert "第二天又数了一次" not in reader.content(), address
            assert "我们数过了" not in reader.content(), address
        assert reader.goto(f"/zh-hans/voices/{story.voice}/").status in (404, 410)
        for size in ("800", "2048"):
            assert reader.request.get(story.picture.replace("/800.", f"/{size}.")).status in (404, 410)
        reader.context.close()
    assert time.monotonic() - begun < 60
    assert not SearchDoc.objects.filter(voice=story.voice).exists()


def the_record_holds(story: Story) -> None:  # promise 10, MOD-18
    acts = set(queries.lines().values_list("act", flat=True))
    for act in (
        *("consent.given", "consent.withdrawn", "place.held", "voice.submitted", "voice.released"),
        *("moderation.claimed", "identity.opened", "account.made"),
    ):
        assert act in acts, f"{act} is not on record; there are {sorted(acts)}"
    details = " ".join(str(line.detail) for line in queries.lines())
    for secret in (MORE, QUOTE, REAL_NAME, EMAIL):
        assert secret not in details
    assert REAL_NAME not in story.site.said()
    log.seal()
    assert queries.broken_at() is None
