"""The facilitator's desk: roster by pseudonym, steps, and facts in the Wagtail admin through actions."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.models import Activity
from activities.states import PlaceState, State
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make
from tests.making import desk as make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def facilitator(client, office):
    return accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=office))


def roster(activity):
    return reverse("activities_desk:roster", args=[activity.pk])


def test_the_roster_names_children_by_pseudonym_and_age(client, facilitator, office):
    activity = make.activity(office=office)
    coming, waiting = make.child(pseudonym="安静的石榴"), make.child(pseudonym="会飞的伞")
    make.place(activity, coming, words="想看路灯", age_years=9)
    make.place(activity, waiting, state=PlaceState.WAITING)
    html = client.get(roster(activity)).content.decode()
    assert html.index("安静的石榴") < html.index("排着队") < html.index("会飞的伞")
    assert "9岁" in html
    assert "想看路灯" in html
    assert coming.username not in html


def test_each_group_of_the_roster_has_its_own_order(client, facilitator, office):
    activity, at = make.activity(office=office), timezone.now()
    rows = [
        ("有位子二", PlaceState.HELD, {"number": 2}), ("有位子一", PlaceState.HELD, {"number": 1}),
        ("名单乙", PlaceState.LISTED, {"lot": "BBBBBB"}), ("名单甲", PlaceState.LISTED, {"lot": "AAAAAA"}),
        ("排队后来", PlaceState.WAITING, {"waiting_at": at, "turn": None}),
        ("排队第二", PlaceState.WAITING, {"waiting_at": at, "turn": 2}),
        ("排队第一", PlaceState.WAITING, {"waiting_at": at, "turn": 1}),
        ("排队最早", PlaceState.WAITING, {"waiting_at": at - timedelta(days=1)}),
    ]  # fmt: skip
    for name, state, facts in rows:
        make.place(activity, make.child(pseudonym=name), state=state, at=at, **facts)
    html = client.get(roster(activity)).content.decode()
    names = ["有位子一", "有位子二", "名单甲", "名单乙", "排队最早", "排队第一", "排队第二", "排队后来"]
    assert sorted(names, key=html.index) == names


def test_another_offices_roster_is_the_same_as_missing(client, facilitator):
    activity = make.activity()
    assert client.get(roster(activity), follow=True).status_code == 404
    for address in (
        reverse("activities_desk:lead", args=[activity.pk]),
        reverse("activities_desk:step", args=[activity.pk, "close"]),
    ):
        assert client.post(address, follow=True).status_code == 404
    assert not activity.leads.exists()


@pytest.mark.parametrize("who", ["child", "guardian", "moderator"])
def test_the_desk_is_for_those_who_lead(client, office, who):
    people = {"child": accounts.child, "guardian": accounts.guardian}
    person = people[who]() if who in people else accounts.staff(Role.MODERATOR, office=office)
    accounts.sign_in(client, person)
    assert client.get(roster(make.activity(office=office))).status_code == 403


def test_steps_from_draft_to_open(client, facilitator, office):
    activity = make.activity(office=office, state=State.DRAFT, risks_read_at=None, read_by=None, risks_read_by=None)
    client.post(reverse("activities_desk:lead", args=[activity.pk]))
    start = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT14:00")
    end = start.replace("T14", "T16")
    client.post(reverse("activities_desk:add_session", args=[activity.pk]), {"starts_at": start, "ends_at": end})
    client.post(reverse("activities_desk:step", args=[activity.pk, "open"]))
    activity.refresh_from_db()
    assert activity.state == State.DRAFT  # the risks have not been read
    make_desk.planned(activity)
    for step in ("risks", "open"):
        client.post(reverse("activities_desk:step", args=[activity.pk, step]))
    activity.refresh_from_db()
    assert (activity.state, activity.risks_read_by) == (State.OPEN, facilitator)
    assert timezone.localtime(activity.sessions.get().starts_at).hour == 14


def test_ending_it_wants_a_second_thought(client, facilitator, office):
    activity = make.activity(office=office)
    address = reverse("activities_desk:step", args=[activity.pk, "close"])
    assert "确定" in client.post(address, follow=True).content.decode()
    activity.refresh_from_db()
    assert activity.state == State.OPEN
    client.post(address, {"sure": "on"})
    activity.refresh_from_db()
    assert activity.state == State.CLOSED


def test_a_session_that_ends_before_it_begins_is_shown_again(client, facilitator, office):
    activity = make.activity(office=office)
    data = {"starts_at": "2027-01-09T16:00", "ends_at": "2027-01-09T14:00"}
    answer = client.post(reverse("activities_desk:add_session", args=[activity.pk]), data)
    assert answer.status_code == 200
    assert "2027-01-09T16:00" in answer.content.decode()
    assert not activity.sessions.exists()


def test_the_desk_list_costs_the_same_at_one_and_at_three(client, facilitator, office):
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.activity(office=office)
        with CaptureQueriesContext(connection) as count:
            client.get(reverse("activities_desk:list"))
        counts.append(len(count))
    assert counts[0] == counts[1]


def test_facts_are_written_in_the_admin_through_the_action(client, facilitator, office):
    data = {
        "name": "檐上诗社", "name_en": "", "summary": "写诗，也念诗。", "summary_en": "", "kind": "open",
        "office": office.pk, "min_age": 8, "max_age": 16, "capacity": 15, "priority": "first",
        "starts_at": "2027-01-08T17:00",
        "ends_at": "2027-06-30T18:00", "where": "槐安站", "where_en": "", "decides": "题目", "decides_en": "",
        "risks": "天黑回家，大人送到路口。",
    }  # fmt: skip
    answer = client.post(reverse("activity-facts:add"), data)
    activity = Activity.objects.get(name="檐上诗社")
    assert answer.url == roster(activity)
    assert (activity.state, activity.made_by) == (State.DRAFT, facilitator)
    page = client.get(reverse("activity-facts:edit", args=[activity.pk]))
    assert page.status_code == 200
    client.post(reverse("activity-facts:edit", args=[activity.pk]), data | {"capacity": 12})
    activity.refresh_from_db()
    assert activity.capacity == 12
    assert client.get(reverse("activity-facts:index")).status_code == 200


def test_a_refusal_in_the_admin_is_shown_beside_the_form(client, facilitator, office):
    activity = make.activity(office=office, capacity=2)
    make.place(activity)
    make.place(activity)
    form = client.get(reverse("activity-facts:edit", args=[activity.pk])).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {"capacity": 1}
    data |= {"starts_at": "2027-01-08T17:00", "ends_at": "2027-06-30T18:00"}
    answer = client.post(reverse("activity-facts:edit", args=[activity.pk]), data)
    assert "已经有位子的孩子比这个数多。" in answer.content.decode()
    activity.refresh_from_db()
    assert activity.capacity == 2


def test_the_admin_shows_nothing_of_another_office(client, facilitator):
    other = make.activity(name="别处的活动")
    answer = client.get(reverse("activity-facts:edit", args=[other.pk]), follow=True)
    assert answer.status_code == 404
    assert "别处的活动" not in client.get(reverse("activity-facts:index")).content.decode()


def test_no_other_step_and_no_other_key(client, facilitator, office):
    activity = make.activity(office=office)
    for address in (f"/desk/activities/{'-' * 36}/close/", f"/desk/activities/{activity.pk}/delete/"):
        assert client.post(address, follow=True).status_code == 404
