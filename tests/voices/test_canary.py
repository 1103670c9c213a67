"""Nothing a child makes is seen by others before it may be, in any state, at any address (MOD-1, SEC-14, SEC-26)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from moderation import actions as judging
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import voices as make
from voices import actions
from voices.models import Picture

pytestmark = pytest.mark.django_db
CANARY = "金丝雀之歌"
ALT = "笼子旁的路口"


def judge(voice, act, **words):
    person = make.moderator()
    at = timezone.now()
    judging.claim(by=person, case=make.again(voice).case, at=at)
    case = make.again(voice).case
    act(by=person, case=case, revision=case.revision, digest=case.digest, at=at, **words)


def words(**more):
    return {"title": CANARY, "body": CANARY + "在唱", "picture": make.photo(), "alt": ALT} | more


def drafted(child):
    return make.draft(child, **words())


def waiting(child):
    return make.sent(child, **words())


def claimed(child):
    voice = waiting(child)
    judging.claim(by=make.moderator(), case=voice.case, at=timezone.now())
    return voice


def once_approved(child):
    voice = waiting(child)
    judge(voice, judging.approve, best_interests="好")
    return voice


def change_asked(child):
    voice = waiting(child)
    judge(voice, judging.ask_change, reason="personal", message="改一改")
    return voice


def declined(child):
    voice = waiting(child)
    judge(voice, judging.decline, reason="advert", message="这里不能发广告。")
    return voice


def held(child):
    voice = waiting(child)
    judge(voice, judging.hold, message="谢谢你。")
    return voice


def taken_back(child):
    voice = make.out(child, **words())
    actions.take_back(by=child, voice=voice, at=timezone.now())
    return voice


def edited_after(child):
    voice = taken_back(child)
    actions.write(by=child, voice=voice, title=CANARY, body="新的" + CANARY, alt=ALT, no_faces=True, at=timezone.now())
    actions.submit(by=child, voice=voice, at=timezone.now())
    return voice


def consent_gone(child):
    voice = make.out(child, **words())
    consent.withdraw(by=child, child=child, purpose=Purpose.PUBLISH, at=timezone.now())
    return voice


def picture_consent_gone(child):
    voice = make.out(child, **words())
    consent.withdraw(by=child, child=child, purpose=Purpose.PICTURE_BY_CHILD, at=timezone.now())
    return voice


def held_after(child):
    voice = make.out(child, **words())
    judge(voice, judging.hold, message="谢谢你。")
    return voice


UNSEEN = [
    drafted, waiting, claimed, once_approved, change_asked, declined, held, taken_back, edited_after, consent_gone,
    picture_consent_gone, held_after,
]  # fmt: skip


def addresses(voice):
    yield from ("/zh-hans/", "/en/", "/zh-hans/voices/", "/en/voices/", "/sitemap.xml")
    for query in ("金丝", CANARY, "笼", "金"):
        yield f"/zh-hans/voices/?q={query}"
        yield f"/zh-hans/search/?q={query}"
    for name in ("one", "write", "preview", "mine", "sent"):
        yield reverse(f"voices:{name}", args=[voice.pk])
    for picture in Picture.objects.filter(voice=voice):
        yield reverse("voice_picture", args=[picture.pk])
        yield reverse("voice_picture_small", args=[picture.pk])
        yield f"/media/private/{picture.large.name}"
        yield f"/media/{picture.large.name}"


def leaks(client, voice, *, follow=True):
    """Addresses at which the words, the description or the pixels come out; a reader's own question is not a leak."""
    found = []
    for address in addresses(voice):
        answer = client.get(address, follow=follow)
        kind = answer.get("Content-Type", "")
        text = (
            "" if kind.startswith("image/") else re.sub(r'“<bdi>.*?</bdi>”|value="[^"]*"', "", answer.content.decode())
        )
        text = re.sub(r"<title>.*?</title>", "", text, flags=re.S) if "search" in address else text
        if kind.startswith("image/") or "在唱" in text or ALT in text or f">{CANARY}<" in text:
            found.append(address)
    return found


@pytest.mark.parametrize("state", UNSEEN, ids=lambda state: state.__name__)
def test_nobody_else_sees_it(client, state):  # MOD-1
    voice = state(make.home().child)
    stranger = make.home()
    for reader in (None, stranger.child, stranger.guardian, make.make_accounts.partner()):
        if reader is not None:
            client.force_login(reader)
        assert leaks(client, voice) == [], getattr(reader, "kind", "anybody")


def test_the_search_for_leaks_finds_what_is_public(client):
    """The crawl itself: what is public it does find, everywhere."""
    found = leaks(client, make.out(make.home().child, **words()))
    assert "/zh-hans/voices/" in found
    assert "/zh-hans/voices/?q=金" in found
    assert any(address.endswith("/800.webp") for address in found)
    assert not any(address.startswith("/media/private/voices/2048/") for address in found)


def test_the_author_sees_their_own_picture_and_a_judge_the_one_that_was_sent(client):  # SEC-26
    home = make.home()
    voice = make.draft(home.child, **words())
    address = reverse("voice_picture", args=[Picture.objects.get().pk])
    client.force_login(home.child)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/webp"
    assert "no-store" in answer["Cache-Control"]
    judge_person = make.moderator()
    client.force_login(judge_person)
    assert client.get(address).status_code == 404
    actions.submit(by=home.child, voice=voice, at=timezone.now())
    assert client.get(address).status_code == 404, "a judge who showed one factor only"  # SEC-4
    make.make_accounts.sign_in(client, judge_person)
    assert client.get(address).status_code == 200
    client.force_login(home.guardian)
    assert client.get(address).status_code == 404


XSS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{7*7}}{% debug %}",
    "javascript:alert(1)",
    "</title><svg onload=alert(1)>",
    "https://evil.example/",
]


@pytest.mark.parametrize("payload", XSS)
def test_words_stay_words_on_every_page(client, payload):  # SEC-14, SEC-17
    home = make.home()
    told = {"title": payload, "body": payload + "的故事", "alt": payload, "picture": make.photo()}
    client.force_login(home.child)
    draft = make.draft(home.child, **told)
    pages = [reverse("voices:write", args=[draft.pk]), reverse("voices:preview", args=[draft.pk])]
    voice = make.sent(home.child, **told)
    pages += [reverse("voices:mine", args=[voice.pk])]
    if voice.case.lane == "open":
        voice = make.approve(voice)
        assert voice.showing
        pages += [reverse("voices:wall"), reverse("voices:one", args=[voice.pk]), "/zh-hans/voices/?q=故事"]
    for address in pages:
        text = client.get(address).content.decode()
        for alive in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', 'href="https://evil', "49{"):
            assert alive not in text
        assert "的故事" in text


def test_naughty_strings_in_every_box_are_no_error(client):  # SEC-30
    home = make.home()
    client.force_login(home.child)
    strings = [
        "\x00",
        "\u202e反",
        "👨\u200d👩\u200d👧" * 40,
        "x\u0335" * 60,
        "Ω≈ç√∫˜µ≤≥÷",
        "\ud83d",
        "１２３",
        "ﷺ" * 30,
        " ",
    ]
    for text in strings:
        text = text.encode("utf-8", "replace").decode("utf-8")
        form = {"body": text, "title": text, "alt": text, "gender": text, "kind": text, "key": text, "do": "next"}
        assert client.post(reverse("voices:begin"), form).status_code in (200, 302)
        assert client.get(reverse("voices:wall"), {"q": text, "page": text}).status_code == 200
