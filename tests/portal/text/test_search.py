"""Wagtail's own search finds by the same rule as ours, on both engines, and by an index."""

import pytest
from django.db import connection
from django.test import Client
from modelsearch.query import And, Not, PlainText
from wagtail.models import Locale, Page, Site

from portal.pages.models import ArticlePage
from tests.making import pages as make

pytestmark = pytest.mark.django_db

TITLE = "学校门口的斑马线：The ＡＢＣ Library"
LEAD = "绿灯只有十二秒，过马路要快。www.example.org/well-known"
FOUND = {
    "the first character": "学",
    "one in the middle": "门",
    "the last before a mark": "线",
    "one of the lead": "路",
    "the last of the lead": "快",
    "two single ones": "学 路",
    "a single one and a word": "路 斑马线",
    "a pair": "斑马",
    "three together": "斑马线",
    "a pair across title and lead": "门口 绿灯",
    "a Latin word": "Library",
    "its beginning": "lib",
    "letters of full width": "ABC",
    "a small English word": "the",
    "part of an address": "example",
    "the end of an address": "org",
    "after a hyphen": "known",
    "Chinese and Latin": "校 libr",
}
MISSED = {
    "a character that is not there": "鲸",
    "characters that do not touch": "斑线",
    "one there, one not": "路 鲸",
    "a word's end": "ibrary",
    "only marks": "：：：",
    "nothing": "  ",
    "signs of the engine": '"*',
    "more signs": "路*) NEAR (",
}


@pytest.fixture
def article():
    home = Site.objects.get(is_default_site=True).root_page
    home.add_child(instance=ArticlePage(title="别的事情 Else", slug="else", lead="什么都没有"))
    return home.add_child(instance=ArticlePage(title=TITLE, slug="crossing", lead=LEAD))


@pytest.mark.parametrize("query", FOUND.values(), ids=FOUND)
def test_found(article, query):
    assert [page.pk for page in ArticlePage.objects.search(query)] == [article.pk]


@pytest.mark.parametrize("query", MISSED.values(), ids=MISSED)
def test_missed(article, query):
    assert list(ArticlePage.objects.search(query)) == []


@pytest.mark.parametrize("query", ["学", "学校", "门", "斑马线 lib"])
def test_choosers_of_the_admin_find_alike(article, query):
    assert [page.pk for page in ArticlePage.objects.autocomplete(query)] == [article.pk]


def test_questions_may_be_joined_and_turned_round(article):
    def found(query, **more):
        return {page.slug for page in ArticlePage.objects.search(query, **more)}

    assert found("路 鲸", operator="or") == {"crossing"}
    assert found("校 事", operator="or") == {"crossing", "else"}
    assert found(And([PlainText("路"), PlainText("门")])) == {"crossing"}
    assert found(And([PlainText("路"), Not(PlainText("鲸"))])) == {"crossing"}
    assert found(And([PlainText("lib"), Not(PlainText("路 门"))])) == set()
    assert found(PlainText("……")) == set()


def test_a_reader_types_one_character_and_finds_the_page():
    make.tree()
    chinese = Locale.objects.get(language_code="zh-hans")
    home = Page.objects.get(depth=2, locale=chinese)
    home.add_child(instance=ArticlePage(title="上学路上", slug="way", locale=chinese))
    home.add_child(instance=ArticlePage(title="走的是北门", slug="gate", locale=chinese))
    page = Client().get("/zh-hans/search/", {"q": "路"}).content.decode()
    assert "上学路上" in page
    assert "走的是北门" not in page


def many(article, count):
    """Pages with an entry each, made in bulk: with a handful the planner rightly reads them one by one."""
    fields = {"depth": article.depth, "content_type": article.content_type, "locale": article.locale}
    Page.objects.bulk_create(
        Page(path=f"{article.path}{n:04d}", title=f"p{n}", slug=f"p{n}", url_path=f"/p{n}/", **fields)
        for n in range(count)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO wagtailsearch_indexentry"
            " (content_type_id, object_id, title, title_norm, body, autocomplete, title_text, body_text)"
            " SELECT content_type_id, id, to_tsvector('simple', title), 1, '', '', '', ''"
            " FROM wagtailcore_page WHERE path LIKE %s",
            [f"{article.path}%_"],
        )
        # What other tests left in the index's waiting list would make the planner think it dear.
        cursor.execute("SELECT gin_clean_pending_list('wagtailsearch_indexentry_joined')")
        cursor.execute("ANALYZE")


@pytest.mark.services
@pytest.mark.parametrize("query", ["路", "斑马线", "lib 路"])
def test_postgresql_answers_by_the_joined_index(article, query):
    """Wagtail indexes title and body apart and asks for both joined; without ours that reads the whole table."""
    many(article, 3000)
    plan = Page.objects.search(query).get_queryset().explain()
    assert "Bitmap Index Scan on wagtailsearch_indexentry_joined" in plan, plan
