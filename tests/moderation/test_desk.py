"""The judging desk in the Wagtail admin."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from moderation import registry
from moderation.models import Case
from moderation.states import State
from portal.accounts.roles import Role
from portal.audit.models import Line
from tests.making import accounts as make_accounts
from tests.making import consent as make_consent
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
S06 = "我叫陈小树，在柳巷小学三年级二班，电话是15400000000。想找人一起踢球，星期六下午三点在南门等我。"


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def moderator(client):
    person = make.moderator(pseudonym="阿珍")
    make_accounts.sign_in(client, person)
    return person


def page(client, case, **query):
    """Followed, because Django leads an address it does not find to the reader's language first."""
    return client.get(reverse("moderation:case", args=[case.pk]), query, follow=True)


def post(client, name, case, data=None, **more):
    return client.post(reverse(f"moderation:{name}", args=[case.pk, *more.values()]), data or {})


def decide(client, case, act, **words):
    words = {"revision": case.revision, "digest": case.digest} | words
    return post(client, "decide", case, {f"{act}-{name}": value for name, value in words.items()}, act=act)


def test_the_queue_shows_what_waits_most_urgent_first(client, moderator, at):  # MOD-7
    plain = make.sent(at=at)
    soon = make.sent("老板两个月没给我钱了。", age=16, at=at)
    make.sent("我写错一个字爸爸就用衣架打我。", at=at)  # behind the locked door
    text = client.get(reverse("moderation:queue")).content.decode()
    assert text.count("<h1") == 1
    assert text.index(str(soon.pk)) < text.index(str(plain.pk))
    assert text.count("desk-level ") == 2
    assert "(2)" in client.get("/admin/").content.decode(), "the menu says how many wait"


def test_the_lead_sees_the_locked_door_and_not_the_open_one(client, at):  # MOD-28
    plain, locked = make.sent(at=at), make.sent("我写错一个字爸爸就用衣架打我。", at=at)
    make_accounts.sign_in(client, make.lead())
    text = client.get(reverse("moderation:queue")).content.decode()
    assert str(locked.pk) in text
    assert str(plain.pk) not in text
    assert page(client, plain).status_code == 404
    assert page(client, locked).status_code == 200


@pytest.mark.parametrize("role", [Role.CURATOR, Role.FACILITATOR, Role.EDITOR, Role.SUPERVISOR, None])
def test_nobody_else_comes_to_the_desk(client, role, at):  # MOD-6, MOD-28
    person = make_accounts.staff(*([role] if role else []))
    if role is None:
        person.is_superuser = True
        person.save()
    make_accounts.sign_in(client, person)
    case = make.sent(at=at)
    assert client.get(reverse("moderation:queue")).status_code == 403
    assert page(client, case).status_code == 403
    assert post(client, "claim", case).status_code == 403
    assert decide(client, case, "approve", best_interests="x").status_code == 403
    if role:
        assert "/admin/moderation/" not in client.get("/admin/").content.decode()


def test_the_queue_asks_as_much_for_three_as_for_one(client, moderator, at, django_assert_num_queries):
    make.sent(at=at)
    client.get(reverse("moderation:queue"))
    one = _queries(client)
    for _ in range(2):
        make.claimed(make.sent(at=at), make.moderator(), at=at)
    assert _queries(client) == one


