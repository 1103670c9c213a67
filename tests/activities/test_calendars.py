"""Times for people's own calendars: a file an activity, and a secret address a person that says nobody's name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.models import Feed
from activities.states import PlaceState, State
from portal.audit.models import Line
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level
from portal.consent.states import LinkState
from portal.privacy import actions as privacy
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db
PAGE = reverse("activities:feed")


def with_times(times=2, **facts):
    activity = make.activity(**facts)
    for number in range(times):
        make.session(activity, starts_at=activity.starts_at + timedelta(weeks=number))
    return activity


@pytest.fixture
def house():
    found = families.family(child_age=9, level=Level.G2)
    found.child.pseudonym = "安静的石榴"
    found.child.save()
    found.activity = with_times()
    make.place(found.activity, found.child)
    return found


def address_of(client, person, **data) -> str:
    client.force_login(person)
    answer = client.post(PAGE, {"do": "make", **data})
    client.logout()
    return answer.context["address"]


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\r\n ", "")


def test_an_activity_goes_into_a_calendar(client):
    activity = with_times(3, name="一米走读, 小队;")
    answer = client.get(reverse("activities:ics", args=[activity.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    text = answer.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 3
    assert "SUMMARY:一米走读\\, 小队\\;" in text
    assert f"/activities/{activity.pk}/" in text
    draft = make.activity(state=State.DRAFT)
    assert client.get(reverse("activities:ics", args=[draft.pk])).status_code == 404


@pytest.mark.parametrize("who", ["child", "guardian"])
@pytest.mark.parametrize("neutral", [True, False])
def test_the_feed_holds_the_times_and_nobodys_name(client, house, who, neutral):  # promise 4
    address = address_of(client, getattr(house, who), **({"neutral": "on"} if neutral else {}))
    text = read(client, address)
    assert text.count("BEGIN:VEVENT") == 2
    for name in (house.child.pseudonym, house.child.username, house.guardian.pseudonym, house.guardian.email):
        assert name not in text
    assert ("一米走读" in text) is not neutral
    assert ("LOCATION" in text) is not neutral
    assert ("SUMMARY:有安排" in text) is neutral


def test_only_places_that_are_held_are_in_it(client, house):
    for state in (PlaceState.WAITING, PlaceState.ASKED, PlaceState.LEFT):
        make.place(with_times(), house.child, state=state)
    make.place(with_times(), make.child())
    assert read(client, address_of(client, house.guardian)).count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize("stop", ["stop", "make"])
def test_a_stopped_address_opens_nothing(client, house, stop):
    address = address_of(client, house.child)
    client.force_login(house.child)
    client.post(PAGE, {"do": stop})
    client.logout()
    assert client.get(address).status_code == 404
    assert Feed.objects.filter(person=house.child, stopped_at=None).count() == (stop == "make")


def test_the_address_is_shown_once_and_kept_nowhere(client, house):
    address = address_of(client, house.child)
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert len(token) >= 43
    client.force_login(house.child)
    assert token not in client.get(PAGE).content.decode()
    assert token not in str(list(Feed.objects.values())) + str(list(Line.objects.values()))


@pytest.mark.parametrize("state", [LinkState.SUSPENDED, LinkState.WAITING])
def test_a_guardian_reads_no_longer_than_their_own_page_shows(client, house, state):  # CON-19, SAF-4
    address = address_of(client, house.guardian)
    GuardianLink.objects.filter(child=house.child).update(state=state, **(
        {"papers_at": None, "papers_by": None, "level": Level.G1} if state == LinkState.WAITING else {}
    ))  # fmt: skip
    assert "BEGIN:VEVENT" not in read(client, address)


def test_a_closed_account_reads_nothing(client, house):
    address = address_of(client, house.child)
    house.child.is_active = False
    house.child.save()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("token", ["", "x" * 43, "../../etc"])
def test_guessing_finds_nothing(client, house, token):
    address_of(client, house.child)
    assert client.get(f"/feeds/{token}.ics").status_code == 404


def test_the_desk_has_no_feed(client):
    accounts.sign_in(client, accounts.staff("facilitator"))
    assert client.get(PAGE).status_code == 404


def test_feeds_go_with_the_person(client, house):  # PRI-5
    address = address_of(client, house.child)
    privacy.erase(by=house.child, person=house.child.pk, at=timezone.now())
    assert not Feed.objects.exists()
    assert client.get(address).status_code == 404


def test_one_feed_a_person(house):
    facts = {"person": house.child, "neutral": True, "made_at": timezone.now()}
    Feed.objects.create(mark="a", **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Feed.objects.create(mark="b", **facts)


def test_the_feed_costs_the_same_at_one_and_at_three(client, house, django_assert_max_num_queries):
    address, counts = address_of(client, house.guardian), []
    for more in (0, 2):
        for _ in range(more):
            make.place(with_times(), house.child)
        with django_assert_max_num_queries(8) as count:
            read(client, address)
        counts.append(len(count))
    assert counts[0] == counts[1]
