"""The last look before sending is a question like any other: its words are there, a no is as easy, nothing is stale."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from portal.consent import actions as asked
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from tests.making import consent as make_consent
from tests.making import voices as make
from voices.models import Draft, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chinese():
    translation.activate("zh-hans")


@pytest.fixture
def child():
    return make.home(consents=()).child


@pytest.fixture
def look(client, child):
    client.force_login(child)
    return reverse("voices:preview", args=[make.draft(child).pk])


def last(child):
    return consent.answers_of(child, child=child).filter(purpose=Purpose.PUBLISH).first()


def read(client, look) -> list[str]:
    return re.findall(r'name="read" value="([^"]+)"', client.get(look).content.decode())


def test_the_whole_notice_stands_on_the_page(client, child, look):  # CON-3
    notice = consent.notice(Purpose.PUBLISH, "6-8", "zh-hans", at=timezone.now())
    page = client.get(look).content.decode()
    assert f'data-notice="{notice.sha256}"' in page
    assert all(heading in page for heading, _words in notice.sections)


def test_not_sending_is_a_button_of_the_same_size(client, child, look):  # CON-4, CON-10
    page = client.get(look).content.decode().partition("<main")[2]
    assert re.findall(r'<button class="([^"]*)" name="do" value="(?:send|keep)">', page) == ["answer__button"] * 2
    assert "button--main" not in page
    assert client.post(look, {"do": "keep"}).url == reverse("me")
    assert Draft.objects.get().body == make.S04
    assert not Revision.objects.exists()
    assert last(child) is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_sending_answers_the_words_that_were_read(child, language):  # CON-3
    client = Client()
    client.force_login(child)
    look = f"/{language}/voices/write/{make.draft(child).pk}/look/"
    assert client.post(look, {"do": "send", "read": read(client, look)}).status_code == 302
    assert (last(child).state, last(child).notice.language) == ("given", language)


def test_an_old_page_does_not_undo_a_no(client, child, look):  # CON-10
    tab = read(client, look)
    make_consent.says(child, child, Purpose.PUBLISH, yes=False)
    page = client.post(look, {"do": "send", "read": tab}).content.decode()
    assert "又说过不同意" in page
    assert "你说过不愿意给大家看" in page
    assert make.S04 in page
    assert not Revision.objects.exists()
    assert last(child).state == "refused"
    client.post(look, {"do": "send", "read": re.findall(r'name="read" value="([^"]+)"', page)})
    assert last(child).state == "given"
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("read", [[], ["publish"], ["publish:x:0"], ["publish:00000000-0000-4000-8000-000000000000:0"]])
def test_what_no_page_showed_is_answered_by_nothing(client, child, look, read):
    assert client.post(look, {"do": "send", "read": read}).status_code == 200
    assert not Revision.objects.exists()
    assert last(child) is None


def test_a_yes_that_stands_is_asked_for_no_second_time(client, child, look):
    make_consent.says(child, child, Purpose.PUBLISH)
    assert client.post(look, {"do": "send"}).status_code == 302
    assert last(child).number == 1


def test_a_changed_version_is_nodded_or_refused_alike(client):  # CON-4
    home = make.home()
    voice = make.approve(make.sent(home.child))
    asked.withdraw(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=timezone.now())
    make_consent.says(home.child, home.child, Purpose.PUBLISH)
    client.force_login(home.child)
    mine = reverse("voices:mine", args=[voice.pk])
    page = client.get(mine).content.decode().partition("<main")[2]
    assert page.count('<button class="answer__button"') == 2
    back = re.search(r'formaction="([^"]+)"', page).group(1)
    assert client.post(back, {"revision": "any"}).status_code == 302
    assert "我收回了" in client.get(mine).content.decode()
