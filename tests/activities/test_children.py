"""What a child sees and taps."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities import actions, queries
from activities.states import PlaceState
from portal.consent import queries as asked
from portal.consent.purposes import Level, Purpose
from tests.making import activities as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(db):
    make.tree()
    translation.activate("zh-hans")


def at_home_yes(activity):
    house = families.family(child_age=9, level=Level.G2)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity))
    return house


def shown(client):
    return client.get(reverse("activities:list")).content.decode()


@pytest.mark.parametrize(
    ("facts", "taken", "words"),
    [
        ({"capacity": 3}, 1, "还有2个位子"),
        ({"capacity": 1}, 1, "可以排队"),
        ({"capacity": 3, "kind": "open"}, 1, "随时可以来"),
        ({"capacity": 1, "kind": "open"}, 1, "可以排队"),
    ],
)
def test_the_chip_says_what_is_left(client, facts, taken, words):
    activity = make.activity(**facts)
    make.pages(activity)
    for _ in range(taken):
        make.place(activity)
    assert words in shown(client)


def test_the_list_holds_what_is_open_not_over_and_written_in_this_language(client):
    seen = make.activity(name="檐上诗社")
    make.pages(seen)
    make.activity(name="没有页面的")
    make.pages(make.activity(name="已经关了的", state="closed"))
    over = timezone.now() - timedelta(days=1)
    make.pages(make.activity(name="已经过去的", starts_at=over - timedelta(days=1), ends_at=over))
    html = shown(client)
    assert "檐上诗社" in html
    assert not any(name in html for name in ("没有页面的", "已经关了的", "已经过去的"))
    with translation.override("en"):
        assert seen.name_en in shown(client)


def test_the_list_is_paged_and_ends(client):
    for _ in range(13):
        make.pages(make.activity())
    first = shown(client)
    assert first.count("activity-card__foot") == 12
    assert "看完啦，去玩一会儿。" not in first
    last = client.get(reverse("activities:list"), {"page": 2}).content.decode()
    assert last.count("activity-card__foot") == 1
    assert "看完啦，去玩一会儿。" in last


def test_the_list_costs_the_same_at_one_and_at_three(client, django_assert_max_num_queries):
    client.force_login(families.child())
    make.pages(make.activity())
    shown(client)  # site roots and content types are remembered
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make.pages(make.activity())
        with django_assert_max_num_queries(10) as count:
            shown(client)
        counts.append(len(count))
    assert counts[0] == counts[1]


def test_a_child_sees_their_own_place_in_the_list(client):
    activity = make.activity()
    make.pages(activity)
    house = families.family(child_age=9)
    make.place(activity, house.child)
    client.force_login(house.child)
    assert "你有位子了" in shown(client)


def test_yes_in_own_words_takes_a_place(client):
    activity = make.activity()
    page = make.pages(activity)[0]
    house = at_home_yes(activity)
    client.force_login(house.child)
    address = reverse("activities:join", args=[activity.pk])
    asking = client.get(address).content.decode()
    assert 'value="yes"' in asking
    assert 'value="no"' in asking
    answer = client.post(address, {"answer": "yes", "words": "想看路灯"})
    assert answer.url == page.url
    place = queries.place_of(house.child, activity)
    assert (place.state, place.words) == (PlaceState.HELD, "想看路灯")
    assert "到时候见" in client.get(page.url).content.decode()


def test_without_home_the_child_reads_kindly_that_home_is_asked(client):
    activity = make.activity()
    page = make.pages(activity)[0]
    house = families.family(child_age=9)
    client.force_login(house.child)
    client.post(reverse("activities:join", args=[activity.pk]), {"answer": "yes"})
    assert "问一问家里" in client.get(page.url).content.decode()


def test_no_is_recorded_and_takes_nothing(client):
    activity = make.activity()
    make.pages(activity)
    house = at_home_yes(activity)
    client.force_login(house.child)
    client.post(reverse("activities:join", args=[activity.pk]), {"answer": "no"})
    assert queries.place_of(house.child, activity) is None
    assert not asked.may(house.child.pk, Purpose.ACTIVITY, queries.scope(activity), at=timezone.now())


def test_neither_yes_nor_no_changes_nothing(client):
    activity = make.activity()
    make.pages(activity)
    house = at_home_yes(activity)
    client.force_login(house.child)
    client.post(reverse("activities:join", args=[activity.pk]), {"answer": ""})
    assert queries.place_of(house.child, activity) is None


def test_a_refusal_keeps_what_was_typed(client):
    activity = make.activity(min_age=12, max_age=14)
    make.pages(activity)
    house = at_home_yes(activity)
    client.force_login(house.child)
    answer = client.post(reverse("activities:join", args=[activity.pk]), {"answer": "yes", "words": "我很想去"})
    html = answer.content.decode()
    assert "我很想去" in html
    assert "有适合你的" in html


def test_leaving_is_one_step_without_guilt(client):
    activity = make.activity()
    page = make.pages(activity)[0]
    house = families.family(child_age=9)
    make.place(activity, house.child)
    client.force_login(house.child)
    answer = client.post(reverse("activities:leave", args=[activity.pk]), follow=True)
    assert answer.redirect_chain == [(page.url, 302)]
    assert "想来的时候，随时再来" in answer.content.decode()
    assert not queries.holds_place(house.child, activity)


def test_an_old_page_does_not_undo_a_no(client):  # CON-10
    activity = make.activity()
    page = make.pages(activity)[0]
    house = at_home_yes(activity)
    client.force_login(house.child)
    address = reverse("activities:join", args=[activity.pk])
    actions.answer_no(by=house.child, activity=activity, at=timezone.now())
    for old in ({"seen": "0"}, {}):
        asking = client.post(address, {"answer": "yes", "words": "想看路灯", **old}).content.decode()
        assert "又说过不同意" in asking
        assert "想看路灯" in asking
        assert not queries.holds_place(house.child, activity)
    assert 'name="seen" value="1"' in asking
    assert client.post(address, {"answer": "yes", "seen": "1"}).url == page.url
    assert queries.holds_place(house.child, activity)


def test_a_kept_place_is_taken_or_left_alike(client):  # CON-4
    activity = make.activity(capacity=1)
    page = make.pages(activity)[0]
    first, second = at_home_yes(activity), at_home_yes(activity)
    for house in (first, second):
        actions.join(by=house.child, activity=activity, at=timezone.now())
    actions.leave(by=first.child, activity=activity, at=timezone.now())
    client.force_login(second.child)
    offered = client.get(page.url).content.decode()
    assert offered.count('class="answer__button"') == 2
    leave = reverse("activities:leave", args=[activity.pk])
    assert offered.count(leave) == 1
    client.post(leave)
    assert queries.place_of(second.child, activity) is None


def test_an_offered_place_is_taken_with_one_tap(client):
    activity = make.activity(capacity=1)
    page = make.pages(activity)[0]
    first, second = at_home_yes(activity), at_home_yes(activity)
    for house in (first, second):
        actions.join(by=house.child, activity=activity, at=timezone.now())
    actions.leave(by=first.child, activity=activity, at=timezone.now())
    client.force_login(second.child)
    assert "我要这个位子" in client.get(page.url).content.decode()
    client.post(reverse("activities:take", args=[activity.pk]))
    assert queries.holds_place(second.child, activity)


def test_a_draft_is_the_same_as_missing(client):
    client.force_login(families.child())
    draft = make.activity(state="draft")
    for name in ("one", "join"):
        assert client.get(reverse(f"activities:{name}", args=[draft.pk])).status_code == 404


def test_the_uuid_leads_to_the_page_in_the_readers_language(client):
    activity = make.activity()
    page = make.pages(activity)[0]
    assert client.get(reverse("activities:one", args=[activity.pk])).url == page.url
