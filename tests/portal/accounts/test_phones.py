"""Guardians come in by phone: one number, one guardian, sealed; a number that was silent too long opens nothing."""

import re
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, policy
from portal.accounts.actions.powers import NotYours
from portal.accounts.adapters import AccountAdapter
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.privacy.models import Contact
from portal.sms import sending
from portal.sms.mailbox import BOX
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
TYPED, NUMBER = "139 0000 1234", "+8613900001234"
OTHER = "+8613900005678"
VERIFY, CONFIRM = "account_verify_phone", "account_confirm_login_code"


@pytest.fixture
def later(monkeypatch):
    start = timezone.now()
    return lambda **after: monkeypatch.setattr(policy, "now", lambda: start + timedelta(**after))


def short(number=NUMBER) -> list:
    return [letter for letter in mail.outbox if letter.to == [f"{number}@{BOX}"]]


def code(number=NUMBER) -> str:
    return re.search(r"\b(\d{6})\b", short(number)[-1].body).group(1)


def guardian(number=NUMBER, **more):
    """One who came in by phone and has no e-mail address, unless one is given."""
    person = make.guardian(**more)
    if not more:
        EmailAddress.objects.filter(user=person).delete()
        User.objects.filter(pk=person.pk).update(email="")
        person.refresh_from_db()
    actions.number_answered(by=person, person=person, number=number, at=timezone.now())
    return person


def ask(client, typed=TYPED):
    return client.post(reverse("account_login"), {"login": typed})


def give(client, name, typed):
    return client.post(reverse(name), {"code": typed})


def inside(client) -> str | None:
    return client.session.get("_auth_user_id")


def test_sign_up_by_a_code(client):
    assert client.post(reverse("account_signup"), {"phone": TYPED})["Location"] == reverse(VERIFY)
    assert inside(client) is None
    assert give(client, VERIFY, code())["Location"] == "/family/"
    person = User.objects.get()
    assert (person.kind, person.email, person.has_usable_password()) == ("guardian", "", False)
    assert inside(client) == str(person.pk)
    row = Contact.objects.get()
    assert (row.person, row.kind, bool(row.verified_at)) == (person.pk, "phone", True)


def test_no_table_shows_the_number(client):  # PRI-3
    client.post(reverse("account_signup"), {"phone": TYPED})
    give(client, VERIFY, code())
    dump = [str(row.__dict__) for model in (User, Contact, EmailAddress) for row in model.objects.all()]
    assert not re.search("139 ?0000 ?1234", " ".join(dump))
    assert "13900001234" not in str(dict(client.session))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "请填写您的手机号或邮箱"),
        ({"phone": TYPED, "email": "m@example.org"}, "填一个就够"),
        ({"phone": "123"}, "再看一下这个号码"),
    ],
)
def test_one_way_is_enough_and_a_wrong_one_stays_on_the_page(client, given, says):
    answer = client.post(reverse("account_signup"), given)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert says in body
    assert all(value in body for value in given.values())
    assert not User.objects.exists()


@pytest.mark.parametrize("typed", [TYPED, "+86 13900001234", "008613900001234", "１３９００００１２３４"])
def test_sign_in_however_it_is_spelled(client, typed):
    person = guardian()
    assert ask(client, typed)["Location"] == reverse(CONFIRM)
    assert give(client, CONFIRM, code())["Location"] == "/family/"
    assert inside(client) == str(person.pk)


def test_a_code_is_good_once(client):
    guardian()
    ask(client)
    spent = code()
    give(client, CONFIRM, spent)
    other = Client()
    ask(other)
    give(other, CONFIRM, spent)
    assert inside(other) is None


def test_three_wrong_tries_spend_it(client):
    guardian()
    ask(client)
    right = code()
    for _ in range(3):
        give(client, CONFIRM, "000000" if right != "000000" else "111111")
    give(client, CONFIRM, right)
    assert inside(client) is None


def test_a_code_ends(client, monkeypatch):
    guardian()
    ask(client)
    now = time.time()
    monkeypatch.setattr("allauth.account.internal.flows.code_verification.time.time", lambda: now + 601)
    give(client, CONFIRM, code())
    assert inside(client) is None


def pages(where, number):
    browser = Client()
    first = browser.post(reverse(where), {"login": number, "phone": number})
    body = browser.get(first["Location"]).content.decode().replace(number, "NUMBER")
    return first.status_code, first["Location"], re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


@pytest.mark.parametrize("where", ["account_login", "account_signup"])
def test_a_known_and_an_unknown_number_look_alike(where):  # SEC-7
    guardian()
    assert pages(where, NUMBER) == pages(where, OTHER)
    assert len(short(NUMBER)) == len(short(OTHER)) == 1


def test_a_number_gets_few_messages(client):  # SEC-6
    guardian()
    for _ in range(8):
        ask(Client())
        Client().post(reverse("account_signup"), {"phone": OTHER})
    assert len(short(NUMBER)) <= 3
    assert len(short(OTHER)) <= 3


def test_one_number_one_guardian(client):
    first = guardian()
    client.post(reverse("account_signup"), {"phone": TYPED})
    assert "已经有账号" in short()[-1].body
    assert not re.search(r"\d{6}", short()[-1].body)
    assert list(User.objects.all()) == [first]


