"""The wall: few questions to the database, an end, no counts, no keeping (PRI-19, MOD-24)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.making import voices as make
from voices import actions, queries

pytestmark = pytest.mark.django_db


def count_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize("query", ["", "?q=斑马"])
def test_one_or_three_voices_cost_the_same(client, query):
    address = reverse("voices:wall") + query
    make.out(picture=make.photo())
    one = count_queries(client, address)
    make.out(picture=make.photo())
    make.out()
    assert count_queries(client, address) == one
    assert one <= 10


def test_my_things_cost_the_same_at_one_and_three(django_assert_num_queries):
    child = make.home().child
    at = timezone.now()
    make.out(child)
    with CaptureQueriesContext(connection) as one:
        assert len(queries.mine(child, at=at)) == 1
    make.sent(child)
    make.draft(child)
    with django_assert_num_queries(len(one)):
        assert len(queries.mine(child, at=at)) == 3


def test_what_a_reader_sees(client):
    voice = make.out(title="十二秒", picture=make.photo(), gender="boy")
    page = client.get(reverse("voices:wall"))
    text = page.content.decode()
    assert "男孩，8岁" in text
    assert make.S04 in text
    assert reverse("voice_picture_small", args=[voice.wanted.picture_id]) in text
    assert 'alt="我们走的路口"' in text
    assert "看完啦，去玩一会儿。" in text
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    one = client.get(reverse("voices:one", args=[voice.pk]))
    assert "十二秒" in one.content.decode()
    assert one["X-Robots-Tag"] == "noindex"


def test_twelve_a_page_and_an_end(client):
    child = make.home().child
    for number in range(13):
        make.out(child, body=f"第{number}句话")
    first, second = (client.get(reverse("voices:wall") + f"?page={n}").content.decode() for n in (1, 2))
    assert first.count('<article class="voice"') == 12
    assert "看完啦" not in first
    assert second.count('<article class="voice"') == 1
    assert "看完啦" in second


@pytest.mark.parametrize("asked", ["0", "-1", "x", "", "9" * 30, "١"])
def test_a_strange_page_number_is_no_error(client, asked):
    assert client.get(reverse("voices:wall"), {"page": asked}).status_code == 200


def test_taken_back_is_gone_from_wall_search_page_and_picture(client):  # MOD-24
    voice = make.out(picture=make.photo())
    addresses = [
        reverse("voices:one", args=[voice.pk]),
        reverse("voice_picture", args=[voice.wanted.picture_id]),
        reverse("voice_picture_small", args=[voice.wanted.picture_id]),
    ]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    actions.take_back(by=voice.author, voice=voice, at=timezone.now())
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    for query in ("", "?q=斑马"):
        assert make.S04 not in client.get(reverse("voices:wall") + query).content.decode()
    assert queries.shown_state(voice, timezone.now()) == "taken_back"
