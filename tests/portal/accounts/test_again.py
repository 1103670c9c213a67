"""Showing again who one is: by what, for how long, and with nothing typed lost (SEC-9)."""

import re
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as RECORDS
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from portal.accounts import policy
from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.accounts.routes import PREFIXES, Audience, Fresh
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
AGAIN, ON = reverse("again"), reverse("again_on")
NOW = timezone.now()


def stale(client, by=3600):
    session = client.session
    session[RECORDS] = [record | {"at": record["at"] - by} for record in session.get(RECORDS, [])]
    session.save()


def sent() -> str:
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.M).group(1)


def wrong() -> str:
    return "111111" if sent() != "111111" else "222222"


def record(method, seconds, **more):
    return {"method": method, "at": NOW.timestamp() - seconds, **more}


TOTP, RECOVERY = {7: "totp"}, {8: "recovery_codes"}


@pytest.mark.parametrize(
    ("kind", "held", "records", "fresh"),
    [
        ("guardian", {}, [], False),  # no password does not mean no question (F11)
        ("guardian", {}, [record("code", 0)], True),
        ("guardian", {}, [record("code", 899)], True),
        ("guardian", {}, [record("code", 900)], False),
        ("guardian", {}, [record("password", 0)], False),
        ("guardian", {7: "webauthn"}, [record("mfa", 0, id=7)], True),
        ("guardian", {}, [record("mfa", 0, id=7)], False),  # a factor that was removed
        ("staff", TOTP, [record("mfa", 899, id=7)], True),
        ("staff", TOTP, [record("mfa", 900, id=7)], False),
        ("staff", TOTP, [record("password", 0)], False),
        ("staff", TOTP, [record("code", 0)], False),
        ("staff", TOTP, [record("mfa", 0, id=9)], False),
        ("staff", {}, [record("password", 0)], True),  # to set up the first one
        ("staff", RECOVERY, [record("password", 0)], True),
        ("staff", {}, [record("code", 0)], False),
        ("partner", TOTP, [record("password", 0), record("mfa", 5, id=7)], True),
    ],
)
def test_what_counts_as_fresh(kind, held, records, fresh):
    assert policy.is_fresh(records, kind=Kind(kind), held=held, at=NOW) is fresh


@pytest.mark.parametrize(
    ("held", "records", "fresh"),
    [
        ({}, [record("code", 899)], True),  # the first day: nothing else is there to show
        ({}, [record("code", 900)], False),
        (TOTP, [record("code", 0)], False),
        (TOTP, [record("mfa", 0, id=7)], True),
    ],
)
def test_a_colleague_without_a_password_shows_the_code_that_was_sent(held, records, fresh):
    assert policy.is_fresh(records, kind=Kind.STAFF, held=held, password=False, at=NOW) is fresh


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/email/",
        "/accounts/phone/change/",
        "/accounts/password/set/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/",
    ],
)
@pytest.mark.parametrize("who", ["guardian", "staff"])
def test_ways_in_are_changed_only_by_who_has_just_shown(client, who, address):  # SEC-9
    make.sign_in(client, getattr(make, who)())
    assert AGAIN not in client.get(address).get("Location", "")
    stale(client)
    for answer in (client.get(address), client.post(address, {"email": "x@example.org", "action_add": ""})):
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{AGAIN}?next=")


def test_every_page_about_ways_in_asks():
    """A page of allauth's that comes later is asked about here."""
    open_ones = {
        prefix for prefix, said in PREFIXES.items() if said.audience == Audience.ADULT and said.fresh == Fresh.NO
    }
    assert open_ones == {
        "/admin/logout/",
        "/accounts/2fa/reauthenticate/",
        "/accounts/2fa/webauthn/reauthenticate/",
        "/accounts/reauthenticate/",
        "/accounts/sessions/",
    }


def test_a_guardian_types_a_code_and_is_back(client):
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    back = client.get("/accounts/email/")["Location"]
    assert "mama@example.org" in client.get(back).content.decode()
    client.post(AGAIN, {"next": "/accounts/email/"})
    assert client.post(AGAIN, {"next": "/accounts/email/", "code": wrong()}).status_code == 400
    assert client.post(AGAIN, {"next": "/accounts/email/", "code": sent()})["Location"] == "/accounts/email/"
    assert client.get("/accounts/email/").status_code == 200


