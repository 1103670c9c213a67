"""The public brief and the wall, and the curators' desk, through the door."""

import sys
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from portal.accounts.roles import Role
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import advocacy as make
from voices.advocacy import actions
from voices.advocacy.models import Answer, Brief, Campaign
from voices.advocacy.purposes import scope
from voices.advocacy.queries.heard import by_band, heard
from voices.advocacy.states import BriefState

pytestmark = pytest.mark.django_db
AT = timezone.now()
GONE = "这句话，说的人收回了。"


@pytest.fixture(autouse=True)
def _chinese():
    with translation.override("zh-hans"):
        yield


def read(client, brief):
    return client.get(reverse("advocacy:brief", args=[brief.pk])).content.decode()


def test_the_childs_sentence_is_the_title_and_nothing_names_the_child(client):
    story, _delivery = make.delivered(at=AT)
    html = read(client, story.brief)
    assert f'<q lang="zh-hans">{make.LINE}</q></h1>' in html
    assert "8岁" in html
    assert "还没有回音（第1天）" in html
    assert story.home.child.pseudonym not in html


def test_words_taken_back_are_gone_at_the_next_showing_with_an_honest_line(client):  # promise 2
    story = make.quoted(at=AT)
    actions.quote(by=story.house.curator, brief=story.brief, voice=story.voice, words="我们数过了。", at=AT)
    actions.release_brief(by=story.house.second, brief=story.brief, at=AT)
    assert "我们数过了。" in read(client, story.brief)
    consent.withdraw(
        by=story.home.guardian, child=story.home.child, purpose=Purpose.ADVOCACY, scope=scope(story.campaign), at=AT
    )
    html = read(client, story.brief)
    assert make.LINE not in html
    assert "我们数过了。" not in html
    assert GONE in html
    assert story.brief.subtitle in html


def test_a_draft_and_one_taken_off_are_the_same_as_missing(client):
    story = make.quoted(at=AT)
    address = reverse("advocacy:brief", args=[story.brief.pk])
    assert client.get(address).status_code == 404
    actions.release_brief(by=story.house.second, brief=story.brief, at=AT)
    assert client.get(address).status_code == 200
    actions.withdraw_brief(by=story.house.curator, brief=story.brief, at=AT)
    assert client.get(address).status_code == 404


def test_the_answer_stands_beside_the_words(client):
    story, delivery = make.delivered(at=AT)
    actions.record_answer(
        by=story.house.curator, delivery=delivery, outcome="partly", reason="先加四秒。", reason_en="Four first.", at=AT
    )
    html = read(client, story.brief)
    assert "部分采纳" in html
    assert "先加四秒。" in html
    with translation.override("en"):
        assert "Four first." in read(client, story.brief)


def test_the_wall_is_paged_constant_and_ends(client):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.delivered(at=AT)
        client.get(reverse("advocacy:echoes"))
        with CaptureQueriesContext(connection) as seen:
            html = client.get(reverse("advocacy:echoes")).content.decode()
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10
    assert html.count("echo-list__one") == 3
    assert "看完啦，去玩一会儿。" in html


def test_few_children_are_not_counted_at_all():  # promise 8
    story = make.quoted(at=AT)
    assert heard(story.campaign, at=AT) == {}


def test_only_children_whose_family_says_yes_are_counted(monkeypatch):  # CON-23
    monkeypatch.setattr(sys.modules["voices.advocacy.queries.heard"], "SMALLEST", 0)
    story = make.quoted(at=AT)
    _home, other = make.voice(at=AT)
    actions.ask_to_use(by=story.house.curator, campaign=story.campaign, voice=other, at=AT)
    assert heard(story.campaign, at=AT) == {"6-8": 1, "9-11": 0, "12-14": 0, "15-17": 0}


def test_small_bands_hide_with_company():  # promise 8
    assert by_band([7] * 12 + [10] * 20 + [13] * 3 + [16] * 30) == {"6-8": None, "9-11": 20, "12-14": None, "15-17": 30}
    assert by_band([7] * 11 + [10] * 11 + [13] * 11 + [16] * 11) == dict.fromkeys(("6-8", "9-11", "12-14", "15-17"), 11)


