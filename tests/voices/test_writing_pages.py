"""Writing step by step without JavaScript: nothing is lost, nothing twice (SEC-14, SEC-27, PII-8, SAF-5)."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.making import voices as make
from voices import queries
from voices.models import Draft, Picture, Revision, Voice

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(client):
    home = make.home()
    client.force_login(home.child)
    return home.child


def photo(name="门口.jpg", data=None):
    return SimpleUploadedFile(name, data if data is not None else make.photo(), content_type="image/jpeg")


def post_new(client, key=None, **fields):
    fields = {"key": str(key or uuid.uuid4()), "kind": "story", "body": make.S04, "do": "next"} | fields
    return client.post(reverse("voices:begin"), fields)


def test_the_whole_way_from_an_empty_page_to_sent(client, child):
    page = client.get(reverse("voices:begin"))
    assert "别写：" in page.content.decode()
    answer = post_new(client, key=page.context["key"], title="十二秒", gender="boy")
    voice = Voice.objects.get(author=child)
    assert answer.url == reverse("voices:preview", args=[voice.pk])
    page = client.get(answer.url).content.decode()
    for words in ("谁能看到", "能看多久", "怎么收回"):
        assert words in page
    answer = make.send(client, answer.url)
    assert answer.url == reverse("voices:sent", args=[voice.pk])
    assert "送到了" in client.get(answer.url).content.decode()
    revision = Revision.objects.get()
    assert (revision.title, revision.body, revision.gender, revision.age_years) == ("十二秒", make.S04, "boy", 8)
    assert not Draft.objects.exists()
    assert queries.shown_state(voice, timezone.now()) == "sent"


def test_the_same_key_twice_is_one(client, child):  # sent once, however often the button is pressed
    key = uuid.uuid4()
    first, second = post_new(client, key=key), post_new(client, key=key)
    assert first.url == second.url
    look = first.url
    make.send(client, look)
    make.send(client, look)
    post_new(client, key=key)
    assert Voice.objects.count() == Revision.objects.count() == 1


def test_an_error_keeps_words_and_picture(client, child):
    answer = post_new(client, title="很" * 50, alt="", picture=photo())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "多了10个字" in page
    assert "请用几个字说说图片里有什么" in page
    assert "里面不能有人的脸" in page
    assert make.S04 in page
    voice, picture = Voice.objects.get(), Picture.objects.get()
    assert picture.digest
    assert reverse("voice_picture_small", args=[picture.pk]) in page
    write = reverse("voices:write", args=[voice.pk])
    answer = client.post(write, {"body": make.S04, "title": "短", "alt": "路口", "no_faces": "on", "do": "next"})
    assert answer.url == reverse("voices:preview", args=[voice.pk])
    make.send(client, answer.url)
    assert Revision.objects.get().picture == picture


def test_a_file_that_is_no_picture_costs_no_words(client, child):  # SEC-24
    page = post_new(client, picture=photo("me.jpg", b"<svg onload=alert(1)>")).content.decode()
    assert "这个文件打不开" in page
    assert make.S04 in page
    assert Draft.objects.get().body == make.S04
    assert not Picture.objects.exists()


def test_saving_keeps_it_for_the_child_alone(client, child):
    answer = post_new(client, do="save")
    assert answer.url == reverse("voices:write", args=[Voice.objects.get().pk])
    assert make.S04 in client.get(answer.url).content.decode()
    other = make.home().child
    client.force_login(other)
    assert client.get(answer.url).status_code == 404


def test_the_picture_can_be_taken_out_again(client, child):
    post_new(client, picture=photo(), do="save")
    voice = Voice.objects.get()
    client.post(reverse("voices:write", args=[voice.pk]), {"body": "没有图", "do": "picture_out"})
    draft = Draft.objects.get()
    assert (draft.body, draft.picture, draft.alt) == ("没有图", None, "")


def test_what_shows_who_you_are_is_marked_and_can_be_covered(client, child):  # PII-8
    look = post_new(client, body="想找人踢球，打13812345678。").url
    page = client.get(look).content.decode()
    assert '<mark class="found">13812345678</mark>' in page
    assert "有了电话号码" in page
    assert client.post(look, {"do": "cover"}).url == look
    page = client.get(look).content.decode()
    assert "〔电话〕" in page
    assert "13812345678" not in page
    make.send(client, look)
    assert Revision.objects.get().body == "想找人踢球，打〔电话〕。"


def test_it_can_be_sent_to_a_person_as_it_is(client, child):  # PII-8: "send for a person to check"
    look = post_new(client, body="想找人踢球，打13812345678。").url
    assert "请大人看看" in client.get(look).content.decode()
    make.send(client, look)
    voice = make.again(Voice.objects.get())
    assert voice.case.needs_two
    assert voice.case.state == "queued"
    assert not queries.is_public(voice, timezone.now())


def test_a_sign_of_harm_brings_help_and_thanks_and_stops_nothing(client, child, monkeypatch):  # SAF-5
    from moderation.screening import Finding
    from voices import content

    monkeypatch.setattr(
        content, "screen", lambda text, context: [Finding("harm.x", "1", "harm", 0, 2, 1.0, 1)] if text else []
    )
    look = post_new(client, body="有人打我").url
    page = client.get(look).content.decode()
    assert "谢谢你写下这些" in page
    assert "12355" in page
    assert "有人打我" in page
    assert make.send(client, look).status_code == 302
    assert Revision.objects.count() == 1


def test_what_is_still_missing_at_home_is_asked_and_stops_no_writing(client):
    home = make.home(consents=())
    client.force_login(home.child)
    look = post_new(client).url
    assert "还要问一问家里" in client.get(look).content.decode()
    make.send(client, look)
    from portal.consent import queries as consent

    asks = consent.open_asks(child=home.child, person=home.guardian, at=timezone.now())
    assert [str(ask.purpose) for ask in asks] == ["publish"]
    voice = make.approve(Voice.objects.get())
    assert queries.shown_state(voice, timezone.now()) == "home"


def test_only_children_write(client):
    home = make.home()
    client.force_login(home.guardian)
    assert client.get(reverse("voices:begin")).status_code in (302, 403, 404)
    assert post_new(client).status_code in (302, 403, 404)
    assert not Voice.objects.exists()
