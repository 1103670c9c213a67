"""An editor changes words, a second person puts them in force with a day, a guardian reads them; nobody is kept out."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.models import Draft
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.browser
WHAT = {"purpose": "publish", "audience": "guardian"}
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def staff(*roles):
    return make_accounts.staff(*roles, at=timezone.now())


def test_from_an_editors_words_to_a_guardians_page(site, sits):  # CON-3, CON-16
    home = make.family(child_age=9)
    make.all_say(home, Purpose.PUBLISH)
    editor = sits(site, staff(Role.EDITOR), phone=True, javascript=False)
    editor.goto(reverse("words:list"))
    editor.locator(f"main a[href='{reverse('words:one', args=WHAT.values())}']").click()
    editor.get_by_role("link", name="写新的一版").click()
    text = editor.locator("[name=text]")
    old = text.input_value()
    text.fill(old.replace("怎么收回：", "怎么收回,"))
    editor.locator("[name=summary]").fill("写明白谁能看到。")
    editor.get_by_role("button", name="保存，看一看").click()
    assert editor.locator(".field__error").first.is_visible()  # beside the field; what was typed is there
    text.fill(old.replace("# ", "# 新写的：", 1))
    editor.locator("[name=text_en]").fill(editor.locator("[name=text_en]").input_value().replace("# ", "# New: ", 1))
    editor.locator("[name=material]").check()
    editor.locator("[name=renew_on]").fill(str(timezone.localdate() + timedelta(days=30)))
    editor.get_by_role("button", name="保存，看一看").click()
    editor.get_by_role("link", name="看看读者看到的样子").first.click()
    assert editor.locator("h1").inner_text().startswith("新写的：")
    editor.get_by_role("link", name="回到草稿").click()
    editor.get_by_role("button", name="提交给第二个人").click()

    second = sits(site, staff(Role.SUPERVISOR), javascript=False)
    second.goto(reverse("words:draft", args=[Draft.objects.get().pk]))
    assert "新写的" in second.locator("ins").first.inner_text()
    second.get_by_role("link", name="生效……").press("Enter")
    second.get_by_role("button", name="现在生效").press("Enter")
    second.get_by_text("已生效。").wait_for()

    guardian = sits(site, home.guardian, phone=True, javascript=False)
    guardian.goto(reverse("family:say", args=[home.child.pk, "publish"]))
    assert guardian.locator("h1").inner_text().startswith("新写的：")
    assert guardian.get_by_text("这份说明有了改动").is_visible()


@pytest.mark.parametrize(
    ("language", "dark", "phone"),
    [("zh-hans", False, True), ("en", True, False)],
)
def test_nobody_is_kept_out(site, sits, axe, language, dark, phone):
    author, both = staff(Role.EDITOR), staff(Role.DATA_OFFICER)
    for audience in ("guardian", "6-8"):
        now = queries.version("publish", audience, 1)
        texts = {each.language: each.text.replace("。", "，是的。", 1).replace(". ", ", yes. ", 1) for each in now}
        draft = actions.write_draft(
            by=author, purpose="publish", audience=audience, texts=texts, summary="x", base=1, at=timezone.now(),
            renew_on=timezone.localdate() + timedelta(days=30),
        )  # fmt: skip
        if audience == "guardian":
            actions.hand_over_draft(by=author, draft=draft, seen=1, at=timezone.now())
    young, ready = Draft.objects.get(audience="6-8"), Draft.objects.get(audience="guardian")
    look = {"dark": dark, "phone": phone}
    for person, addresses in (
        (both, [reverse("words:list"), reverse("words:one", args=["publish", "guardian"]),
                reverse("words:version", args=["publish", "6-8", 1]), reverse("words:draft", args=[ready.pk]),
                reverse("words:publish", args=[ready.pk]), reverse("words:write", args=["live", "9-12"]),
                reverse("weighing:list"), *[reverse("weighing:one", args=[each]) for each in ("publish", "club")]]),
        (author, [reverse("words:draft", args=[young.pk]), reverse("words:write", args=["publish", "6-8"]),
                  *[reverse("words:draft_as", args=[each.pk, "zh-hans"]) for each in (young, ready)]]),
    ):  # fmt: skip
        page = sits(site, person, language, **look)
        for address in addresses:
            assert page.goto(address).status == 200, address
            axe(page)
            assert page.evaluate(WIDE) <= 0, address
