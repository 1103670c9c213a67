"""Letting an adult's word rest, doubting it, ending it: a worker of the office, with a fresh proof and no words."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.purposes import Purpose
from portal.consent.states import NEXT, LinkState
from portal.family.queries.desk import LINK_STEPS
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
LEADS_TO = {
    "rest": LinkState.SUSPENDED, "resume": LinkState.CONFIRMED, "dispute": LinkState.DISPUTED,
    "settle": LinkState.CONFIRMED, "end": LinkState.ENDED,
}  # fmt: skip


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9), here)
    make.all_say(made, Purpose.PUBLISH)
    return made


@pytest.fixture
def worker(client, here):
    return make_accounts.sign_in(client, make.worker(office=here))


def take(client, link, name, **said):
    return client.post(reverse("families:step", args=[link.pk, name]), said, follow=True)


def allowed(home):
    return bool(queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now()))


def test_pages_offer_no_move_that_is_none():
    for state, names in LINK_STEPS.items():
        assert {LEADS_TO[name] for name in names} <= NEXT[state]


@pytest.mark.parametrize(
    ("way", "states", "after"),
    [
        (["rest", "resume"], ["suspended", "confirmed"], False),  # asked anew, unless the mistake was ours
        (["dispute", "settle"], ["disputed", "confirmed"], True),
        (["dispute", "rest", "end"], ["disputed", "suspended", "ended"], False),
        (["dispute", "rest", "resume", "rest", "resume"], ["disputed", *["suspended", "disputed"] * 2], False),
    ],
)
def test_each_step_has_its_page(client, home, worker, way, states, after):  # CON-17, CON-18
    for name, state in zip(way, states, strict=True):
        address = reverse("families:step", args=[home.link.pk, name])
        assert address in client.get(reverse("families:one", args=[home.child.pk])).content.decode()
        assert client.get(address).status_code == 200
        take(client, home.link, name, code="court")
        home.link.refresh_from_db()
        assert home.link.state == state
        assert allowed(home) is (after and name == way[-1])


def test_a_word_is_limited_and_widened_on_its_pages(client, home, worker):  # CON-17
    for name, authority, allows in (("limit", "activities", False), ("widen", "full", True)):
        address = reverse("families:step", args=[home.link.pk, name])
        assert address in client.get(reverse("families:one", args=[home.child.pk])).content.decode()
        assert client.get(address).status_code == 200
        take(client, home.link, name, code="error")
        home.link.refresh_from_db()
        assert (home.link.authority, allowed(home)) == (authority, allows)
        assert take(client, home.link, name, code="error").status_code == 404


def test_a_rest_by_our_mistake_gives_everything_back(client, home, worker):
    take(client, home.link, "rest", code="error")
    take(client, home.link, "resume", code="error")
    assert allowed(home)


def test_no_step_without_a_kind_of_reason(client, home, worker):
    for said in ({}, {"code": "he shouts"}):
        assert take(client, home.link, "end", **said).status_code == 400
    home.link.refresh_from_db()
    assert home.link.state == LinkState.CONFIRMED
    take(client, home.link, "end", code="safety", words="金丝雀")
    [line] = audit.lines(act="guardian.revoked")
    assert line.detail == {"code": "safety"}


def test_a_step_that_is_not_now_is_not_there(client, home, worker):
    for name in ("resume", "settle", "erase"):
        assert take(client, home.link, name, code="court").status_code == 404
    own = make.at_office(make.family(child_age=9), queries.home_of(home.child).office)
    make.link(own.child, worker)
    assert take(client, own.link, "end", code="court").status_code == 404


def test_another_offices_worker_takes_none(client, home):  # SEC-1
    make_accounts.sign_in(client, make.worker(office=make_directory.office()))
    for name in (*LEADS_TO, "limit", "widen"):
        assert take(client, home.link, name, code="court").status_code == 404
    home.link.refresh_from_db()
    assert home.link.state == LinkState.CONFIRMED


def test_a_step_wants_a_fresh_proof(client, home, worker):  # SEC-9
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": record["at"] - 3600} for record in records]
    session.save()
    page = client.post(reverse("families:step", args=[home.link.pk, "end"]), {"code": "court"})
    assert "reauthenticate" in page.url
    assert allowed(home)