def _queries(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(reverse("moderation:queue")).status_code == 200
    return len(caught)


def test_the_queue_is_paged(client, moderator, at):
    for _ in range(26):
        make.opened(at=at)
    Case.objects.update(state=State.QUEUED, revision=make.uuid.uuid4(), digest="x", submitted_at=at, due_at=at)
    assert client.get(reverse("moderation:queue")).content.decode().count("desk-level-3") == 25
    assert client.get(reverse("moderation:queue"), {"p": 2}).content.decode().count("desk-level-3") == 1


def test_the_page_says_why_and_not_who(client, moderator, at):  # MOD-9
    child = make_accounts.child(age=9, pseudonym="安静的风筝", real_name="欧阳真名")
    case = make.sent(S06, author=child, age=9, picture=True, at=at)
    text = page(client, case).content.decode()
    assert '<mark class="desk-mark">15400000000</mark>' in text
    for rule in ("phone.mobile", "school.named_class", "meeting.zh", "name.mine", "together.facts"):
        assert rule in text
    assert "9-12" in text
    assert text.count("<strong>") >= 2, "neither permission was given"
    assert "欧阳真名" not in text
    assert child.username not in text
    whole = re.sub(r"<[^>]+>", "", text[text.index('class="desk-words"') :])
    assert "想找人一起踢球" in whole


def test_reading_and_revealing_are_on_record(client, moderator, at):  # MOD-18, MOD-20
    case = make.sent(picture=True, at=at)
    before = page(client, case).content.decode()
    assert "desk-picture-blurred" in before
    after = post(client, "reveal", case).content.decode()
    assert "desk-picture-blurred" not in after
    assert "desk-picture-blurred" in page(client, case).content.decode(), "each plain look is asked for anew"
    acts = list(Line.objects.filter(subject=case.subject, actor=moderator.pk).values_list("act", flat=True))
    assert acts.count("moderation.revealed") == 1
    assert acts.count("moderation.read") == 2


def test_claim_decide_and_the_next_person(client, moderator, at):  # MOD-5, MOD-6
    case = make.sent(S06, at=at)
    assert decide(client, case, "approve", best_interests="好").status_code == 409, "not claimed"
    post(client, "claim", case)
    assert decide(client, case, "approve", best_interests="已经和孩子谈过").status_code == 302
    assert Case.objects.get(pk=case.pk).state == State.FIRST_OK
    text = page(client, case).content.decode()
    assert "阿珍" in text[text.index("desk-second") : text.index("desk-second") + 400], (
        "who must not say the second yes"
    )
    assert "desk-act-approve" not in text
    make_accounts.sign_in(client, make.moderator())
    assert "desk-act-approve" in page(client, case).content.decode()


def test_old_words_are_answered_with_409_and_nothing_typed_is_lost(client, moderator, at):  # MOD-4
    case = make.sent(at=at)
    post(client, "claim", case)
    newer = make.send(case, "绿灯只有十秒。", at=at)
    answer = decide(client, case, "approve", best_interests="我看过了这一版")
    assert answer.status_code == 409
    assert "我看过了这一版" in answer.content.decode()
    assert reverse("moderation:case", args=[case.pk]) in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == newer.state == State.QUEUED


def test_a_form_without_words_comes_back_with_what_was_typed(client, moderator, at):  # MOD-10
    case = make.sent(at=at)
    post(client, "claim", case)
    answer = decide(client, case, "ask_change", reason="", message="把名字换成一个同学")
    assert answer.status_code == 422
    assert "把名字换成一个同学" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).state == State.QUEUED
    assert decide(client, case, "ask_change", reason="too_negative", message="太消极").status_code == 422


def test_the_new_version_shows_the_change_and_the_earlier_reason(client, moderator, at):  # MOD-11
    case = make.sent("我们班的王小贝老是拿走我的橡皮。", at=at)
    make.ask_change(case, moderator, reason="others", message="换成一个同学", at=at)
    make.send(case, "我们班的一个同学老是拿走我的橡皮。", at=at)
    text = page(client, case).content.decode()
    assert "<del>王小贝</del>" in text
    assert "<ins>一个同学</ins>" in text
    assert "换成一个同学" in text


def test_words_for_a_reason_come_without_script(client, moderator, at):  # MOD-10
    case = make.sent(at=at, author=make_accounts.child(language="en"), age=10)
    text = page(client, case, act="ask_change", reason="personal").content.decode()
    area = re.search(r"<textarea name=\"ask_change-message\"[^>]*>\s*([^<]+)", text)[1]
    assert area.startswith("Thank you! It is a good idea.")


def test_holding_and_clearing_by_hand(client, moderator, at):  # SAF-5, SAF-6
    case = make.sent(at=at)
    post(client, "claim", case)
    assert decide(client, case, "hold", message="谢谢你告诉我们").status_code == 302
    assert page(client, case).status_code == 404, "the door is locked behind it"
    lead = make.lead()
    make_accounts.sign_in(client, lead)
    text = page(client, case).content.decode()
    assert "desk-act-clear" in text
    assert "desk-act-approve" not in text
    post(client, "claim", case)
    assert decide(client, case, "clear", best_interests="见过孩子，平安").status_code == 302
    assert Case.objects.get(pk=case.pk).state == State.QUEUED


