"""Headers on every kind of answer (SEC-11, SEC-12, SEC-13)."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from portal.accounts.roles import Role
from tests.making import accounts as make

pytestmark = pytest.mark.django_db

ANSWERS = {"page": ("/zh-hans/", 200), "missing": ("/zh-hans/nothing-here/", 404), "plain": ("/healthz", 200)}


@pytest.mark.parametrize(("path", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_is_guarded(path, status):
    answer = Client().get(path)
    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert f"report-uri {reverse('csp')}" in policy


def test_where_the_connection_is_secret_browsers_are_told_the_new_way_too():
    """Elsewhere Chromium would follow neither: it drops report-uri for report-to, and that only works over https."""
    for path in ("/zh-hans/", "/admin/", "/nowhere/"):
        secret, plain = Client().get(path, secure=True), Client().get(path)
        assert "report-to csp" in secret["Content-Security-Policy"]
        assert secret["Reporting-Endpoints"] == f'csp="{reverse("csp")}"'
        assert "report-to" not in plain["Content-Security-Policy"]
        assert "Reporting-Endpoints" not in plain


def test_the_desk_has_a_looser_policy_and_nothing_else_has():
    client = Client()
    make.sign_in(client, make.staff(Role.EDITOR))
    desk = client.get("/admin/")
    assert desk.status_code == 200
    assert "script-src 'self' 'unsafe-inline'" in desk["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in desk["Content-Security-Policy"]
    assert "unsafe-eval" not in desk["Content-Security-Policy"]
    assert desk["X-Frame-Options"] == "SAMEORIGIN"
    assert "unsafe" not in client.get("/zh-hans/")["Content-Security-Policy"]


def test_what_somebody_signed_in_saw_is_not_kept_by_the_phone():
    client = Client()
    assert client.get("/zh-hans/")["Cache-Control"] == "no-cache"
    client.force_login(make.guardian())
    assert "no-store" in client.get("/family/")["Cache-Control"]
    assert client.get("/zh-hans/")["Cache-Control"] == "no-store, private", "where the view itself says nothing"


def test_signing_out_clears_the_phone():
    client = Client()
    client.force_login(make.guardian())
    answer = client.post("/accounts/logout/")
    assert answer.status_code == 302
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in Client().get("/zh-hans/")


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True)
def test_production_answers_only_in_secret():
    assert Client().get("/zh-hans/")["Location"].startswith("https://")
    assert Client().get("/zh-hans/", secure=True)["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@override_settings(CACHES={"default": {"BACKEND": "tests.portal.ui.broken_cache.Broken"}})
def test_readiness_says_what_is_missing_and_nothing_else():
    answer = Client().get("/readyz")
    assert answer.status_code == 503
    assert answer.text == "cache does not answer"


def test_readiness():
    assert Client().get("/readyz").text == "ok"
