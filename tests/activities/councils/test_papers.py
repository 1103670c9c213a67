"""Ballots on paper of a parents' committee; those of children stand with the elections."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.councils import actions, queries
from activities.councils.kinds import Kind
from portal.asking import queries as boxes
from tests.making import accounts
from tests.making import councils as make

pytestmark = pytest.mark.django_db


def test_parents_vote_on_paper_too():
    """A home without a phone; a colleague knows the adult by the child."""
    hall = make.hall(children=4, kind=Kind.PARENTS)
    adults = [home.guardian for home in hall.homes]
    election = make.begun(hall)
    actions.stand(by=adults[0], election=election, called="阿树妈妈", at=election.made_at)
    election = make.opened(hall, election)
    called = {each.pk: each.shown_as for each in queries.roll_on_paper(election, at=make.during(election))}
    assert all(home.child.pseudonym in called[home.guardian.pk] for home in hall.homes)
    make.hand_out(hall, election, *adults[:3])
    lot = election.candidates.get().lot
    for who in hall.staff:
        actions.count_paper(by=who, election=election, papers=3, votes={lot: 3}, at=election.vote_until)
    assert [each.person for each in queries.elected(make.counted(hall, election))] == [adults[0]]


def test_the_page_offers_parents_papers(client):
    hall = make.hall(children=3, kind=Kind.PARENTS, at=timezone.now() - timedelta(days=3))
    election = make.begun(hall, at=timezone.now() - timedelta(days=2))
    actions.stand(by=hall.homes[0].guardian, election=election, called="阿树妈妈", at=election.made_at)
    election = make.opened(hall, election)
    accounts.sign_in(client, hall.boss)
    address = reverse("councils_desk:election", args=[election.pk])
    page = client.get(address).content.decode()
    assert hall.homes[1].child.pseudonym in page
    people = [str(home.guardian.pk) for home in hall.homes]
    client.post(reverse("councils_desk:paper", args=[election.pk]), {"people": people})
    assert boxes.turnout(election.box)[1] == 3
