"""The desk's pages for guardians who differ: the office's own, no words of the family, and nothing to the family."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.consent.models import Mediation
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_directory.office()


def differing(office):
    home = make.at_office(make.family(child_age=9, guardians=2), office)
    make.says(home.guardians[0], home.child, Purpose.PUBLISH)
    make.says(home.guardians[1], home.child, Purpose.PUBLISH, yes=False)
    return home


@pytest.fixture
def worker(client, here):
    return make_accounts.sign_in(client, make.worker(office=here))


def page(client, name="families:differences", *args) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_a_worker_notes_that_it_was_talked_through(client, here, worker):
    home = differing(here)
    address = reverse("families:difference", args=[Mediation.objects.get().pk])
    assert reverse("families:differences") in page(client, "families:list")
    assert address in page(client)
    assert client.get(address).status_code == 200
    for said in ({}, {"outcome": "he shouts"}):
        assert client.post(address, said).status_code == 400
    assert client.post(address, {"outcome": "stays_no", "words": "金丝雀"}).status_code == 302
    assert (Mediation.objects.get().closed_by, Mediation.objects.get().outcome) == (worker, "stays_no")
    assert address not in page(client)
    assert home.child.pseudonym not in page(client)
    assert reverse("families:differences") not in page(client, "families:list")
    assert client.post(address, {"outcome": "agreed"}, follow=True).status_code == 404


def test_no_page_of_the_list_says_who_said_what(client, here, worker):
    home = differing(here)
    for text in (page(client), page(client, "families:difference", Mediation.objects.get().pk)):
        assert home.child.pseudonym in text
        assert not any(adult.pseudonym in text or adult.email in text for adult in home.guardians)


def test_another_offices_is_as_missing(client, here):  # SEC-1
    differing(here)
    address = reverse("families:difference", args=[Mediation.objects.get().pk])
    make_accounts.sign_in(client, make.worker(office=make_directory.office()))
    assert address not in page(client)
    for answer in (client.get(address, follow=True), client.post(address, {"outcome": "agreed"}, follow=True)):
        assert answer.status_code == 404
    assert Mediation.objects.get().closed_at is None


def test_the_family_never_reads_of_it(here):  # CON-9
    home = differing(here)
    address = reverse("families:difference", args=[Mediation.objects.get().pk])
    for person in (*home.guardians, home.child):
        client = Client()
        make_accounts.sign_in(client, person)
        for way in (address, reverse("families:differences")):
            assert client.get(way, follow=True).status_code in (403, 404)


def test_the_list_costs_the_same_for_one_and_for_three(client, here, worker, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        while Mediation.objects.count() < number:
            differing(here)
        with django_assert_max_num_queries(25) as asked:
            page(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]
