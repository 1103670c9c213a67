"""Words are recorded at the desk without script; a guardian and a child listen to them by the keyboard."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.models import Draft
from tests import needs
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making.recordings import tone

pytestmark = pytest.mark.browser
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLAYED = "document.querySelector('audio').currentTime > 0.3"
SEEKS = "document.querySelector('audio').currentTime = 25"
SOUGHT = "!document.querySelector('audio').seeking && document.querySelector('audio').currentTime > 24"


def until(page, true):
    """The policy lets no page evaluate text by itself, so the test looks again and again."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def staff(*roles):
    return make_accounts.staff(*roles, at=timezone.now())


def read_aloud(audience, *, by, second):
    """The words in force, and a recording of them, in both languages."""
    texts = {each.language: each.text for each in queries.version("publish", audience, 1)}
    facts = {"purpose": "publish", "audience": audience, "texts": texts, "summary": "x", "base": 1}
    draft = actions.write_draft(by=by, at=timezone.now(), **facts)
    for language in texts:
        draft.refresh_from_db()
        sound = {"upload": tone(30), "language": language}
        actions.record_words(by=by, draft=draft, seen=draft.revision, at=timezone.now(), **sound)
    draft.refresh_from_db()
    seen = {"draft": draft, "seen": draft.revision, "at": timezone.now()}
    actions.hand_over_draft(by=by, **seen)
    actions.publish_draft(by=second, **seen)


@pytest.mark.parametrize(("language", "dark", "phone"), [("zh-hans", False, True), ("en", True, False)])
def test_a_guardian_and_a_child_listen(site, sits, axe, settings, language, dark, phone):
    needs.ffmpeg()
    settings.MEDIA_ROOT = site.data / "media"
    home, author, second = make.family(child_age=7), staff(Role.EDITOR), staff(Role.SUPERVISOR)
    for audience in ("guardian", "6-8"):
        read_aloud(audience, by=author, second=second)
    theirs = {"dark": dark, "phone": phone}
    for person, address in (
        (home.guardian, reverse("family:say", args=[home.child.pk, "publish"])),
        (home.child, reverse("me_say", args=["publish"]).replace("/zh-hans/", f"/{language}/")),
    ):
        page = sits(site, person, language, **theirs)
        page.goto(address)
        assert page.locator(".listen").get_by_text("Listen" if language == "en" else "听一听").is_visible()
        page.locator("audio").focus()
        page.keyboard.press("Space")
        until(page, PLAYED)
        page.evaluate(SEEKS)
        until(page, SOUGHT)
        axe(page)
        assert page.evaluate(WIDE) <= 0


def test_an_author_records_the_words_without_script(site, sits, axe, tmp_path):
    needs.ffmpeg()
    author = staff(Role.EDITOR)
    texts = {each.language: each.text for each in queries.version("publish", "guardian", 1)}
    facts = {"purpose": "publish", "audience": "guardian", "texts": texts, "summary": "x", "base": 1}
    draft = actions.write_draft(by=author, at=timezone.now(), **facts)
    good, bad = tmp_path / "good.wav", tmp_path / "bad.mp3"
    good.write_bytes(tone(3))
    bad.write_bytes(b"<html>")
    page = sits(site, author, phone=True, javascript=False)
    page.goto(reverse("words:draft", args=[draft.pk]))
    for file in (bad, good):
        page.locator("input[type=file]").first.set_input_files(file)
        page.get_by_role("button", name="保存这个录音").first.click()
        if file == bad:
            assert page.get_by_text("这不是能读的录音").is_visible()
    assert page.get_by_text("已保存。请自己听一遍。").is_visible()
    assert Draft.objects.get().recordings.get().seconds == 3
    looking = sits(site, author, "en", phone=True)
    looking.goto(reverse("words:draft", args=[draft.pk]))
    axe(looking)
    assert looking.evaluate(WIDE) <= 0