def test_a_child_or_staff_is_not_let_in_by_a_number(client):
    for person in (make.child(), make.staff()):
        actions.number_answered(by=None, person=person, number=OTHER, at=timezone.now())
        ask(client, OTHER)
        assert not re.search(r"\d{6}", short(OTHER)[-1].body)
        Contact.objects.all().delete()
        cache.clear()


@pytest.mark.parametrize(("seconds", "opens"), [(-60, True), (0, False), (60, False)])
def test_a_number_silent_for_long_opens_nothing(client, later, seconds, opens):
    guardian(email="mama@example.org")
    later(days=90, seconds=seconds)
    Contact.objects.update(answered_at=policy.now() - timedelta(days=90, seconds=seconds))
    ask(client)
    assert bool(re.search(r"\d{6}", short()[-1].body)) is opens
    assert "90" in client.get(reverse(CONFIRM)).content.decode()


def test_coming_in_by_it_keeps_it_awake(client, later):
    guardian()
    later(days=80)
    ask(client)
    give(client, CONFIRM, code())
    assert Contact.objects.get().answered_at == policy.now()


def test_the_new_owner_of_a_number_owes_nothing_to_the_old(client, later):
    old = guardian(email="mama@example.org")
    later(days=91)
    client.post(reverse("account_signup"), {"phone": TYPED})
    give(client, VERIFY, code())
    new = User.objects.exclude(pk=old.pk).get()
    assert inside(client) == str(new.pk)
    assert Contact.objects.get(person=old.pk).silent_at
    assert not Contact.objects.get(person=new.pk).silent_at


def test_the_second_proof_is_the_address_and_then_the_number_works_again(client, later):
    person = guardian(email="mama@example.org")
    later(days=91)
    client.post(reverse("account_login"), {"login": "mama@example.org"})
    give(client, CONFIRM, re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.outbox[-1].body, re.M).group(1))
    assert inside(client) == str(person.pk)
    later()  # the same number again, as fresh as the proof
    Contact.objects.update(answered_at=timezone.now() - timedelta(days=91))
    assert client.post(reverse("account_change_phone"), {"phone": TYPED})["Location"] == reverse(VERIFY)
    give(client, VERIFY, code())
    assert Contact.objects.get(silent_at=None).verified_at


def test_a_changed_number_is_told_to_the_old_one(client):  # SEC-10
    person = make.sign_in(client, guardian(email="mama@example.org"))
    client.post(reverse("account_change_phone"), {"phone": OTHER})
    give(client, VERIFY, code(OTHER))
    assert "改" in short(NUMBER)[-1].body
    assert [letter for letter in mail.outbox if letter.to == ["mama@example.org"] and "手机号" in letter.subject]
    assert Contact.objects.filter(person=person.pk, silent_at=None).count() == 1
    ask(Client())
    assert not re.search(r"\d{6}", short(NUMBER)[-1].body)


def test_who_has_no_address_hears_of_a_changed_way_in_by_phone(client, rf):  # SEC-10
    person = guardian()
    adapter = AccountAdapter(rf.get("/"))
    adapter.send_notification_mail("mfa/email/webauthn_added", person)
    assert "登录方式有改动" in short()[-1].body
    assert len(mail.outbox) == 1


def test_a_lost_number_gives_way_by_two_workers_and_a_code(client):
    person, first, second = guardian(), make.staff(Role.WORKER), make.staff(Role.WORKER)
    for other in (make.staff(Role.EDITOR), make.guardian(), person):
        with pytest.raises(NotYours):
            actions.ask_number(by=other, person=person, number=OTHER, at=timezone.now())
    for not_one in (make.child(), make.staff()):
        with pytest.raises(NotYours):
            actions.ask_number(by=first, person=not_one, number=OTHER, at=timezone.now())
    waiting = actions.ask_number(by=first, person=person, number=OTHER, at=timezone.now())
    ask(Client(), OTHER)
    assert not re.search(r"\d{6}", short(OTHER)[-1].body)  # one worker alone opens nothing
    with pytest.raises(NotYours):
        actions.confirm_number(by=first, waiting=waiting, number=OTHER, at=timezone.now())
    actions.confirm_number(by=second, waiting=waiting, number=OTHER, at=timezone.now())
    ask(Client())
    assert not re.search(r"\d{6}", short()[-1].body)
    assert not Contact.objects.filter(person=person.pk, silent_at=None).exists()
    ask(client, OTHER)
    give(client, CONFIRM, code(OTHER))
    assert inside(client) == str(person.pk)
    [row] = Contact.objects.filter(person=person.pk, silent_at=None)
    assert row.verified_at


def test_where_nobody_comes_in_by_phone_nobody_is_asked_for_one(client, settings):
    settings.SMS = {"way": sending.OFF}
    assert 'name="phone"' not in client.get(reverse("account_signup")).content.decode()
    assert client.post(reverse("account_signup"), {"phone": TYPED}).status_code == 200
    assert ask(client).status_code == 200
    assert not mail.outbox
