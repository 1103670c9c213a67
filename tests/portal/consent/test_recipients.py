"""A supervisor says how an office is reached that receives what children say (CON-23)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions
from portal.directory.models import Office
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
REACHED = "柳巷9号，周一到周五"


def at_desk(*roles):
    client = Client()
    client.person = make_accounts.sign_in(client, make_accounts.staff(*roles, at=timezone.now()))
    client.cookies["django_language"] = "en"
    return client


def receiving(contact="", **more):
    made = make_directory.office(**more)
    Office.objects.filter(pk=made.pk).update(receives=True, ours=False, contact=contact)
    made.refresh_from_db()
    return made


def test_a_supervisor_names_what_is_missing():
    known, unknown = receiving("Known Road 1", name="A"), receiving(name="B")
    client = at_desk(Role.SUPERVISOR)
    page = client.get(reverse("recipients:list")).content.decode()
    places = [page.index(reverse("recipients:one", args=[each.pk])) for each in (unknown, known)]
    assert places == sorted(places)  # what is missing stands first
    assert "Known Road 1" in page
    client.post(reverse("recipients:one", args=[unknown.pk]), {"contact": f" {REACHED} "})
    unknown.refresh_from_db()
    assert unknown.contact == REACHED
    [line] = audit.lines(act="office.contact_named")
    assert (line.actor, line.subject) == (client.person.pk, f"office:{unknown.pk}")
    assert REACHED in client.get(reverse("recipients:list")).content.decode()


@pytest.mark.parametrize("wrong", ["", "  ", "x" * 121])
def test_what_reaches_nobody_is_not_kept_and_not_lost(wrong):
    office = receiving("Known Road 1")
    found = at_desk(Role.SUPERVISOR).post(reverse("recipients:one", args=[office.pk]), {"contact": wrong})
    assert found.status_code == 400
    assert found.context["form"]["contact"].value() == wrong
    office.refresh_from_db()
    assert office.contact == "Known Road 1"


@pytest.mark.parametrize("role", [*(role for role in Role if role != Role.PARTNER), None])
def test_who_may(role):
    office, client = receiving(), at_desk(*[role] if role else [])
    pages = [reverse("recipients:list"), reverse("recipients:one", args=[office.pk])]
    assert {client.get(page).status_code for page in pages} == {200 if role == Role.SUPERVISOR else 403}
    at = timezone.now()
    if role == Role.SUPERVISOR:
        assert actions.name_recipient(by=client.person, office=office, contact=REACHED, at=at)
    else:
        with pytest.raises(actions.NotForYou):
            actions.name_recipient(by=client.person, office=office, contact=REACHED, at=at)
    shown = reverse("recipients:list") in client.get("/admin/", follow=True).content.decode()
    assert shown is (role == Role.SUPERVISOR)


def test_an_office_of_ours_is_not_for_this_page():
    ours = make_directory.office()
    client = at_desk(Role.SUPERVISOR)
    assert client.get(reverse("recipients:one", args=[ours.pk]), follow=True).status_code == 404
    with pytest.raises(actions.NotForYou):
        actions.name_recipient(by=client.person, office=ours, contact=REACHED, at=timezone.now())
    for person in (make.person("guardian"), make.child()):
        other = Client()
        make_accounts.sign_in(other, person)
        assert other.get(reverse("recipients:list")).status_code == 403


def test_as_many_queries_for_three_offices_as_for_one():
    client = at_desk(Role.SUPERVISOR)

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("recipients:list")).status_code == 200
        return len(found)

    receiving()
    count()
    before = count()
    receiving()
    receiving()
    assert count() == before
