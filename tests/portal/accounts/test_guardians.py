"""Guardians come in by a code that was sent to them; nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.policy import home_of
from portal.accounts.roles import Role
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
MAIL = "mama@example.org"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


def code_in(letter) -> str:
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", letter.body, re.M).group(1)


def sign_up(client, address=MAIL, **more):
    return client.post(reverse("account_signup"), {"email": address, **more}, follow=True)


def give_code(client, name):
    return client.post(reverse(name), {"code": code_in(mail.outbox[-1])})


def test_sign_up_by_code(client):
    sign_up(client)
    assert "_auth_user_id" not in client.session
    response = give_code(client, "account_email_verification_sent")
    assert response["Location"] == "/family/"
    person = User.objects.get(email=MAIL)
    assert person.kind == Kind.GUARDIAN
    assert person.username.startswith("guardian-")
    assert not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified
    assert client.session["_auth_user_id"] == str(person.pk)


def test_nobody_signs_up_as_anything_else(client):  # SEC-3
    sign_up(client, kind="staff", is_superuser="1", username="admin", pseudonym="老师", is_active="0")
    person = User.objects.get(email=MAIL)
    assert person.kind == Kind.GUARDIAN
    assert not person.is_superuser
    assert person.username != "admin"
    assert person.pseudonym == ""


def test_sign_in_by_code_without_a_password(client):
    guardian = make.guardian(email=MAIL)
    client.post(reverse("account_login"), {"login": MAIL})
    response = give_code(client, "account_confirm_login_code")
    assert response["Location"] == "/family/"
    assert client.session["_auth_user_id"] == str(guardian.pk)


def test_a_wrong_code_opens_nothing(client):
    make.guardian(email=MAIL)
    client.post(reverse("account_login"), {"login": MAIL})
    right = code_in(mail.outbox[-1])
    for _ in range(4):
        client.post(reverse("account_confirm_login_code"), {"code": "WRONGX"})
    client.post(reverse("account_confirm_login_code"), {"code": right})  # spent by the wrong tries
    assert "_auth_user_id" not in client.session


def pages(address, where):
    """The pages somebody sees who types this address, without what differs by nature."""
    client = Client()
    first = client.post(reverse(where), {"login": address, "email": address})
    second = client.get(first["Location"]) if first.status_code == 302 else first
    body = second.content.decode().replace(address, "ADDRESS")
    return first.status_code, first.get("Location"), re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body)


@pytest.mark.parametrize("where", ["account_signup", "account_login", "account_request_login_code"])
def test_a_known_and_an_unknown_address_look_alike(where):  # SEC-7
    make.guardian(email="known@example.org")
    assert pages("known@example.org", where) == pages("other@example.org", where)
    assert {letter.to[0] for letter in mail.outbox} == {"known@example.org", "other@example.org"}


def test_a_wrong_password_and_no_account_look_alike(client):  # SEC-7
    person = make.staff(Role.EDITOR, password=make.PASSWORD)
    bodies = set()
    for login in (person.email, "nobody@example.org"):
        response = Client().post(reverse("account_login"), {"login": login, "password": "not this one at all"})
        assert response.status_code == 200
        bodies.add(str(response.context["form"].non_field_errors()))
    assert len(bodies) == 1


@pytest.mark.parametrize(
    ("language", "word", "other"), [("zh-hans", "验证码", "Give it"), ("en", "Here is your code", "验证码")]
)
def test_letters_speak_the_readers_language_and_tell_nothing(client, language, word, other):
    client.cookies["django_language"] = language
    make.guardian(email=MAIL)
    client.post(reverse("account_login"), {"login": MAIL})
    body = mail.outbox[-1].subject + mail.outbox[-1].body
    assert word in body
    assert other not in body
    for telling in ("孩子", "child", "guardian-", "127.0.0.1", "User-Agent"):
        assert telling not in body


def test_a_whole_school_behind_one_address_signs_in():  # SEC-6
    for number in range(60):
        make.guardian(email=f"parent{number}@example.org")
        response = Client().post(reverse("account_login"), {"login": f"parent{number}@example.org"})
        assert response.status_code == 302, number
    assert len(mail.outbox) == 60


def test_one_address_cannot_be_flooded_with_letters(client):  # SEC-6
    make.guardian(email=MAIL)
    for _ in range(8):
        Client().post(reverse("account_login"), {"login": MAIL})
    assert len(mail.outbox) <= 3


@pytest.mark.parametrize(
    ("who", "where"),
    [
        (lambda: make.child(), "/zh-hans/me/"),
        (lambda: make.guardian(), "/family/"),
        (lambda: make.staff(Role.MODERATOR), "/admin/"),
        (lambda: make.staff(Role.EDITOR), "/admin/"),
        (lambda: make.staff(Role.WORKER), "/desk/families/"),
        (lambda: make.staff(), "/desk/conduct/"),
        (lambda: make.partner(), "/zh-hans/"),
    ],
)
def test_where_each_lands(who, where):
    assert home_of(who(), at=make.AT) == where


def test_a_child_is_never_let_in_by_an_adults_door(client):
    """Even a child's account that somehow had an address and a password."""
    child = make.child()
    child.set_password(make.PASSWORD)
    child.save()
    EmailAddress.objects.create(user=child, email=MAIL, verified=True, primary=True)
    for login in (child.username, MAIL):
        client.post(reverse("account_login"), {"login": login, "password": make.PASSWORD})
        assert "_auth_user_id" not in client.session
    client.post(reverse("account_login"), {"login": MAIL})
    assert not mail.outbox or give_code(client, "account_confirm_login_code")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_reset_password"])
def test_the_doors_show(client, name, language):
    client.cookies["django_language"] = language
    assert client.get(reverse(name)).status_code == 200
