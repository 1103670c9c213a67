"""A child's phones: which they are, since when, and that taking one away ends what is open on it at once."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, policy, queries
from portal.accounts.models import Card, Device
from portal.accounts.signals import access_ended
from portal.accounts.states import CardState
from portal.audit import queries as audit
from portal.audit.models import Line
from tests.making import accounts as make
from tests.making.doors import FOUR, bind, door, new_card, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def child():
    return make.child(age=9, at=timezone.now())


def two_phones(child):
    """An own phone and a shared one, both signed in: the second came by no card, so that both stay."""
    own, shared = Client(), Client()
    bind(own, child, phone="own")
    bind(shared, child, phone="shared")
    own.post(door_of(child, own_phone=True), {"so_far": " ".join(FOUR[:3]), "picture": FOUR[3]})
    return own, shared


def door_of(child, *, own_phone):
    return reverse("signin_answer", args=[phone_of(child, own_phone=own_phone).pk])


def phone_of(child, *, own_phone) -> Device:
    return queries.phones_of(child).get(own_phone=own_phone)


def page_of(client):
    return client.get(reverse("my_ways")).content.decode()


def test_a_child_sees_each_phone_and_which_one_is_in_hand(child):
    own, shared = two_phones(child)
    for client in (own, shared):
        page = page_of(client)
        assert page.count("就是手里这部") == 1
        assert page.count("去掉这部手机") == 1
        assert page.count("忘掉我，退出去") == 1
        assert f"上次进来 {timezone.localdate():%Y-%m-%d}" in page


def test_another_phone_is_out_at_once_and_the_one_in_hand_stays(child):  # SEC-8
    own, shared = two_phones(child)
    heard = []

    def hear(sender, person, **more):
        heard.append(person)

    access_ended.connect(hear)
    gone = phone_of(child, own_phone=False)
    own.post(reverse("my_phone_forget", args=[gone.pk]))
    access_ended.disconnect(hear)
    assert heard == [child.pk]
    assert shared.get("/zh-hans/me/").status_code == 302
    assert str(child) not in shared.get(reverse("signin")).content.decode()
    assert own.get("/zh-hans/me/").status_code == 200
    assert audit.lines(act="device.forgotten").count() == 1


def test_the_phone_in_hand_goes_out(child):
    own, shared = two_phones(child)
    answer = own.post(reverse("my_phone_forget", args=[phone_of(child, own_phone=True).pk]))
    assert answer["Location"] == reverse("signin")
    assert signed_in(own) is None
    assert str(child) not in own.get(reverse("signin")).content.decode()
    assert signed_in(shared) == str(child.pk)


def test_a_stolen_copy_of_the_session_is_out_too(child):  # SEC-8
    own, _shared = two_phones(child)
    copy = Client()
    copy.cookies["sessionid"] = own.cookies["sessionid"].value
    assert copy.get("/zh-hans/me/").status_code == 200
    actions.forget_device(by=make.guardian(), device=phone_of(child, own_phone=True), at=make.AT)
    assert copy.get("/zh-hans/me/").status_code == 302


def test_forgetting_twice_is_once(child):
    bind(Client(), child)
    phone = queries.phones_of(child).get()
    for _ in range(2):
        actions.forget_device(by=child, device=phone, at=make.AT)
    assert audit.lines(act="device.forgotten").count() == 1


def test_nobody_elses_phone(client, child):  # SEC-2
    bind(client, child)
    bind(Client(), make.child())
    other = Device.objects.exclude(child=child).get()
    assert client.post(reverse("my_phone_forget", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None
    with pytest.raises(ValueError, match="own child"):
        actions.come_in_on(by=child, device=other, session_key="x", at=make.AT)


def test_only_children_have_this_page(client):
    make.sign_in(client, make.guardian())
    assert client.get(reverse("my_ways")).status_code == 403


def test_a_day_is_kept_and_no_more(client, child):
    bind(client, child)
    before = Line.objects.count()
    client.post(reverse("signout"))
    client.post(door(child), {"so_far": " ".join(FOUR[:3]), "picture": FOUR[3]})
    assert signed_in(client) == str(child.pk)
    assert Device.objects.get().last_used_on == timezone.localdate()
    assert Line.objects.count() == before  # when a child comes and goes is on no record


def test_coming_in_anew_ends_the_older_session_of_that_phone(client, child):
    bind(client, child)
    old = client.session.session_key
    again = Client()
    again.cookies["phones"] = client.cookies["phones"].value
    again.post(door(child), {"so_far": " ".join(FOUR[:3]), "picture": FOUR[3]})
    assert not Session.objects.filter(session_key=old).exists()
    assert signed_in(again) == str(child.pk)


def test_a_new_card_on_the_same_phone_is_the_same_phone(client, child):
    bind(client, child, phone="shared")
    bind(client, child, phone="own")
    assert [phone.own_phone for phone in queries.phones_of(child)] == [True]
    brother = make.child()
    bind(client, brother)
    assert queries.phones_of(child).count() == queries.phones_of(brother).count() == 1


def test_a_childs_lost_card_is_stopped_by_the_child(client, child):
    bind(client, child)
    assert reverse("my_card_stop") not in page_of(client)
    lost = new_card(child)
    assert reverse("my_card_stop") in page_of(client)
    client.post(reverse("my_card_stop"))
    assert Card.objects.filter(state=CardState.STOPPED).count() == 1
    assert Client().get(lost).status_code == 404
    assert client.get("/zh-hans/me/").status_code == 200


def test_the_database_keeps_phone_and_session_together(child):
    own, _shared = two_phones(child)
    key = own.session.session_key
    for rows, change in [
        (Device.objects.filter(session_key=key), {"ended_at": timezone.now()}),
        (queries.phones_of(child), {"session_key": "same"}),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


@pytest.mark.parametrize("rows", [1, 3])
def test_my_phones_asks_the_same_whatever_their_number(client, child, rows, django_assert_num_queries):
    for number in range(rows - 1):
        Device.objects.create(child=child, token_hash=f"phone{number}", bound_at=timezone.now() - timedelta(days=9))
    bind(client, child)
    client.get(reverse("my_ways"))
    with django_assert_num_queries(5):  # the session, the child, the cards, the phones, the kind of secret
        page = page_of(client)
    assert page.count('action="/zh-hans/me/ways/phones/') == rows


def test_idle_ends_as_before(client, child, monkeypatch):
    bind(client, child, phone="shared")
    late = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(policy, "now", lambda: late)
    assert client.get(reverse("my_ways")).status_code == 302
