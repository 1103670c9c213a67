"""What browsers refused is heard, and nothing a child or a stranger wrote reaches the log with it (SEC-12, SEC-37)."""

import json
import logging.config
import re

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.views import limits
from portal.ui import violations

pytestmark = pytest.mark.django_db
CANARY = "金丝雀在唱歌"
KEY = "0b7d8f3e-6a43-4a0e-9a53-2f1e3f0f2f6d"
HERE = "http://testserver"
OLD, NEW = sorted(violations.TYPES)


def old(directive="script-src-elem", blocked="inline", page=f"{HERE}/zh-hans/", **more):
    """As Safari, Firefox and a plain connection send it."""
    facts = {"violated-directive": directive, "blocked-uri": blocked, "document-uri": page}
    return {"csp-report": facts | {"script-sample": CANARY, "referrer": f"{HERE}/?q={CANARY}"} | more}


def new(directive="script-src-elem", blocked="inline", page=f"{HERE}/zh-hans/", **more):
    """As the Reporting API sends it, several to a letter."""
    body = {"effectiveDirective": directive, "blockedURL": blocked, "documentURL": page, "sample": CANARY}
    return {"type": "csp-violation", "url": page, "user_agent": CANARY, "body": body | more}


def send(letter, kind=NEW, client=None, **headers):
    body = letter if isinstance(letter, bytes) else json.dumps(letter).encode()
    return (client or Client()).post(reverse("csp"), body, content_type=kind, headers=headers).status_code


@pytest.fixture
def lines(caplog):
    return lambda: caplog.messages


@pytest.mark.parametrize(("kind", "letter"), [(OLD, old()), (NEW, [new()]), (f"{NEW}; charset=utf-8", [new()])])
def test_both_ways_of_telling_give_one_line(lines, kind, letter):
    strict = Client(enforce_csrf_checks=True)
    assert send(letter, kind, strict) == 204
    assert lines() == ["script-src-elem refused inline on /zh-hans/"]


PAGES = {
    "/zh-hans/": "/zh-hans/",
    "/en/search/?q=secret": "/en/search/",
    f"/zh-hans/voices/{KEY}/#secret": "/zh-hans/voices/<uuid:pk>/",
    "/zh-hans/card/P-RpXl2SpJOe_m66eQ-0LsdL_T/": "/zh-hans/card/<str:token>/",
    "/admin/pages/12/edit/": "/admin/pages/<int:page_id>/edit/",
    "/zh-hans/about/us/": "/zh-hans/…",
    f"/zh-hans/{CANARY}/": "/zh-hans/…",
    "/accounts/password/reset/key/ab-cd/": "/accounts/password/reset/key/…",
    "/nowhere/secret/": "…",
    "/%00/%ff/": "…",
    "": "…",
}


@pytest.mark.parametrize(("page", "route"), PAGES.items(), ids=range(len(PAGES)))
def test_a_page_is_told_by_its_route(lines, page, route):
    assert send([new(page=HERE + page)]) == 204
    assert lines() == [f"script-src-elem refused inline on {route}"]


SOURCES = {
    "eval": "eval",
    "data:text/html,secret": "data",
    "chrome-extension://secret/x.js": "chrome-extension",
    "https://cdn.example/secret.js?words=secret": "cdn.example",
    "https://cdn.example:8443/": "cdn.example:8443",
    "https://secret:secret@cdn.example/": "…",
    "https://[": "…",
    f"https://{CANARY}.example/": "…",
    f"https://{'a' * 61}/": "…",
    "https://cdn.example\n2026-01-01 ERROR/": "…",
    "javascript:secret": "…",
    "secret words": "…",
    "": "…",
}


@pytest.mark.parametrize(("blocked", "told"), SOURCES.items(), ids=range(len(SOURCES)))
def test_a_source_is_told_by_its_kind_or_host(lines, blocked, told):
    assert send([new(blocked=blocked)]) == 204
    assert lines() == [f"script-src-elem refused {told} on /zh-hans/"]


NOTHING = {
    "a page of others": [new(page="https://evil.example/zh-hans/")],
    "a page behind a name": [new(page="http://testserver@evil.example/")],
    "an address that is none": [new(page="http://[")],
    "an invented directive": [new(directive=CANARY)],
    "no directive": [new(directive=7)],
    "another kind of report": [new() | {"type": "deprecation"}],
    "no body": [{"type": "csp-violation"}],
    "a body that is a list": [{"type": "csp-violation", "body": [CANARY]}],
    "a list in a list": [[new()]],
    "only words": CANARY,
    "nothing": [],
}


@pytest.mark.parametrize("letter", NOTHING.values(), ids=NOTHING)
def test_of_what_is_no_violation_of_ours_nothing_is_told(lines, letter):
    assert send(letter) == 204
    assert lines() == []


UNREADABLE = {
    "empty": b" ",
    "no JSON": b"{",
    "no text": b"\xff\xfe\xfd",
    "too deep": b"[" * 10_000,
    "a number without end": b"9" * 10_000,
}


@pytest.mark.parametrize("letter", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_a_bad_request(lines, letter):  # SEC-29
    assert send(letter) == 400
    assert [line for line in lines() if "refused" in line] == []


def test_odd_values_break_nothing(lines):
    for odd in (None, 1, 1e308, True, [], {}, "\ud800", "\x00", "a" * 3000):
        for name in ("directive", "blocked", "page"):
            assert send([new(**{name: odd})]) == 204
            assert send(old(**{name: odd}), OLD) == 204
    assert all(re.fullmatch(r"[a-z-]+ refused \S{1,60} on \S{1,60}", line) for line in lines())


def test_a_letter_may_be_so_long_and_hold_so_many(lines):
    full = json.dumps([new()] * 20).encode().ljust(violations.LONGEST)
    assert send(full) == 204
    assert len(lines()) == violations.MOST
    assert send(full + b" ") == 413
    assert len([line for line in lines() if "refused" in line]) == violations.MOST


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/x-www-form-urlencoded"])
def test_only_a_browsers_own_letters_are_opened(lines, kind):
    """Another site's page can make a browser send the last two; these two it cannot."""
    assert send([new()], kind) == 415
    assert "refused" not in " ".join(lines())


def test_it_is_not_a_page():
    assert Client().get(reverse("csp")).status_code == 405


def test_an_address_that_sends_too_much_is_no_longer_heard(lines, monkeypatch):  # SEC-6
    monkeypatch.setitem(limits.KNOCKS, "csp", 2)
    assert [send([new()]) for _ in range(4)] == [204, 204, 429, 429]
    assert len([line for line in lines() if "refused" in line]) == 2


def test_nobodys_words_reach_the_log(settings, capfd):  # SEC-37
    logging.config.dictConfig(settings.LOGGING)
    send(old(page=f"{HERE}/zh-hans/voices/{KEY}/?q={CANARY}", blocked=f"https://x.example/{CANARY}"), OLD)
    send([new(page=f"{HERE}/zh-hans/{CANARY}/", blocked=CANARY, directive=f"script-src {CANARY}")])
    send(CANARY.encode())
    err = capfd.readouterr().err
    told = [json.loads(line) for line in err.splitlines() if "refused" in line]
    assert [line["where"] for line in told] == ["portal.ui.violations"] * 2
    assert [line["what"] for line in told] == [
        "script-src-elem refused x.example on /zh-hans/voices/<uuid:pk>/",
        "script-src refused … on /zh-hans/…",
    ]
    for secret in (CANARY, json.dumps(CANARY), KEY):
        assert secret not in err
