"""A canary written everywhere reaches no log (SEC-37)."""

import json
import logging
import sys

import pytest
from django.db import DatabaseError
from django.test import Client, RequestFactory

from portal.text.logs import Line, scrub

CANARY = "金丝雀在唱歌"


def written(message, *args, exc_info=None):
    record = logging.LogRecord("portal.test", logging.ERROR, "x.py", 1, message, args, exc_info)
    return Line().format(record)


def test_a_line_is_one_line_and_says_where_and_when():
    line = written("job %s failed\nERROR forged", "audit.seal")
    assert "\n" not in line
    body = json.loads(line)
    assert body["where"] == "portal.test"
    assert body["what"].startswith("job audit.seal failed")
    assert body["at"].endswith("+00:00")


@pytest.mark.parametrize(
    "secret",
    [CANARY, "anna@example.org", "13800138000", "+86 138-0013-8000", "/zh-hans/card/P-RpXl2SpJOe_m66eQ-0LsdL_T/"],
)
def test_personal_things_are_cut_out(secret):
    assert secret.strip("/").split("/")[-1] not in scrub(f"Not Found: {secret} here")


def test_our_own_keys_may_stay():
    path = "/zh-hans/voices/0b7d8f3e-6a43-4a0e-9a53-2f1e3f0f2f6d/"
    assert path in scrub(f"Not Found: {path}?q=secret")
    assert "secret" not in scrub(f"Not Found: {path}?q=secret")


def fail():
    words = CANARY
    raise DatabaseError(f'duplicate key: Key (title)=({words}, "my dog Rex") already exists')


def test_a_fault_is_told_without_its_message_or_local_values():
    try:
        fail()
    except DatabaseError:
        line = written("it broke", exc_info=sys.exc_info())
    assert "Rex" not in line
    assert CANARY not in line
    body = json.loads(line)
    assert body["fault"] == "django.db.utils.DatabaseError"
    assert any(frame.endswith("fail") for frame in body["trace"])


@pytest.mark.django_db
def test_what_is_posted_reaches_no_log(settings, capfd):
    """Through the site's own logging: a page that is not there, a form without its token, a fault in a view."""
    from django.core.handlers.exception import response_for_exception

    logging.config.dictConfig(settings.LOGGING)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.get(f"/zh-hans/{CANARY}/", {"q": CANARY})
    client.post("/accounts/signup/", {"email": f"{CANARY}@example.org", "words": "my dog Rex"})
    try:
        fail()
    except DatabaseError as problem:
        response_for_exception(RequestFactory().post("/zh-hans/voices/new/", {"body": CANARY}), problem)
    out, err = capfd.readouterr()
    assert "Not Found" in err
    assert "Internal Server Error" in err
    for secret in (CANARY, "Rex", "example.org"):
        assert secret not in out + err
