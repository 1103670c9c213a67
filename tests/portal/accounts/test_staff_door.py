"""Staff come in by password and second factor; a code is good once, a secret is sealed."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.accounts import actions
from portal.accounts.adapters import AccountAdapter
from portal.accounts.roles import Role
from tests.making import accounts as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor():
    return make.staff(Role.EDITOR, password=make.PASSWORD)


def code(secret=make.TOTP_SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_password(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": make.PASSWORD})


def test_password_alone_is_half_the_way(client, editor):  # SEC-4
    actions.enrol_totp(editor, make.TOTP_SECRET)
    assert with_password(client, editor)["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").status_code == 302
    response = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert response["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_sign_in_name_works_too(client, editor):
    actions.enrol_totp(editor, make.TOTP_SECRET)
    response = client.post(reverse("account_login"), {"login": editor.username, "password": make.PASSWORD})
    assert response["Location"].startswith(reverse("mfa_authenticate"))


def test_a_code_is_good_once(editor):  # SEC-4
    actions.enrol_totp(editor, make.TOTP_SECRET)
    spent = code()
    for expected in (302, 200):
        client = Client()
        with_password(client, editor)
        assert client.post(reverse("mfa_authenticate"), {"code": spent}).status_code == expected


def test_enrolling_counts_as_shown_and_spends_the_code(client, editor, monkeypatch):  # SEC-4
    monkeypatch.setattr(transaction, "on_commit", lambda run, **more: run())  # as on a site that commits
    with_password(client, editor)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    spent = code(client.session["mfa.totp.secret"])
    before = client.session.session_key
    assert client.post(reverse("mfa_activate_totp"), {"code": spent}).status_code == 302
    assert client.session.session_key != before  # SEC-8
    assert client.get("/admin/").status_code == 200
    other = Client()
    with_password(other, editor)
    assert other.post(reverse("mfa_authenticate"), {"code": spent}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_secrets_are_sealed_at_rest(editor):  # SEC-4
    factor = actions.enrol_totp(editor, make.TOTP_SECRET)
    kept = Authenticator.objects.get(pk=factor.pk).data["secret"]
    assert make.TOTP_SECRET not in kept
    assert decrypt(kept) == make.TOTP_SECRET
    recovery = RecoveryCodes.activate(editor).instance
    assert len(decrypt(recovery.data["seed"])) == 80
    assert decrypt(recovery.data["seed"]) not in str(recovery.data)


def test_a_recovery_code_is_good_once(editor):  # SEC-4
    actions.enrol_totp(editor, make.TOTP_SECRET)
    spare = RecoveryCodes.activate(editor).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        with_password(client, editor)
        assert client.post(reverse("mfa_authenticate"), {"code": spare}).status_code == expected
        if expected == 302:
            assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "password", "good"),
    [
        ("guardian", "x7Qz-pond-l", False),  # 11
        ("guardian", "x7Qz-pond-le", True),  # 12
        ("staff", "x7Qz-pond-leaf", False),  # 14
        ("staff", "x7Qz-pond-leaf!", True),  # 15
        ("partner", "x7Qz-pond-leaf", False),
        ("guardian", "屋檐下面有一只小燕子在唱歌", True),  # no rules of composition
        ("guardian", "aaaaaaaaaaaaaaa", False),
        ("guardian", "tongyan-tongyan-1", False),
        ("guardian", "unbelievable123", True),
        ("staff", "y" * 129 + "abcdef", False),
        ("staff", "x7Qz-pond-leaf!" * 8, True),  # 120
    ],
)
def test_how_long_a_password_must_be(kind, password, good):  # SEC-5
    person = getattr(make, kind)()
    if good:
        assert AccountAdapter().clean_password(password, person) == password
    else:
        with pytest.raises(ValidationError):
            AccountAdapter().clean_password(password, person)


def test_passwords_are_argon2(settings):  # SEC-5
    from portal.settings import base

    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    person = make.staff(password=make.PASSWORD)
    assert person.password.startswith("argon2$argon2id$")


def test_a_changed_password_ends_other_sessions(client, editor):  # SEC-8
    make.sign_in(client, editor)
    assert client.get("/admin/").status_code == 200
    editor.set_password("another very long password")
    editor.save()
    assert client.get("/admin/").status_code == 302


def test_a_locked_door_is_the_accounts_own(editor):  # SEC-6
    other = make.staff(Role.EDITOR, password=make.PASSWORD)
    for _ in range(7):
        Client().post(reverse("account_login"), {"login": editor.email, "password": "wrong wrong wrong"})
    client = Client()
    assert with_password(client, editor).status_code == 200  # rests for five minutes, even with the right one
    assert with_password(client, other).status_code == 302


@pytest.mark.parametrize(
    ("name", "field", "button"),
    [
        ("account_reauthenticate", "password", "是我"),
        ("mfa_reauthenticate", "code", "是我"),
        ("mfa_reauthenticate_webauthn", "credential", "用我的通行密钥"),
    ],
)
def test_each_way_of_showing_it_once_more_is_one_form(client, editor, monkeypatch, name, field, button):
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    if field == "password":  # asked of who has no second factor yet
        with_password(client, editor)
    else:
        Authenticator.objects.create(user=editor, type="webauthn", data={"name": "x", "credential": {}})
        make.sign_in(client, editor)
    page = client.get(reverse(name)).content.decode()
    form = page.partition(f'action="{reverse(name)}"')[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert f'name="{field}"' in form
    assert button in form
    assert ('id="mfa_webauthn_reauthenticate"' in form) is (field == "credential")
