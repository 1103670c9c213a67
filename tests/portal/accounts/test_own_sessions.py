"""Adults end one of their own sessions, and nobody else's."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from portal.accounts import actions
from portal.accounts.roles import Role
from portal.accounts.signals import access_ended
from portal.audit import queries as audit
from tests.making import accounts as make
from tests.making.doors import signed_in

pytestmark = pytest.mark.django_db
MAKERS = {"guardian": make.guardian, "staff": lambda: make.staff(Role.EDITOR), "partner": make.partner}


def two(person):
    here, there = Client(), Client()
    for client in (there, here):
        make.enter(client, person)
    return here, there


def row(client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def page_of(client) -> str:
    return client.get(reverse("usersessions_list")).content.decode()


@pytest.mark.parametrize("kind", MAKERS)
def test_one_is_ended_from_the_list_and_the_one_in_hand_stays(kind):  # SEC-8
    person = MAKERS[kind]()
    third = Client()
    make.enter(third, person)
    here, there = two(person)
    heard = []

    def hear(sender, person, **more):
        heard.append(person)

    address = reverse("session_end", args=[row(there).pk])
    assert f'action="{address}"' in page_of(here)
    assert reverse("session_end", args=[row(here).pk]) not in page_of(here)
    access_ended.connect(hear)
    assert "那里已经退出了" in here.post(address, follow=True).content.decode()
    access_ended.disconnect(hear)
    assert heard == [person.pk]
    assert [signed_in(each) for each in (here, there, third)] == [str(person.pk), None, str(person.pk)]
    assert there.get(reverse("usersessions_list")).status_code == 302
    assert audit.lines(act="account.session_ended").get().actor == person.pk


def test_ending_the_one_in_hand_goes_to_the_door():
    person = make.guardian()
    here, there = two(person)
    assert here.post(reverse("session_end", args=[row(here).pk]))["Location"] == reverse("account_login")
    assert (signed_in(here), signed_in(there)) == (None, str(person.pk))


def test_nobody_elses_session_is_there(client):  # SEC-2
    _here, there = two(make.guardian())
    make.enter(client, make.guardian())
    assert client.post(reverse("session_end", args=[row(there).pk]), follow=True).status_code == 404
    actions.end_own_session(by=make.guardian(), session=row(there), at=make.AT)
    assert signed_in(there)
    assert not audit.lines(act="account.session_ended").exists()


def test_a_link_ends_nothing(client):
    make.enter(client, make.guardian())
    assert client.get(reverse("session_end", args=[row(client).pk])).status_code == 405
    assert signed_in(client)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_shows_each(rows):
    person, clients = make.guardian(), [Client() for _ in range(rows)]
    for client in clients:
        make.enter(client, person)
    page = page_of(clients[0])
    assert page.count("<strong>") == rows
    assert page.count("/end/") == rows - 1
