"""Wagtail's listings: filtered, one's own alone, to look at; nothing leaves by Wagtail's own export."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.kinds import Kind
from activities.states import PlaceState, State
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
FACTS, PLACES = "/admin/activity-facts/", "/admin/activity-places/"


@pytest.fixture
def hall():
    return make.hall()


@pytest.fixture
def desk(client, hall):
    accounts.sign_in(client, hall.adults[0])
    return client


def listed(desk, address, **query) -> list[str]:
    page = desk.get(address, query)
    assert page.status_code == 200
    return [str(getattr(row, "child", row)) for row in page.context["object_list"]]


def test_activities_are_filtered(desk, hall):
    day = timezone.now() + timedelta(days=40)
    more = {"office": hall.office, "made_by": hall.adults[0]}
    make_activities.activity(name="纸船社", kind=Kind.OPEN, starts_at=day, ends_at=day + timedelta(days=1), **more)
    make_activities.activity(name="关了的", state=State.CLOSED, **more)
    elsewhere = make_activities.activity(name="别处的")
    assert set(listed(desk, FACTS)) == {hall.activity.name, "纸船社", "关了的"}
    assert listed(desk, FACTS, kind="open") == ["纸船社"]
    assert listed(desk, FACTS, state="closed") == ["关了的"]
    assert listed(desk, FACTS, q="纸船") == ["纸船社"]
    after = f"{timezone.localdate(day) - timedelta(days=1)}"
    assert listed(desk, FACTS, starts_at__date__gte=after) == ["纸船社"]
    assert "纸船社" not in listed(desk, FACTS, starts_at__date__lte=after)
    assert len(listed(desk, FACTS, office=hall.office.pk)) == 3
    assert listed(desk, FACTS, office=elsewhere.office.pk) == []


def test_places_are_filtered_and_ones_own(desk, hall):
    waiting = make_activities.place(hall.activity, state=PlaceState.WAITING)
    left = make_activities.place(hall.activity, state=PlaceState.LEFT)
    other = make_activities.place(make_activities.activity())
    held = {child.pseudonym for child in hall.children}
    assert set(listed(desk, PLACES)) == held | {waiting.child.pseudonym}
    assert listed(desk, PLACES, state="waiting") == [waiting.child.pseudonym]
    assert set(listed(desk, PLACES, activity=hall.activity.pk)) == held | {waiting.child.pseudonym}
    assert listed(desk, PLACES, q=hall.child.pseudonym) == [hall.child.pseudonym]
    html = desk.get(PLACES).content.decode()
    assert all(name not in html for name in (left.child.pseudonym, other.child.pseudonym, "真名"))


@pytest.mark.parametrize("address", [FACTS, PLACES])
@pytest.mark.parametrize("query", [
    {"activity": "x"}, {"office": "x"}, {"state": "\x00"}, {"kind": "none"}, {"starts_at__date__gte": "2026-99-99"},
    {"q": "\x00"}, {"q": "x" * 5000}, {"p": "99999999999"}, {"asked_at__date__lte": "0000-00-00"},
])  # fmt: skip
def test_a_senseless_filter_is_no_fault(desk, address, query):
    assert desk.get(address, query).status_code in {200, 404}


@pytest.mark.parametrize("address", [FACTS, PLACES])
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_wagtails_own_export_is_shut(desk, hall, address, kind):  # SEC-9, SEC-18
    answer = desk.get(address, {"export": kind})
    assert answer["Content-Type"].startswith("text/html")
    assert "export=" not in desk.get(address).content.decode()


def test_a_list_is_taken_along_by_way_of_its_reason(desk, hall):
    assert reverse("desk_day:take_on") in desk.get(FACTS).content.decode()
    way = reverse("desk_day:take_roster", args=[hall.activity.pk])
    assert way in desk.get(PLACES, {"activity": hall.activity.pk}).content.decode()
    other = make_activities.activity()
    assert (
        reverse("desk_day:take_roster", args=[other.pk])
        not in desk.get(PLACES, {"activity": other.pk}).content.decode()
    )


def test_places_are_changed_by_acts_alone(desk, hall):
    place = hall.activity.places.first()
    for name, args in (("add", []), ("edit", [place.pk]), ("delete", [place.pk])):
        address = reverse(f"activity-places:{name}", args=args)
        for answer in (desk.get(address), desk.post(address, {"words": "x"})):
            assert answer.status_code in {302, 403, 404}
    place.refresh_from_db()
    assert place.words == ""


@pytest.mark.parametrize("name", ["edit", "history", "history_results", "usage"])
def test_an_activity_of_others_has_no_side_page_either(desk, hall, name):
    other = make_activities.activity(name="别处的", state=State.DRAFT)
    answer = desk.get(reverse(f"activity-facts:{name}", args=[other.pk]), follow=True)
    assert (answer.status_code, "别处的" in answer.content.decode()) == (404, False)
    assert desk.get(reverse(f"activity-facts:{name}", args=[hall.activity.pk])).status_code == 200


@pytest.mark.parametrize("who", ["moderator", "late"])
def test_who_leads_nothing_sees_nothing(client, hall, who):
    role, vetted = (Role.MODERATOR, True) if who == "moderator" else (Role.FACILITATOR, False)
    accounts.sign_in(client, accounts.staff(role, office=hall.office, vetted=vetted))
    for address in (FACTS, PLACES):
        assert client.get(address).status_code in {302, 403, 404}


def test_listings_cost_the_same_for_one_and_for_three(desk, hall):
    costs = []
    for _ in range(3):
        for address in (FACTS, PLACES):
            desk.get(address)
            with CaptureQueriesContext(connection) as count:
                desk.get(address)
            costs.append(len(count))
        make_activities.place(hall.activity)
        make_activities.activity(office=hall.office, made_by=hall.adults[0])
    assert costs[:2] == costs[2:4] == costs[4:]