def test_what_was_typed_waits_sealed_and_is_sent_again(client):
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    asked = client.post("/accounts/email/", {"email": "xin@example.org", "action_add": "1"})["Location"]
    assert ON.replace("/", "%2F") in asked
    assert "xin@example.org" not in str(dict(client.session))
    client.post(AGAIN, {"next": ON})
    assert client.post(AGAIN, {"next": ON, "code": sent()})["Location"] == ON
    page = client.get(ON).content.decode()
    assert 'action="/accounts/email/"' in page
    assert 'name="email" value="xin@example.org"' in page
    assert client.get(ON).status_code == 302  # once


def test_what_waited_is_shown_to_nobody_who_has_not_proved(client):
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    client.post("/accounts/email/", {"email": "xin@example.org", "action_add": "1"})
    answer = client.get(ON)
    assert answer["Location"].startswith(AGAIN)
    assert "xin@example.org" not in answer.content.decode()
    client.post(AGAIN)
    client.post(AGAIN, {"code": sent()})
    assert "xin@example.org" in client.get(ON).content.decode(), "who looked too early loses nothing"


@pytest.mark.parametrize("why", ["too long", "too late"])
def test_what_is_not_kept_is_said_and_nothing_older_takes_its_place(client, monkeypatch, why):
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    with monkeypatch.context() as earlier:
        earlier.setattr(policy, "now", lambda: timezone.now() - policy.FRESH_FOR * (why == "too late"))
        client.post("/accounts/email/", {"email": "xin@example.org", "action_add": "1"})
    if why == "too long":
        client.post("/accounts/email/", {"email": "x" * 60_000, "action_add": "1"})
    client.post(AGAIN)
    client.post(AGAIN, {"code": sent()})
    answer = client.get(ON, follow=True).content.decode()
    assert "xin@example.org" not in answer
    assert "不再保存" in answer


def test_a_code_is_good_once_for_ten_minutes_and_three_tries(client, monkeypatch):
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    client.post(AGAIN)
    for _ in range(3):
        client.post(AGAIN, {"code": wrong()})
    assert client.post(AGAIN, {"code": sent()}).status_code == 400
    client.post(AGAIN)
    monkeypatch.setattr(policy, "now", lambda: timezone.now() + timedelta(minutes=10))
    assert client.post(AGAIN, {"code": sent()}).status_code == 400
    monkeypatch.setattr(policy, "now", timezone.now)
    client.post(AGAIN)
    assert client.post(AGAIN, {"code": sent()}).status_code == 302
    stale(client)
    assert client.post(AGAIN, {"code": sent()}).status_code == 400


def test_a_person_is_sent_few_codes(client):  # SEC-6
    make.sign_in(client, make.guardian(email="mama@example.org"))
    stale(client)
    for _ in range(6):
        client.post(AGAIN)
    assert len(mail.outbox) == 3


def test_staff_show_the_factor_and_never_the_password(client):  # SEC-4
    make.sign_in(client, make.staff(Role.EDITOR, password=make.PASSWORD))
    stale(client)
    way = client.get(client.get("/accounts/email/")["Location"])["Location"]
    assert way.startswith(reverse("mfa_reauthenticate"))
    assert reverse("account_reauthenticate") not in client.get(way).content.decode().replace(AGAIN, "")
    client.post(reverse("account_reauthenticate"), {"password": make.PASSWORD})
    assert client.get("/accounts/email/")["Location"].startswith(AGAIN)


def test_it_leads_nowhere_foreign(client):
    make.sign_in(client, make.guardian())
    assert client.get(f"{AGAIN}?next=https://evil.example/")["Location"] == "/family/"


def test_who_can_be_reached_nowhere_is_told_kindly(client):
    person = make.sign_in(client, make.guardian())
    person.emailaddress_set.all().delete()
    stale(client)
    assert "带上证件到中心来" in client.get(AGAIN).content.decode()


@pytest.mark.parametrize("kind", ["staff", "partner"])
def test_one_factor_opens_no_page_to_who_works_here(client, kind):  # SEC-4
    client.force_login(getattr(make, kind)())
    for address in ("/zh-hans/inbox/", "/accounts/email/", "/accounts/sessions/"):
        assert client.get(address)["Location"].startswith(reverse("mfa_activate_totp")), address
