"""Each trap of our stack, once fallen into by somebody, has its test here."""

import multiprocessing
import re
import sqlite3

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.clock.models import Due
from tests import databases
from tests.making import accounts as make


@pytest.mark.django_db
def test_wagtails_own_login_lets_nobody_in():
    """WAGTAILADMIN_LOGIN_URL alone leaves /admin/login/ open to a bare password."""
    person = make.staff(Role.EDITOR, password=make.PASSWORD)
    client = Client()
    answer = client.post("/admin/login/", {"username": person.username, "password": make.PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_staff_without_a_second_factor_see_no_staff_page():
    client = Client()
    client.force_login(make.staff(Role.EDITOR))
    answer = client.get("/admin/")
    assert answer.status_code == 302
    assert "/2fa/" in answer["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["child", "guardian"])
def test_who_is_no_staff_gets_a_plain_no_at_the_desk(kind):
    """Wagtail sends them to sign in, sign-in sends them back: for ever."""
    client = Client()
    client.force_login(getattr(make, kind)())
    assert client.get("/admin/").status_code in {403, 404}
    assert client.get("/admin/login/", follow=False).status_code in {302, 403, 404}


@pytest.mark.django_db
def test_the_admin_asks_nobody_else_for_anything():
    """Wagtail would fetch gravatars and release notes in each editor's browser."""
    assert settings.WAGTAIL_ENABLE_UPDATE_CHECK is False
    assert settings.WAGTAIL_ENABLE_WHATS_NEW_BANNER is False
    assert settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None
    assert settings.WAGTAILEMBEDS_FINDERS == []
    client = Client()
    make.sign_in(client, make.staff(Role.EDITOR))
    page = client.get("/admin/")
    assert page.status_code == 200
    asked = re.findall(r"<(?:script|img|link|iframe)[^>]*(?:src|href)=\"((?:https?:)?//[^\"]+)", page.text)
    assert asked == []


def test_an_address_without_a_language_is_not_sent_into_one():
    """Under i18n_patterns /admin/users/add/ would become /en/admin/… and a puzzle."""
    from django.urls import resolve

    for path in ("/admin/", "/accounts/login/", "/healthz", "/family/"):
        assert resolve(path)
        assert not path.startswith(("/zh-hans/", "/en/"))


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["儿童", "参与", "议事会", "声音"])
def test_search_finds_chinese_words_inside_sentences(words):
    """Both engines take a run of Chinese for one word, and find nothing."""
    home = Site.objects.get(is_default_site=True).root_page
    page = home.add_child(instance=Page(title="我们的儿童议事会在听孩子的声音，也请你参与", slug="listening"))
    assert [found.pk for found in Page.objects.search(words)] == [page.pk]
    assert list(Page.objects.search("鲸鱼")) == []


@pytest.mark.django_db
def test_the_planner_has_statistics_after_migrating():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT count(*) FROM sqlite_stat1")
        else:
            cursor.execute("SELECT count(*) FROM pg_stats WHERE schemaname = 'public'")
        assert cursor.fetchone()[0] > 0


def forwarded(address: str, proxies: int) -> str:
    request = RequestFactory().get("/", headers={"X-Forwarded-For": address}, REMOTE_ADDR="10.0.0.1")
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        return get_adapter().get_client_ip(request)


def test_behind_a_proxy_each_family_has_an_address_of_its_own():
    """Without the count everybody shares one limit; with too high a one, anybody may invent an address."""
    assert forwarded("198.51.100.7", 1) == "198.51.100.7"
    assert forwarded("203.0.113.9, 198.51.100.7", 1) == "198.51.100.7"
    assert forwarded("198.51.100.7", 0) == "10.0.0.1"


def _read_then_write(name, failures):
    databases.use(name)
    for _ in range(60):
        try:
            with transaction.atomic():
                seen = Due.objects.filter(job__startswith="trap").count()
                Due.objects.update_or_create(job=f"trap{seen % 7}", defaults={"ran_at": timezone.now()})
        except Exception as problem:
            failures.put(str(problem))
    connections.close_all()


def test_six_processes_read_then_write_without_one_locked_database(copied_database):
    """WAL with deferred transactions refuses more than half of them; IMMEDIATE none."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL locks rows")
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    failures = fork.Queue()
    running = [fork.Process(target=_read_then_write, args=(copied_database, failures)) for _ in range(6)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    assert [process.exitcode for process in running] == [0] * 6
    assert failures.empty()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"


@pytest.mark.django_db
def test_a_plain_get_takes_no_write_lock():
    """ATOMIC_REQUESTS with IMMEDIATE transactions would make every reader wait for every writer."""
    assert not connection.settings_dict["ATOMIC_REQUESTS"]


def test_the_full_text_tokenizer_that_answers_wrongly_is_not_used():
    """FTS5 trigram tables answer LIKE '%儿童%' with nothing and without an error."""
    for part in ("portal", "voices", "activities", "moderation"):
        for path in (settings.ROOT / part).rglob("*.py"):
            assert "trigram" not in path.read_text(), path
    assert sqlite3.sqlite_version_info >= (3, 37)


@pytest.mark.django_db
def test_flush_is_refused_where_the_record_stands():
    Line.objects.create(act="test.done", subject="test:1", at=timezone.now())
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        Line.objects.all().delete()