def test_declining_tells_the_child_in_words(client, moderator, at):
    case = make.sent("加我领免费网课，名额只剩三个，威信号tongxue8888", at=at)
    post(client, "claim", case)
    assert decide(client, case, "decline", reason="advert", message="这里不能发广告").status_code == 302
    assert Case.objects.get(pk=case.pk).decisions.get().message == "这里不能发广告"


def test_notes_stay_between_colleagues(client, moderator, at):  # MOD-19
    family = make_consent.family()
    case = make.sent(author=family.child, at=at)
    assert post(client, "note", case, {"text": "canary-7c1f"}).status_code == 302
    assert "canary-7c1f" in page(client, case).content.decode()
    assert post(client, "note", case, {"text": " "}).status_code == 422
    for person in (family.child, family.guardian):
        make_accounts.sign_in(client, person)
        for path in (
            reverse("moderation:case", args=[case.pk]),
            reverse("moderation:queue"),
            "/zh-hans/me/",
            "/family/",
        ):
            assert "canary-7c1f" not in client.get(path, follow=True).content.decode()
        assert page(client, case).status_code in (403, 404)
    assert "canary-7c1f" not in str(list(Line.objects.values_list("detail", flat=True)))


def test_one_who_belongs_to_the_family_is_told_to_leave_it(client, moderator, at):  # MOD-6
    family = make_consent.family()
    make_consent.link(family.child, moderator)
    case = make.sent(author=family.child, at=at)
    assert post(client, "claim", case).status_code == 302
    assert Case.objects.get(pk=case.pk).claimed_by is None
    assert post(client, "reveal", case).status_code == 302
    assert not Line.objects.filter(act="moderation.revealed").exists()


def test_somebody_elses_claim_is_shown(client, moderator, at):  # MOD-5
    case = make.sent(at=at)
    make.claimed(case, make.moderator(pseudonym="阿强"), at=at)
    assert "阿强" in page(client, case).content.decode()
    assert "阿强" in client.get(reverse("moderation:queue")).content.decode()
    post(client, "unclaim", case)
    assert Case.objects.get(pk=case.pk).claimed_by.pseudonym == "阿强"


def test_a_kind_nobody_registered_cannot_be_read_and_says_so(client, moderator, at, monkeypatch):  # MOD-2
    case = make.sent(at=at)
    monkeypatch.setattr(registry, "_contents", {})
    text = page(client, case)
    assert text.status_code == 200
    assert make.WORDS not in text.content.decode()


def test_late_cases_say_so(client, moderator, at):  # SAF-2
    make.sent(at=at - timedelta(days=2))
    assert "desk-tag-warn" in client.get(reverse("moderation:queue")).content.decode()


def test_the_desk_speaks_both_languages(client, moderator, at):
    make.sent(at=at)
    from wagtail.users.models import UserProfile

    pages = {}
    for language in ("zh-hans", "en"):
        profile = UserProfile.get_for_user(moderator)
        profile.preferred_language = language
        profile.save()
        pages[language] = client.get(reverse("moderation:queue")).content.decode()
    assert "审核台" in pages["zh-hans"]
    assert "Judging desk" in pages["en"]


def test_no_inline_code_of_ours(client, moderator, at):
    case = make.sent(S06, picture=True, at=at)
    text = page(client, case).content.decode()
    ours = text[text.index('<div class="nice-padding desk">') :]
    ours = ours[: ours.index("</main>")]
    assert "<script" not in ours
    assert " style=" not in ours
    assert not re.search(r"\son[a-z]+=", ours)


def test_actions_are_posts(client, moderator, at):
    case = make.sent(at=at)
    for name in ("claim", "unclaim", "note", "reveal"):
        assert client.get(reverse(f"moderation:{name}", args=[case.pk])).status_code == 405


def test_no_other_decision_and_no_other_key(client, moderator, at):
    case = make.sent(at=at)
    for address in (f"/admin/moderation/{'-' * 36}/approve/", f"/admin/moderation/{case.pk}/delete/"):
        assert client.post(address, follow=True).status_code == 404
