"""The front page: what is on, what was said, what came of it, and kind words where there is nothing yet."""

import pytest
from django.test import Client
from django.utils import timezone

from portal.pages import queries
from tests.making import activities as make_activities
from tests.making import pages as make_pages
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def fill(number: int):
    for _each in range(number):
        activity = make_activities.activity()
        make_activities.pages(activity)
        make_voices.out(body="图书角星期三能不能开到七点？")


def planted():
    make_pages.tree()
    make_activities.tree()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nothing_yet_is_said_kindly(language):
    planted()
    page = Client().get(f"/{language}/")
    assert page.status_code == 200
    assert page.content.decode().count('class="empty"') == 3


def test_what_children_said_and_what_is_on_stand_there():
    planted()
    fill(1)
    page = Client().get("/zh-hans/").content.decode()
    assert "图书角星期三能不能开到七点？" in page
    assert "一米走读" in page


def test_words_taken_back_are_gone_at_the_next_showing():
    from voices import actions

    planted()
    home = make_voices.home()
    voice = make_voices.out(home.child, body="绿灯只有十二秒。")
    assert "绿灯只有十二秒" in Client().get("/zh-hans/").content.decode()
    actions.take_back(by=home.child, voice=voice, at=timezone.now())
    assert "绿灯只有十二秒" not in Client().get("/zh-hans/").content.decode()


def counted(django_assert_max_num_queries, client) -> int:
    with django_assert_max_num_queries(MOST_QUERIES) as queries_made:
        assert client.get("/zh-hans/").status_code == 200
    return len(queries_made)


def test_queries_do_not_grow(django_assert_max_num_queries):
    planted()
    client = Client()
    fill(1)
    client.get("/zh-hans/")
    one = counted(django_assert_max_num_queries, client)
    fill(2)
    assert counted(django_assert_max_num_queries, client) == one


@pytest.mark.parametrize(
    ("hour", "scene"), [(3, "night"), (8, "morning"), (15, "afternoon"), (18, "evening"), (22, "night")]
)
def test_the_courtyard_follows_the_clock(hour, scene):
    at = timezone.localtime(timezone.now()).replace(hour=hour)
    assert queries.time_of_day(at) == scene
