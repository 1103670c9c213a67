"""Leaving quickly, seeing comfortably and the other language, all without JavaScript."""

import pytest
from django.conf import settings

from tests.making import accounts as make_accounts

pytestmark = pytest.mark.django_db


def test_leaving_is_a_plain_link_that_ends_the_session(client):
    client.force_login(make_accounts.guardian())
    answer = client.get("/leave/", headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 302
    assert answer["Location"] == settings.NEUTRAL_PAGE
    assert "_auth_user_id" not in client.session
    assert "no-store" in answer["Cache-Control"]
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Referrer-Policy"] == "no-referrer"


def test_leaving_clears_the_phone_of_who_never_signed_in_too(client):  # SAF-12, PRI-15
    assert client.get("/leave/")["Clear-Site-Data"] == '"cache", "storage"'


def test_another_site_cannot_sign_anybody_out(client):
    client.force_login(make_accounts.guardian())
    client.get("/leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("address", ["/zh-hans/help/", "/en/help/", "/accounts/login/", "/zh-hans/nowhere/"])
def test_every_page_has_the_way_out_help_and_its_numbers_in_one_place(client, address):
    page = client.get(address).content.decode()
    assert '<a class="eave__leave" href="/leave/"' in page
    assert page.index('class="eave__leave"') < page.index("<main")
    footer = page[page.index('<footer class="footing">') :]
    for number in ("110", "120", "12355", "12356"):
        assert f"tel:{number}" in footer
    assert "/help/" in footer


def test_a_choice_is_kept_in_a_cookie_and_rendered_by_the_server(client):
    answer = client.post("/comfort/", {"theme": "night", "size": "large", "lines": "loose", "next": "/zh-hans/help/"})
    assert answer["Location"] == "/zh-hans/help/"
    cookie = client.cookies["look"]
    assert cookie.value == "night.large.loose.auto"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    page = client.get("/zh-hans/help/").content.decode()
    assert '<html lang="zh-CN" data-theme="night" data-size="large" data-lines="loose"' in page
    assert 'value="night" checked' in page


def test_without_a_choice_the_phone_decides(client):
    assert 'data-theme="auto"' in client.get("/zh-hans/help/").content.decode()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_no_door_leads_to_another_site(client, address):
    assert client.post("/comfort/", {"theme": "day", "next": address})["Location"] == "/"
    assert client.get("/language/en/", {"next": address})["Location"].startswith("/")
    assert "evil" not in client.get("/language/en/", {"next": address})["Location"]


def test_the_other_language_keeps_the_page_and_the_question(client):
    answer = client.get("/language/en/", {"next": "/zh-hans/search/?q=路口"})
    assert answer["Location"].startswith("/en/search/?q=")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert client.get("/language/zh-hans/", {"next": "/en/help/"})["Location"] == "/zh-hans/help/"
    assert client.get("/language/en/", {"next": "/accounts/login/"})["Location"] == "/accounts/login/"


def test_a_language_we_do_not_speak_gets_ours(client):
    assert client.get("/language/xx/", {"next": "/en/help/"})["Location"] == "/zh-hans/help/"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "zh-hans"


def test_comfort_is_not_changed_by_a_link(client):
    assert client.get("/comfort/").status_code == 405
