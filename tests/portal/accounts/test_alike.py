"""A known and an unknown number or address are the same work, and nothing that is sent holds the page (SEC-7)."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions
from portal.clock import soon
from portal.sms import sending
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
KNOWN = {"phone": "+8613900001234", "email": "mama@example.org"}
UNKNOWN = {"phone": "+8613900005678", "email": "nobody@example.org"}
FORMS = [("account_login", "login", "phone"), ("account_login", "login", "email")]
FORMS += [("account_reset_password", "email", "email")]
TABLE = re.compile(r'(?:FROM|INTO|UPDATE) "(\w+)"')


@pytest.fixture
def guardian():
    person = make.guardian(email=KNOWN["email"])
    actions.number_answered(by=person, person=person, number=KNOWN["phone"], at=timezone.now())
    return person


def asked(form: str, field: str, value: str) -> tuple:
    """What one asking costs: its answer, its statements by kind and table, what was handed over to be sent."""
    browser, before = Client(), len(mail.outbox)
    browser.get(reverse(form))
    with CaptureQueriesContext(connection) as found:
        answer = browser.post(reverse(form), {field: value})
    statements = [(each["sql"].split()[0], TABLE.findall(each["sql"])) for each in found]
    return answer.status_code, answer["Location"], statements, len(mail.outbox) - before


@pytest.mark.parametrize(("form", "field", "way"), FORMS)
def test_the_same_work_for_a_known_and_an_unknown_one(guardian, form, field, way):  # SEC-7
    known, unknown = (asked(form, field, who[way]) for who in (KNOWN, UNKNOWN))
    assert known == unknown
    assert known[-1] == 1


@pytest.mark.parametrize(("form", "field", "way"), FORMS)
@pytest.mark.parametrize("who", [KNOWN, UNKNOWN], ids=["known", "unknown"])
def test_a_sender_that_hangs_holds_no_page(guardian, monkeypatch, form, field, way, who):  # SEC-7
    goes_on, sent = threading.Event(), []

    def hangs(*args, **more):
        sent.append(goes_on.wait(30))

    monkeypatch.setattr(EmailBackend, "send_messages", hangs)
    monkeypatch.setattr(soon.connections, "close_all", lambda: None)
    with ThreadPoolExecutor(1, thread_name_prefix="soon") as pool:
        monkeypatch.setattr(soon, "pool", pool)
        assert Client().post(reverse(form), {field: who[way]}).status_code == 302
        assert sent == []  # it waits still, and the page is there
        goes_on.set()
        assert soon.settled(30)
    assert sent == [True]


def test_a_sender_that_is_away_is_tried_again_and_the_page_says_how_to_ask(guardian, monkeypatch):
    monkeypatch.setattr(soon, "PAUSES", (0, 0))
    monkeypatch.setattr(soon, "_again", lambda seconds, task, tried: soon._run(task, tried))
    tries = []

    def away(short):
        tries.append(short)
        raise sending.NotSent("no-answer" if len(tries) < 3 else "isv.BUSINESS_LIMIT_CONTROL")

    monkeypatch.setattr(sending, "send", away)
    browser = Client()
    page = browser.post(reverse("account_login"), {"login": KNOWN["phone"]}, follow=True).content.decode()
    assert len(tries) == 3  # and a refusal of the carrier is final
    assert "没有收到" in page
    assert reverse("account_login") in page