def test_the_whole_way_at_the_desk(client):
    house = make.house()
    _home, voice = make.voice()
    make_accounts.sign_in(client, house.curator)
    until = (timezone.localtime() + timedelta(days=60)).strftime("%Y-%m-%dT12:00")
    data = {"title": "绿灯", "title_en": "Green", "office": house.office.pk, "recipient": house.recipient.pk}
    for never in ("0001-01-01T00:00", "9999-12-31T23:59"):
        answer = client.post(reverse("briefs_desk:campaigns"), data | {"ends_at": never})
        assert "field__error" in answer.content.decode()
    client.post(reverse("briefs_desk:campaigns"), data | {"ends_at": until})
    campaign = Campaign.objects.get()
    page = client.get(reverse("briefs_desk:campaign", args=[campaign.pk])).content.decode()
    assert "问一问家里" in page
    client.post(reverse("briefs_desk:ask", args=[campaign.pk, voice.pk]))
    make.make_consent.all_say(_home, Purpose.ADVOCACY, scope(campaign))
    client.post(reverse("briefs_desk:campaign", args=[campaign.pk]), make.WORDS)
    brief = Brief.objects.get()
    words = {"voice": voice.pk, "words": make.LINE, "as_title": "on"}
    client.post(reverse("briefs_desk:quote", args=[brief.pk]), words)
    asks = {"what": "加八秒", "what_en": "Eight seconds more", "by_when": "2027-03-01"}
    client.post(reverse("briefs_desk:recommend", args=[brief.pk]), asks)
    client.post(reverse("briefs_desk:step", args=[brief.pk, "release"]))
    brief.refresh_from_db()
    assert brief.state == BriefState.DRAFT  # not by the one who made it
    assert "原话" in client.get(reverse("briefs_desk:brief", args=[brief.pk])).content.decode()
    make_accounts.sign_in(client, house.second)
    client.post(reverse("briefs_desk:step", args=[brief.pk, "release"]))
    client.post(reverse("briefs_desk:step", args=[brief.pk, "deliver"]))
    answer = {"outcome": "adopted", "reason": "下个月加八秒。", "reason_en": "", "next_on": "2027-04-01"}
    client.post(reverse("briefs_desk:answer", args=[brief.pk]), answer)
    html = read(client, brief)
    for said in (make.LINE, "加八秒", "下个月加八秒。", "2027-04-01", "采纳"):
        assert said in html
    assert client.get(reverse("briefs_desk:brief", args=[brief.pk])).status_code == 200


def test_wrong_words_come_back_with_what_was_typed(client):
    story = make.quoted()
    make_accounts.sign_in(client, story.house.curator)
    words = {"voice": story.voice.pk, "words": "绿灯有二十秒。"}
    html = client.post(reverse("briefs_desk:quote", args=[story.brief.pk]), words).content.decode()
    assert "绿灯有二十秒。" in html
    assert "请照原话引用" in html


def test_a_curator_of_another_office_finds_nothing(client):
    story, _delivery = make.delivered()
    make_accounts.sign_in(client, make.house().curator)
    for name, key in (("campaign", story.campaign.pk), ("brief", story.brief.pk)):
        assert client.get(reverse(f"briefs_desk:{name}", args=[key]), follow=True).status_code == 404
    answer = {"outcome": "adopted", "reason": "好。"}
    assert client.post(reverse("briefs_desk:answer", args=[story.brief.pk]), answer, follow=True).status_code == 404
    assert not Answer.objects.exists()


@pytest.mark.parametrize("who", ["child", "guardian", "moderator"])
def test_the_desk_is_for_curators(client, who):
    house = make.house()
    people = {"child": make_accounts.child, "guardian": make_accounts.guardian}
    person = people[who]() if who in people else make_accounts.staff(Role.MODERATOR, office=house.office)
    make_accounts.sign_in(client, person)
    assert client.get(reverse("briefs_desk:campaigns")).status_code == 403


def test_marked_briefs_stand_on_top_of_the_desk(client):
    story = make.released()
    consent.withdraw(
        by=story.home.child, child=story.home.child, purpose=Purpose.ADVOCACY, scope=scope(story.campaign),
        at=timezone.now(),
    )  # fmt: skip
    make_accounts.sign_in(client, story.house.curator)
    assert "这些建议书里有话被收回" in client.get(reverse("briefs_desk:campaigns")).content.decode()
    client.post(reverse("briefs_desk:step", args=[story.brief.pk, "seen"]))
    assert "这些建议书里有话被收回" not in client.get(reverse("briefs_desk:campaigns")).content.decode()


def test_no_other_step_and_no_other_key(client):
    house = make.house()
    make_accounts.sign_in(client, house.curator)
    for address in (f"/desk/briefs/{'-' * 36}/release/", f"/desk/briefs/{house.office.pk}/delete/"):
        assert client.post(address, follow=True).status_code == 404
