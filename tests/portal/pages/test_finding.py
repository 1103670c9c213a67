"""Help and words are found; what is not public is not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.directory.models import Service
from tests.making import pages as make_pages
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db


def service(name, *, checked_days_ago=1, **over):
    day = timezone.localdate() - timedelta(days=checked_days_ago)
    return Service.objects.create(name=name, checked_on=day, **({"phone": "12345"} | over))


def test_help_shows_who_can_help_in_the_readers_language(client):
    service("檐下中心", name_en="Yanxia Centre", words="什么都可以问", words_en="Ask anything")
    service("全国热线", national=True, phone="12356")
    chinese = client.get("/zh-hans/help/").content.decode()
    assert "什么都可以问" in chinese
    assert 'href="tel:12356"' in chinese
    assert "Ask anything" in client.get("/en/help/").content.decode()


def test_a_number_nobody_checked_for_half_a_year_hides_itself(client):
    service("旧热线", checked_days_ago=200)
    assert "旧热线" not in client.get("/zh-hans/help/").content.decode()


def test_help_asks_a_constant_number_of_times(client, django_assert_max_num_queries):
    service("一")
    with django_assert_max_num_queries(4) as one:
        client.get("/zh-hans/help/")
    service("二")
    service("三", national=True)
    with django_assert_max_num_queries(4) as three:
        client.get("/zh-hans/help/")
    assert len(one) == len(three)


def test_a_word_inside_a_chinese_sentence_is_found(client):
    make_pages.tree()
    make_voices.out(body="我们走路上学的路口，绿灯只有十二秒。")
    page = client.get("/zh-hans/search/", {"q": "路口"}).content.decode()
    assert "绿灯只有十二秒" in page
    page = client.get("/zh-hans/search/", {"q": "议事会"}).content.decode()
    assert "这是什么地方" in page


def test_what_is_not_out_is_not_found(client):
    home = make_voices.home()
    make_voices.sent(home.child, body="秘密花园在楼顶")
    assert "楼顶" not in client.get("/zh-hans/search/", {"q": "花园"}).content.decode().replace('value="花园"', "")


def test_hostile_questions_find_nothing_and_break_nothing(client):
    for text in ("'\" OR 1=1 --", "*", "AND", "\x00", "<script>alert(1)</script>", "路" * 500, "NEAR(", "：：：", "%"):
        answer = client.get("/zh-hans/search/", {"q": text})
        assert answer.status_code == 200, text
        assert b"<script>alert" not in answer.content


def test_searching_does_not_cost_more_with_more_to_find(django_assert_max_num_queries):
    client = Client()
    make_voices.out(body="路口的绿灯")
    with django_assert_max_num_queries(12) as one:
        client.get("/zh-hans/search/", {"q": "路口"})
    make_voices.out(body="路口的红灯")
    make_voices.out(body="路口的黄灯")
    with django_assert_max_num_queries(12) as three:
        client.get("/zh-hans/search/", {"q": "路口"})
    assert len(one) == len(three)
