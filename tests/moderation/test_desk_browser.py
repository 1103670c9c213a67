"""The judging desk in a real browser: by keyboard, in both languages, with and without script."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as own
from django.test import Client
from django.utils import timezone
from wagtail.users.models import UserProfile

from moderation.models import Case
from tests.making import accounts as make_accounts
from tests.making import moderation as make
from tests.making import voices as make_voices
from voices import actions

pytestmark = pytest.mark.browser
S06 = "我叫陈小树，在柳巷小学三年级二班，电话是15400000000。想找人一起踢球，星期六下午三点在南门等我。"


def sits_down(page, person, url, language="zh-hans"):
    """Signed in with both factors, as the door wants it."""
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = language
    profile.save()
    client = Client()
    make_accounts.sign_in(client, person)
    value = client.cookies[own.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": own.SESSION_COOKIE_NAME, "value": value, "url": url}])
    return page


def kept(page, name):
    """A picture of the screen, where somebody asked for them."""
    if os.environ.get("SHOTS"):
        page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("language", "dark"), [("zh-hans", False), ("en", True)])
def test_a_case_from_queue_to_decision(site, visit, language, dark):  # MOD-5, MOD-9, MOD-10, MOD-20
    at = timezone.now()
    home = make_voices.home(age=9, at=at)
    voice = make_voices.sent(home.child, body=S06, at=at)
    page = sits_down(
        visit(site.url, language=language, dark=dark), make.moderator(pseudonym="阿珍"), site.url, language
    )
    page.goto("/admin/moderation/")
    kept(page, f"queue-{language}")
    page.get_by_role("table").get_by_role("link").first.click()
    page.locator("mark").first.wait_for()
    kept(page, f"case-{language}")
    page.locator(".desk-claim form button").press("Enter")
    change = page.locator(".desk-act-ask_change")
    change.locator("summary").press("Enter")
    change.locator("select").select_option("personal")
    expected = {"zh-hans": "谢谢你！", "en": "谢谢你！"}[language]  # the child's language, whoever judges
    assert change.locator("textarea").input_value().startswith(expected)
    kept(page, f"decide-{language}")
    change.locator("textarea").fill("把名字、学校和电话换掉，就可以啦。")
    change.get_by_role("button").press("Enter")
    page.wait_for_url("**/admin/moderation/")
    assert Case.objects.get(pk=voice.case.pk).state == "changes_requested"


def test_words_that_changed_are_not_decided(site, visit):  # MOD-4
    at = timezone.now()
    home = make_voices.home(age=9, at=at)
    voice = make_voices.sent(home.child, at=at)
    page = sits_down(visit(site.url), make.moderator(), site.url)
    page.goto(f"/admin/moderation/{voice.case.pk}/")
    page.locator(".desk-claim form button").click()
    page.locator(".desk-act-approve textarea").fill("写得清楚")
    voice = actions.take_back(by=home.child, voice=voice, at=timezone.now())
    actions.write(by=home.child, voice=voice, title="", body="绿灯只有十秒。", at=timezone.now())
    actions.submit(by=home.child, voice=voice, at=timezone.now())
    page.locator(".desk-act-approve button").click()
    assert "写得清楚" in page.locator("main").inner_text()
    kept(page, "stale")
    assert Case.objects.get(pk=voice.case.pk).state == "queued"


def test_the_desk_is_open_to_everybody_who_works_at_it(site, visit, settings):
    """axe on our own part of the page; Wagtail's frame around it is Wagtail's."""
    settings.MEDIA_ROOT = site.data / "media"  # where the servers look for pictures
    at = timezone.now()
    home = make_voices.home(age=9, at=at)
    voice = make_voices.sent(home.child, body=S06, picture=make_voices.photo(), at=at)
    page = sits_down(visit(site.url, dark=True), make.moderator(), site.url)
    for path in ("/admin/moderation/", f"/admin/moderation/{voice.case.pk}/"):
        page.goto(path)
        kept(page, f"dark-{path.count('/')}")
        found = Axe().run(page, context=".desk").response["violations"]
        assert not [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]
    blurred = page.locator(".desk-picture img").evaluate("image => getComputedStyle(image).filter")
    assert "blur" in blurred
    assert "grayscale" in blurred
    page.locator("form[action$='/reveal/'] button").click()
    assert page.locator(".desk-picture img").evaluate("image => getComputedStyle(image).filter") == "none"
