"""A child changes pictures or words by itself, after the present ones; at twelve words are offered, not forced."""

import html
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, policy
from portal.accounts.models import ChildSecret, Device
from portal.accounts.signals import way_in_changed
from portal.accounts.states import SecretKind
from portal.audit import queries as audit
from tests.making import accounts as make
from tests.making import privacy as make_privacy
from tests.making.doors import FOUR, WRONG, bind, door, new_card, signed_in

pytestmark = pytest.mark.django_db
CHANGE, OFFER = "/zh-hans/me/ways/change/", "/zh-hans/me/ways/words/"
TO_WORDS, TO_PICTURES = f"{CHANGE}passphrase/", f"{CHANGE}pictures/"
OWN = "我家楼下有三棵树"


def child_of(age):
    return make.child(age=age, at=timezone.now())


def older(client, *, age=12):
    """A child who came with pictures and has turned twelve since; signed out, at the door."""
    child = make.child(age=None)
    bind(client, child, phone="own")
    client.post(reverse("signout"))
    make_privacy.identity(child.pk, real_name="欧阳长大", age=age, at=timezone.now())
    return child


def answer(client, address, pictures=FOUR, **more):
    return client.post(address, {"so_far": " ".join(pictures[:3]), "picture": pictures[3], **more})


# --- at twelve


@pytest.mark.parametrize(("age", "offered"), [(11, False), (12, True), (16, True)])
def test_words_are_offered_from_twelve_on(client, age, offered):
    child = older(client, age=age)
    came = answer(client, door(child))
    assert signed_in(client) == str(child.pk)
    assert came["Location"] == (OFFER if offered else "/zh-hans/me/")


def test_who_keeps_the_pictures_is_asked_once(client):
    child = older(client)
    answer(client, door(child))
    page = client.get(OFFER).content.decode()
    assert "还用我的图案" in page
    assert client.post(OFFER)["Location"] == "/zh-hans/me/"
    client.post(reverse("signout"))
    assert answer(client, door(child))["Location"] == "/zh-hans/me/"
    assert audit.lines(act="sign_in.kept").count() == 1


def test_who_says_nothing_comes_in_all_the_same_and_is_asked_again(client):
    child = older(client)
    for _ in range(2):
        assert answer(client, door(child))["Location"] == OFFER
        assert client.get("/zh-hans/me/").status_code == 200
        client.post(reverse("signout"))


def test_the_way_one_wanted_to_go_is_kept(client):
    child = older(client)
    came = answer(client, door(child), next="/zh-hans/me/seen/")
    page = client.get(came["Location"]).content.decode().partition("<main")[2]
    onward = re.search(r'name="next" value="([^"]+)"', page).group(1)
    assert client.post(OFFER, {"next": onward})["Location"] == "/zh-hans/me/seen/"
    assert client.post(OFFER, {"next": "https://elsewhere.example/"})["Location"] == "/zh-hans/me/"


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/zh-hans/me/seen/", "/zh-hans/me/seen/"),
        ("", "/zh-hans/me/ways/"),
        ("https://elsewhere.example/", "/zh-hans/me/ways/"),
    ],
)
def test_who_takes_words_goes_on_to_the_page_they_headed_for(client, wanted, lands):
    child = older(client)
    came = answer(client, door(child), next=wanted)
    page = client.get(came["Location"]).content.decode().partition("<main")[2]
    take = html.unescape(re.search(r'href="([^"]*/ways/change/passphrase/[^"]*)"', page).group(1))
    offered = client.get(take).content.decode().partition("<main")[2]
    typing = html.unescape(re.search(r'<form method="post" action="([^"]+)"', offered).group(1))
    typed = client.post(typing, {"own": "1", "words": OWN})
    assert typed["Location"] == lands
    assert child.secret.kind == "passphrase"


def test_words_are_taken_without_showing_the_pictures_twice(client):
    child = older(client)
    answer(client, door(child))
    client.post(TO_WORDS, {"own": "1", "words": OWN})
    assert signed_in(client) == str(child.pk)
    client.post(reverse("signout"))
    assert client.post(door(child), {"words": OWN})["Location"] == "/zh-hans/me/"
    assert ChildSecret.objects.get().kind == SecretKind.PASSPHRASE


KINDS = [
    (9, "pictures", ["pictures", "passphrase"]),
    (9, "passphrase", ["pictures", "passphrase"]),
    (12, "pictures", ["pictures", "passphrase"]),
    (12, "passphrase", ["passphrase"]),
    (None, "passphrase", ["pictures", "passphrase"]),
]


