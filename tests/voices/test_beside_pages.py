"""The pages of a child under eight and the grown-up beside them, without JavaScript (decisions: Ages)."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests.making import accounts as make_accounts
from tests.making import voices as make
from voices.models import Draft, Revision, Voice

pytestmark = pytest.mark.django_db
ASKED = {"zh-hans": "谁在和你一起写？", "en": "Who is writing this with you?"}
MUM = {"zh-hans": "妈妈", "en": "Mum"}
PLEASE = {"zh-hans": "请一位大人和你一起写", "en": "Please ask a grown-up to write with you"}


@pytest.fixture
def home():
    return make.home(age=7)


def come_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name, *args, language="zh-hans"):
    with translation.override(language):
        return reverse(f"voices:{name}", args=args)


def begin(client, *, language="zh-hans", **fields):
    told = {"key": str(uuid.uuid4()), "kind": "story", "body": make.S04, "do": "next"} | fields
    return client.post(at("begin", language=language), told)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_whole_way_of_two(home, language):
    client = come_in(home.child)
    page = client.get(at("begin", language=language)).content.decode()
    assert page.index(ASKED[language]) < page.index('name="body"'), "before the words"
    assert MUM[language] in page
    assert home.guardian.username not in page
    assert home.guardian.email not in page
    missing = begin(client, language=language)
    assert missing.status_code == 200
    page = missing.content.decode()
    assert PLEASE[language] in page
    assert make.S04 in page
    voice = Voice.objects.get()
    assert Draft.objects.get().body == make.S04
    chosen = {"body": make.S04, "helper": str(home.guardian.pk), "do": "next"}
    look = client.post(at("write", voice.pk, language=language), chosen)
    assert look.url == at("preview", voice.pk, language=language)
    page = client.get(look.url).content.decode()
    assert MUM[language] in page
    assert make.send(client, look.url).url == at("sent", voice.pk, language=language)
    assert Revision.objects.get().helper == home.guardian


def test_sending_past_the_question_is_refused_kindly_and_loses_nothing(home):
    client = come_in(home.child)
    begin(client, do="save")
    voice = Voice.objects.get()
    page = client.get(at("preview", voice.pk)).content.decode()
    assert "请先选一选谁和你一起写" in page
    answer = make.send(client, at("preview", voice.pk))
    assert answer.status_code == 200
    assert PLEASE["zh-hans"] in answer.content.decode()
    assert make.S04 in client.get(at("write", voice.pk)).content.decode()
    assert not Revision.objects.exists()


def test_what_was_chosen_stays_chosen(home):
    client = come_in(home.child)
    begin(client, helper=str(home.guardian.pk), do="save")
    page = client.get(at("write", Voice.objects.get().pk)).content.decode()
    assert f'value="{home.guardian.pk}" id="id_helper_0" checked' in page
    assert begin(client, body="", helper=str(home.guardian.pk), do="save").status_code == 302


def test_somebody_who_is_not_on_the_list_is_not_named(home):
    stranger = make.moderator()
    answer = begin(come_in(home.child), helper=str(stranger.pk))
    assert answer.status_code == 200
    assert make.S04 in answer.content.decode()
    assert Voice.objects.get().helper is None


def test_a_list_without_anybody_says_what_to_do(home):
    from portal.consent.models import GuardianLink

    GuardianLink.objects.update(state="suspended")
    client = come_in(home.child)
    assert "请到中心问一问" in client.get(at("begin")).content.decode()
    assert begin(client, do="save").status_code == 302
    assert Draft.objects.get().body == make.S04


def test_from_eight_on_the_question_is_nowhere():
    older = make.home(age=8)
    client = come_in(older.child)
    answer = begin(client, helper=str(older.guardian.pk))
    voice = Voice.objects.get()
    assert answer.url == at("preview", voice.pk)
    for page in (at("begin"), at("write", voice.pk), at("preview", voice.pk)):
        text = client.get(page).content.decode()
        assert ASKED["zh-hans"] not in text
        assert "helper" not in text
        assert "和你一起写" not in text
    make.send(client, at("preview", voice.pk))
    assert Revision.objects.get().helper is None


def test_a_judge_reads_that_home_helped_and_not_who(client, home):  # MOD-9
    child = come_in(home.child)
    begin(child, helper=str(home.guardian.pk))
    child.post(at("preview", Voice.objects.get().pk), {"do": "send"})
    make_accounts.sign_in(client, make.moderator())
    page = client.get(reverse("moderation:case", args=[Voice.objects.get().case_id]), follow=True).content.decode()
    assert "家里的大人" in page
    assert home.guardian.username not in page


@pytest.mark.browser
@pytest.mark.parametrize(("language", "dark"), [("zh-hans", False), ("en", True)])
def test_two_people_and_one_phone(site, visit, axe, language, dark):
    home = make.home(age=7, at=timezone.now())
    signed = Client()
    signed.force_login(home.child)
    page = visit(site.url, phone=True, javascript=False, language=language, dark=dark)
    cookie = {"name": "sessionid", "value": signed.cookies["sessionid"].value, "url": site.url}
    page.context.add_cookies([cookie])
    page.goto(f"/{language}/voices/write/")
    page.fill("[name=body]", make.S04)
    page.click("button[value=next]")
    page.locator(".field--wrong").wait_for()
    assert page.input_value("[name=body]") == make.S04
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.check(f"[name=helper][value='{home.guardian.pk}']")
    page.click("button[value=next]")
    page.wait_for_url("**/look/")
    assert MUM[language] in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    seeing = visit(site.url, phone=True, language=language, dark=dark)
    seeing.context.add_cookies([cookie])
    for address in (page.url.replace("look/", ""), page.url):
        seeing.goto(address)
        axe(seeing)
    page.click("button[value=send]")
    page.wait_for_url("**/sent/")
    assert Revision.objects.get().helper == home.guardian
