"""The door: every audience × kind of person × second factor, and what is closed to everybody."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import get_resolver, reverse

from portal.accounts import actions
from portal.accounts.kinds import Kind
from portal.accounts.models import ConductAcceptance, User
from portal.accounts.roles import AT_THE_DESK, Role
from portal.accounts.routes import PREFIXES, Audience, declared
from tests.making import accounts as make

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.accounts.door_urls")]

IN, CLOSED, SIGN_IN, CARD, ENROL, SHOW = (
    "in",
    "closed",
    "account_login",
    "signin",
    "mfa_activate_totp",
    "mfa_reauthenticate",
)
WHO = [
    "nobody",
    "child",
    "guardian",
    "staff",
    "staff asked",
    "staff shown",
    "partner",
    "partner asked",
    "partner shown",
]
TABLE = {
    #                     nobody   child   guardian staff  asked  shown  partner asked  shown
    Audience.PUBLIC: [IN, IN, IN, IN, IN, IN, IN, IN, IN],
    Audience.SIGNED_IN: [SIGN_IN, IN, IN, ENROL, SHOW, IN, ENROL, SHOW, IN],
    Audience.CHILD: [CARD, IN, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED],
    Audience.ADULT: [SIGN_IN, CLOSED, IN, ENROL, SHOW, IN, ENROL, SHOW, IN],
    Audience.GUARDIAN: [SIGN_IN, CLOSED, IN, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED],
    Audience.STAFF: [SIGN_IN, CLOSED, CLOSED, ENROL, SHOW, IN, CLOSED, CLOSED, CLOSED],
    Audience.PARTNER: [SIGN_IN, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, ENROL, SHOW, IN],
}


def visitor(who: str) -> Client:
    client = Client()
    kind, _, factor = who.partition(" ")
    if kind == "nobody":
        return client
    person = getattr(make, kind)()
    if factor == "shown":
        make.sign_in(client, person)
    else:
        client.force_login(person)
    if factor == "asked":
        actions.enrol_totp(person, make.TOTP_SECRET)
    return client


def told(response) -> str:
    """What the door said, in the words of the table."""
    if response.status_code == 200:
        return IN
    if response.status_code == 403:
        return CLOSED
    assert response.status_code == 302
    for name in (SIGN_IN, CARD, ENROL, SHOW, "conduct"):
        if response["Location"].startswith(f"{reverse(name)}?next="):
            return name
    return response["Location"]


@pytest.mark.parametrize(
    ("audience", "who", "expected"),
    [(audience, who, row[place]) for audience, row in TABLE.items() for place, who in enumerate(WHO)],
)
def test_every_audience_and_kind(audience, who, expected):  # SEC-1, SEC-4, CON-20
    assert told(visitor(who).get(f"/for/{audience}/")) == expected


def test_the_table_is_whole():
    assert set(TABLE) == set(Audience)
    assert set(Kind) == {who.split()[0] for who in WHO} - {"nobody"}


@pytest.mark.parametrize("who", WHO)
def test_a_view_that_said_nothing_is_shut(who):  # CON-20
    assert visitor(who).get("/for/nobody/", follow=True).status_code == 404


def test_a_declaration_on_a_class_counts():
    assert visitor("child").get("/for/children-class/").status_code == 200
    assert visitor("guardian").get("/for/children-class/").status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTNER])
def test_roles_are_asked_at_the_door(role):  # SEC-1
    client = Client()
    make.sign_in(client, make.staff(role))
    assert client.get("/for/moderators/").status_code == (200 if role == Role.MODERATOR else 403)


def test_a_role_that_ends_shuts_the_door_at_the_next_request(client):  # SEC-8
    person = make.sign_in(client, make.staff(Role.MODERATOR))
    assert client.get("/for/moderators/").status_code == 200
    actions.end_role(by=make.staff(), person=person, role=Role.MODERATOR, at=make.AT)
    assert told(client.get("/for/moderators/")) == SIGN_IN


def test_a_vetting_that_ends_shuts_the_door_at_the_next_request(client):  # SAF-8
    person = make.sign_in(client, make.staff(Role.MODERATOR))
    person.qualifications.update(expires_at=make.AT)
    assert client.get("/for/moderators/").status_code == 403


def test_a_closed_account_is_out_at_the_next_request(client):  # SEC-8
    person = make.sign_in(client, make.child())
    assert client.get("/for/child/").status_code == 200
    actions.deactivate(by=None, person=person, at=make.AT)
    assert told(client.get("/for/child/")) == CARD


@pytest.mark.parametrize("address", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/api/main/pages/"])
@pytest.mark.parametrize("who", ["nobody", "child", "guardian", "partner shown", "staff", "staff asked", "staff shown"])
def test_the_admin_without_a_role(address, who):  # SEC-40; no circle of redirects for a guardian
    expected = SIGN_IN if who == "nobody" else CLOSED
    assert told(visitor(who).get(address)) == expected


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTNER])
def test_the_admin_with_a_role(role):  # SEC-4, SEC-40
    person, client = make.staff(role), Client()
    client.force_login(person)
    assert told(client.get("/admin/")) == (ENROL if role in AT_THE_DESK else CLOSED)
    make.sign_in(client, person)
    assert told(client.get("/admin/")) == (IN if role in AT_THE_DESK else CLOSED)
    assert client.get("/admin/users/").status_code in {302, 403}
    assert client.get("/admin/users/add/").status_code in {302, 403}


def test_a_superuser_has_no_way_round_two_factors(client):  # SEC-4
    boss = User.objects.create_superuser("boss", "boss@example.org", "a very long password")
    actions.accept_conduct(by=boss, at=make.AT)
    client.force_login(boss)
    assert told(client.get("/admin/")) == ENROL
    actions.enrol_totp(boss, make.TOTP_SECRET)
    assert told(client.get("/admin/")) == SHOW
    assert told(client.get("/for/moderators/")) == CLOSED
    make.sign_in(client, boss)
    assert told(client.get("/admin/")) == IN
    assert told(client.get("/for/moderators/")) == CLOSED


def test_admin_login_takes_no_password(client):  # SEC-4
    person = make.staff(Role.EDITOR, password=make.PASSWORD)
    response = client.post("/admin/login/", {"username": person.username, "password": make.PASSWORD})
    assert response.status_code in {302, 405}
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/zh-hans/_util/login/", "/en/_util/login/"])
def test_wagtails_other_login_is_shut(client, address):  # SEC-4
    person = make.staff(Role.EDITOR, password=make.PASSWORD)
    assert client.get(address).status_code == 404
    assert client.post(address, {"username": person.username, "password": make.PASSWORD}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_factor_of_another_session_does_not_count(client):  # SEC-4
    person = make.staff(Role.EDITOR)
    make.sign_in(Client(), person)
    client.force_login(person)
    assert told(client.get("/admin/")) == SHOW


def test_a_removed_factor_does_not_count(client):  # SEC-4
    person = make.sign_in(client, make.staff(Role.EDITOR))
    Authenticator.objects.filter(user=person).delete()
    assert told(client.get("/admin/")) == ENROL
    actions.enrol_totp(person, make.TOTP_SECRET)
    assert told(client.get("/admin/")) == SHOW, "what was shown was another one"


def test_recovery_codes_alone_are_no_second_factor(client):  # SEC-4
    person = make.sign_in(client, make.staff(Role.EDITOR))
    Authenticator.objects.filter(user=person).update(type=Authenticator.Type.RECOVERY_CODES)
    assert told(client.get("/admin/")) == ENROL


def test_the_code_of_conduct_comes_first(client):  # SAF-9
    person = make.sign_in(client, make.staff(Role.EDITOR))
    ConductAcceptance.objects.all().delete()
    response = client.get("/admin/")
    assert told(response) == "conduct"
    assert client.get(response["Location"]).status_code == 200
    response = client.post(reverse("conduct"), {"next": "/admin/"})
    assert response["Location"] == "/admin/"
    assert told(client.get("/admin/")) == IN
    ConductAcceptance.objects.filter(user=person).update(version="2025-1")
    assert told(client.get("/admin/")) == "conduct"


def test_conduct_leads_nowhere_foreign(client):
    make.sign_in(client, make.staff(Role.EDITOR))
    assert client.post(reverse("conduct"), {"next": "https://evil.example/"})["Location"] == "/"


def test_the_way_back_is_kept(client):
    assert client.get("/for/guardian/?a=1")["Location"] == "/accounts/login/?next=%2Ffor%2Fguardian%2F%3Fa%3D1"


def routes(patterns, before=""):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here, pattern.callback


def test_every_real_route_has_said_who_it_is_for():  # CON-20
    known_shut = {"_util/"}  # Wagtail's sign-in with a password alone, and pages behind one shared password
    silent = [
        address
        for address, view in routes(get_resolver("portal.urls").url_patterns)
        if declared(view, "/" + address.replace("^", "")) is None and not any(shut in address for shut in known_shut)
    ]
    assert silent == []


def test_prefixes_are_whole_folders():
    assert all(prefix.startswith("/") and prefix.endswith("/") for prefix in PREFIXES)