@pytest.mark.parametrize(("age", "kind", "kinds"), KINDS)
def test_what_one_may_take_instead(age, kind, kinds):
    assert policy.kinds_to_choose(ChildSecret(kind=kind), age) == kinds


# --- changing


@pytest.fixture
def child():
    return child_of(9)


def test_the_present_ones_come_first(client, child):
    bind(client, child, phone="own")
    for address in (TO_WORDS, TO_PICTURES):
        assert client.get(address)["Location"] == CHANGE
        assert client.post(address, {"own": "1", "words": OWN})["Location"] == CHANGE
    answer(client, CHANGE, WRONG)
    assert client.get(TO_WORDS)["Location"] == CHANGE
    assert ChildSecret.objects.get().wrong == 1
    assert answer(client, CHANGE)["Location"] == CHANGE
    assert client.get(TO_WORDS).status_code == 200


def test_five_wrong_tries_rest_here_as_at_the_door(client, child):  # SEC-6
    bind(client, child, phone="own")
    for _ in range(5):
        answer(client, CHANGE, WRONG)
    page = answer(client, CHANGE)
    assert "先休息了" in page.content.decode()
    assert client.get(TO_WORDS)["Location"] == CHANGE


def test_ten_minutes_later_they_are_asked_again(client, child, monkeypatch):
    bind(client, child, phone="own")
    answer(client, CHANGE)
    late = timezone.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(policy, "now", lambda: late)
    assert client.get(TO_WORDS)["Location"] == CHANGE


def test_other_sessions_end_and_guardians_hear(client, child):  # SEC-8, SEC-10
    heard = []

    def hear(sender, person, what, **more):
        heard.append(what)

    other = Client()
    bind(client, child, phone="own")
    client.post(reverse("signout"))
    other.cookies["phones"] = client.cookies["phones"].value
    answer(other, door(child))
    other_phone = Device.objects.get()
    Device.objects.filter(pk=other_phone.pk).update(session_key="")  # as if it were another phone
    answer(client, door(child))
    assert other.get("/zh-hans/me/").status_code == client.get("/zh-hans/me/").status_code == 200
    answer(client, CHANGE)
    way_in_changed.connect(hear)
    done = client.post(TO_PICTURES, {"so_far": " ".join(WRONG), "keep": "1"}, follow=True)
    way_in_changed.disconnect(hear)
    assert "换好了" in done.content.decode()
    assert heard == ["secret_changed"]
    assert other.get("/zh-hans/me/").status_code == 302
    assert client.get("/zh-hans/me/").status_code == 200
    assert Device.objects.get().session_key == client.session.session_key
    client.post(reverse("signout"))
    answer(client, door(child), FOUR)
    assert signed_in(client) is None
    answer(client, door(child), WRONG)
    assert signed_in(client) == str(child.pk)


def test_until_new_ones_are_kept_the_present_ones_count(client, child):
    bind(client, child, phone="own")
    answer(client, CHANGE)
    client.get(TO_WORDS)
    client.post(TO_WORDS, {"own": "1", "words": "短"})
    client.post(reverse("signout"))
    answer(client, door(child))
    assert signed_in(client) == str(child.pk)


def test_from_twelve_on_nobody_goes_from_words_to_pictures(client):
    child = child_of(13)
    client.post(new_card(child), {"phone": "own"})
    client.post(reverse("signin_choose"), {"own": "1", "words": OWN})
    client.post(CHANGE, {"words": OWN})
    assert client.get(TO_WORDS).status_code == 200
    assert client.get(TO_PICTURES)["Location"] == CHANGE
    assert client.get(f"{CHANGE}anything/")["Location"] == CHANGE


def test_a_session_of_no_phone_changes_nothing(client, child):
    bind(Client(), child)
    child.refresh_from_db()
    client.force_login(child)
    assert client.get(CHANGE)["Location"] == reverse("my_ways")
    assert answer(client, CHANGE)["Location"] == reverse("my_ways")
    assert client.get(TO_WORDS)["Location"] == CHANGE


def test_a_guardian_or_worker_has_no_such_page(client, child):
    bind(Client(), child)
    for who in (make.guardian(), make.staff()):
        make.sign_in(client, who)
        assert [client.get(each).status_code for each in (CHANGE, TO_WORDS, OFFER)] == [403] * 3


def test_only_pictures_are_kept_as_pictures(client):
    child = child_of(13)
    actions.set_passphrase(by=child, child=child, words=OWN, at=make.AT)
    actions.keep_pictures(by=child, at=make.AT)
    assert ChildSecret.objects.get().pictures_kept_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        ChildSecret.objects.update(pictures_kept_at=make.AT)
