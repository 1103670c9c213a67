"""The demo mailbox keeps letters over processes, shows codes, and does not exist where anything is real."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.mail import EmailMessage
from django.test import Client, override_settings

from portal.accounts import actions
from portal.accounts.roles import Role
from portal.notices import mailbox
from tests.making import accounts as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def send(subject):
    letter = EmailMessage(subject, "验证码 123456", "from@example.org", ["guardian@example.org"])
    return mailbox.DemoMailbox().send_messages([letter])


def test_letters_are_kept_as_files_newest_first(folder, settings):
    assert send("one") == 1
    send("两个")
    assert [letter["subject"] for letter in mailbox.letters()] == ["两个", "one"]
    assert len(list((settings.DATA_DIR / "mail").glob("*.eml"))) == 2


def test_only_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(mailbox, "KEPT", 2)
    for number in range(4):
        send(str(number))
    assert [letter["subject"] for letter in mailbox.letters()] == ["3", "2"]


def test_the_page_shows_letters_and_codes():
    person = make.staff(Role.MODERATOR)
    actions.enrol_totp(person, make.TOTP_SECRET)
    send("你的验证码")
    page = Client().get("/dev/mail/")
    assert page.status_code == 200
    assert "你的验证码" in page.text
    assert "123456" in page.text
    now = [
        totp.format_hotp_value(totp.hotp_value(make.TOTP_SECRET, each)) for each in totp.yield_hotp_counters_from_time()
    ]
    assert any(code in page.text for code in now)


@override_settings(EMBEDDED=False)
def test_elsewhere_it_does_not_exist():
    assert Client().get("/dev/mail/", follow=True).status_code == 404
