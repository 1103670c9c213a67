"""What waits in a session is read by nobody in the table: no code, no number, no form (the vault's keys seal it)."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.adapters.sessions import SessionStore
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
PHONE, MAIL = "+8613900001234", "mama@example.org"
NEW_PHONE, NEW_MAIL = "+8613900005678", "papa@example.org"
CODE = re.compile(r"\b(\d{6}|[A-Z0-9]{4}-[A-Z0-9]{4})\b")


@pytest.fixture
def guardian():
    person = make.guardian(email=MAIL)
    actions.number_answered(by=person, person=person, number=PHONE, at=timezone.now())
    return person


@pytest.mark.parametrize(
    ("form", "field", "value"),
    [
        ("account_login", "login", PHONE),
        ("account_login", "login", MAIL),
        ("account_signup", "phone", NEW_PHONE),
        ("account_signup", "email", NEW_MAIL),
    ],
)
def test_a_code_that_waits_is_not_to_be_read(guardian, form, field, value):
    browser = Client()
    browser.post(reverse(form), {field: value})
    code = CODE.search(mail.outbox[-1].body)[1]
    assert code in str(browser.session.load())  # so it would be found, were it in the open
    rows = list(Session.objects.values_list("session_data", flat=True))
    assert rows
    for row in rows:
        assert code not in row
        assert code not in str(Session(session_data=row).get_decoded())
        assert code not in str(SessionStore("somebody-elses").decode(row))


def test_a_session_comes_back_as_it_was_kept():
    kept = SessionStore()
    kept["said"] = {"words": "悄悄话"}
    kept.create()
    assert SessionStore(kept.session_key).load() == {"said": {"words": "悄悄话"}}
    kept.cycle_key()
    assert SessionStore(kept.session_key).load() == {"said": {"words": "悄悄话"}}


@pytest.mark.parametrize("row", ["", "gone:AAAA", "demo:", "demo:!!", "e30:1abc:xyz"])
def test_one_that_cannot_be_opened_is_empty(row):
    assert SessionStore("one").decode(row) == {}


def test_an_older_key_still_opens_until_it_is_taken_out(settings):
    kept = SessionStore()
    kept["said"] = 1
    kept.create()
    settings.VAULT_KEYS = "new:" + "bmV3LW9ubHktLTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE=," + settings.VAULT_KEYS
    assert SessionStore(kept.session_key).load() == {"said": 1}
    settings.VAULT_KEYS = settings.VAULT_KEYS.split(",")[0]
    assert SessionStore(kept.session_key).load() == {}
