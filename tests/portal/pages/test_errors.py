"""When something goes wrong nobody is blamed, and the help numbers are still there."""

import pytest
from django.test import Client
from django.views import defaults

pytestmark = pytest.mark.django_db
NUMBERS = ("110", "120", "12355", "12356")


def held(page: str):
    return all(f"tel:{number}" in page for number in NUMBERS) and "/leave/" in page


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这里没有东西"), ("en", "Nothing here")])
def test_a_missing_page_speaks_the_readers_language(client, language, words):
    answer = client.get(f"/{language}/nowhere/")
    assert answer.status_code == 404
    assert words in answer.content.decode()
    assert held(answer.content.decode())


@pytest.mark.parametrize(("view", "status"), [(defaults.server_error, 500), (defaults.bad_request, 400)])
def test_a_broken_site_still_speaks_both_languages_and_needs_no_database(rf, view, status, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = view(rf.get("/")) if status == 500 else view(rf.get("/"), Exception())
    page = answer.content.decode()
    assert answer.status_code == status
    assert held(page)
    assert 'lang="en"' in page
    assert 'lang="zh-CN"' in page


def test_a_closed_door_and_a_stale_page_say_so(rf, client):
    answer = defaults.permission_denied(rf.get("/zh-hans/"), Exception())
    assert answer.status_code == 403
    assert held(answer.content.decode())
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    answer = strict.post("/accounts/login/", {"login": "x"})
    assert answer.status_code == 403
    assert "Nothing was sent" in answer.content.decode()
    assert held(answer.content.decode())
