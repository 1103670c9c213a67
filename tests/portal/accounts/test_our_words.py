"""Pages, letters and refusals of allauth speak in our words, in both languages."""

import re
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.accounts.adapters import AccountAdapter, MFAAdapter
from portal.accounts.content import refusals
from portal.accounts.forms import wording
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
THEIRS = Path(allauth.__file__).parent / "templates"
NOT_REACHED = {  # a way that is off here, or a frame without words of its own
    "account/email_change.html": "addresses are added, not changed", "account/email_confirm.html": "a code, no link",
    "account/verification_sent.html": "a code, no link", "account/verified_email_required.html": "no such pages",
    "account/confirm_password_reset_code.html": "a link, no code", "account/signup_by_passkey.html": "off",
    "account/signup_closed.html": "never closed", "mfa/trust.html": "off", "mfa/webauthn/signup_form.html": "off",
    "account/email/password_reset_code_message.txt": "a link, no code",
    "account/email/password_reset_code_subject.txt": "a link, no code",
}  # fmt: skip
SAYS = re.compile(r"\{% (?:blocktrans|trans)")


def with_words() -> list[str]:
    parts = ("account", "mfa", "usersessions")
    found = [path for part in parts for path in (THEIRS / part).rglob("*") if path.suffix in {".html", ".txt"}]
    return sorted(str(path.relative_to(THEIRS)) for path in found if SAYS.search(path.read_text()))


@pytest.mark.parametrize("name", with_words())
def test_no_words_of_allauth_are_shown(name):
    """Each template that says something is ours, or of a way that is not open here."""
    if name in NOT_REACHED:
        return
    assert Path(get_template(name).origin.name).is_relative_to(settings.ROOT / "templates"), name


def test_what_is_said_not_to_be_reached_is_off():
    assert NOT_REACHED.keys() <= set(with_words())
    for name in ("ACCOUNT_CHANGE_EMAIL", "ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED", "MFA_PASSKEY_SIGNUP_ENABLED"):
        assert not getattr(settings, name, False), name
    assert not getattr(settings, "MFA_TRUST_ENABLED", False)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("ours", "theirs"), [(AccountAdapter, DefaultAccountAdapter), (MFAAdapter, DefaultMFAAdapter)])
def test_refusals_are_ours(ours, theirs, language):
    open_ways = {
        "unknown_email",
        "unknown_phone",
        "phone_taken",
        "username_blacklisted",
        "username_taken",
        "add_email_blocked",
    }
    with translation.override(language):
        for code in theirs.error_messages.keys() - open_ways:  # what enumeration or another way would need
            assert ours.error_messages[code] != theirs.error_messages[code], code
    assert refusals.OF_ACCOUNTS.keys() <= DefaultAccountAdapter.error_messages.keys()
    assert refusals.OF_FACTORS.keys() <= DefaultMFAAdapter.error_messages.keys()


@pytest.mark.parametrize(
    ("name", "says", "never"),
    [
        ("account_reset_password", "换一个密码", "重置"),
        ("account_reset_password_done", "信已经在路上了", "垃圾邮件文件夹"),
        ("account_request_login_code", "用验证码登录", "无密码"),
        ("account_inactive", "这个账号已经关了", "未激活"),
    ],
)
def test_a_page_reads_as_one_of_ours(client, name, says, never):
    body = client.get(reverse(name)).content.decode()
    assert says in body
    assert never not in body


def test_the_second_factor_is_asked_for_in_our_words(client):
    person = make.staff()
    make.sign_in(client, person)
    body = client.get(reverse("mfa_index")).content.decode()
    assert "您的第二道验证" in body
    assert "%(" not in body
    stranger = Client()
    stranger.post(reverse("account_login"), {"login": person.email, "password": "wrong wrong wrong wrong"})
    wrong = stranger.post(reverse("account_login"), {"login": person.email, "password": "wrong wrong wrong wrong"})
    assert "不对，请再看一下您填的内容" in wrong.content.decode()


@pytest.mark.parametrize(
    "form", [each for each in vars(wording).values() if isinstance(each, type) and each is not wording.OurWords]
)
def test_every_form_has_our_words_first(form):
    assert form.__mro__[1] is wording.OurWords
