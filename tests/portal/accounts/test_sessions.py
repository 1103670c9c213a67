"""How long one may stay: by kind of person and phone, idle and in all, to the second."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts import actions, policy
from portal.accounts.roles import Role
from portal.accounts.signals import access_ended
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WHO = {
    "own phone": (make.child, 14 * DAYS, 14 * DAYS),
    "shared phone": (make.child, 30 * MINUTES, 12 * HOURS),
    "guardian": (make.guardian, 2 * HOURS, 14 * DAYS),
    "staff": (make.staff, 30 * MINUTES, 12 * HOURS),
    "partner": (make.partner, 30 * MINUTES, 12 * HOURS),
}


@pytest.fixture
def clock(monkeypatch):
    """`clock(delta)` sets the time at the door to a moment after the start."""
    start = timezone.now()

    def set_to(after=timedelta()):
        monkeypatch.setattr(policy, "now", lambda: start + after)

    set_to()
    return set_to


def enter(client, who):
    person = WHO[who][0]()
    make.sign_in(client, person)
    session = client.session
    session[policy.OWN_PHONE] = who == "own phone"
    session.save()
    return person


def inside(client) -> bool:
    client.get("/accounts/login/")
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("second", "stays"), [(-1, True), (0, False), (1, False)])
def test_idle(client, clock, who, second, stays):  # SEC-8
    enter(client, who)
    clock(WHO[who][1] + timedelta(seconds=second))
    assert inside(client) is stays


@pytest.mark.parametrize("who", WHO)
def test_in_all_even_when_never_idle(client, clock, who):  # SEC-8
    _make, idle, whole = WHO[who]
    enter(client, who)
    step = min(idle, whole) * 3 / 4
    passed = step
    while passed < whole:
        clock(passed)
        assert inside(client), passed
        passed += step
    clock(whole)
    assert not inside(client)


def test_being_there_is_noted_at_most_once_a_minute(client, clock):
    enter(client, "guardian")
    clock(timedelta(seconds=59))
    before = dict(client.session)
    inside(client)
    assert dict(client.session) == before
    clock(timedelta(seconds=61))
    inside(client)
    assert client.session[policy.SEEN] > before[policy.SEEN]


def test_a_session_that_cannot_say_when_it_began_is_over(client, clock):
    enter(client, "guardian")
    session = client.session
    del session[policy.ENTERED]
    session.save()
    assert not inside(client)


def test_nobody_is_remembered_after_the_end(client, clock):
    enter(client, "shared phone")
    clock(31 * MINUTES)
    inside(client)
    clock()
    assert not inside(client)


def test_signing_out_is_announced(client, clock):
    heard = []

    def hear(sender, person, **kwargs):
        heard.append(person)

    access_ended.connect(hear)
    person = enter(client, "own phone")
    client.post("/zh-hans/signout/")
    access_ended.disconnect(hear)
    assert heard == [person.pk]
    assert not inside(client)


def test_a_visitor_without_a_session_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/zh-hans/signin/")


def test_the_door_costs_a_fixed_number_of_queries(client, django_assert_max_num_queries):
    make.sign_in(client, make.staff(Role.MODERATOR, Role.EDITOR, Role.FACILITATOR))
    client.get("/desk/conduct/")
    with django_assert_max_num_queries(6):
        client.get("/desk/conduct/")


def test_deactivation_ends_every_session(client):  # SEC-8
    person = enter(client, "guardian")
    actions.deactivate(by=None, person=person, at=make.AT)
    assert client.get("/accounts/email/").status_code == 302
