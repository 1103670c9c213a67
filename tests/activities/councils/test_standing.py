"""Who is shown as standing, and what is left of it afterwards: nobody shamed, nobody who cannot step back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities import queries as activities
from activities.councils import actions, queries
from activities.councils.models import Term
from activities.councils.states import Outcome, State
from activities.models import Place
from activities.states import PlaceState
from portal.asking.models import Ballot, Voter
from portal.clock.registry import jobs
from portal.consent.purposes import Purpose
from portal.ui.refusals import Refusal
from tests.making import consent as make_consent
from tests.making import councils as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def hall():
    return make.hall()


def test_words_written_anew_after_they_were_read_are_not_let_through(hall):  # MOD-4
    election, child = make.begun(hall), hall.children[0]
    make.stands(election, child, words="把书架修好")
    actions.withdraw(by=child, election=election, at=election.made_at)
    make.stands(election, child, words="谁不选我谁是猪")
    with pytest.raises(Refusal, match="changed meanwhile"):
        make.read(hall, election, "把书架修好")
    assert queries.unread(election)


def test_who_has_no_place_or_no_yes_any_more_is_shown_as_a_candidate_to_nobody(client, hall):
    one, other, third = hall.children
    election = make.begun(hall)
    make.stands(election, one, other, words="把书架修好")
    seen = reverse("councils:election", args=[election.pk])
    client.force_login(third)
    assert one.pseudonym in client.get(seen).content.decode()
    Place.objects.filter(child=one).update(state=PlaceState.LEFT, number=None, left_at=timezone.now())
    make_consent.all_say(hall.homes[1], Purpose.ACTIVITY, activities.scope(hall.council.activity), yes=False)
    said = client.get(seen).content.decode()
    for child in (one, other):
        assert f"<b>{child.pseudonym}</b>" not in said
    assert queries.standing(election, at=timezone.now()) == []


def test_who_was_not_chosen_is_not_shown_when_it_is_over(client, hall):
    one, _other, third = hall.children
    election = make.begun(hall)
    make.stands(election, one)
    election = make.opened(hall, election)
    make.all_vote(hall, election)
    assert make.counted(hall, election).outcome == Outcome.NOBODY
    client.force_login(third)
    assert one.pseudonym not in client.get(reverse("councils:election", args=[election.pk])).content.decode()


@pytest.mark.parametrize("end", ["counted", "called off"])
def test_that_somebody_was_asked_is_left_nowhere(hall, end):
    one, other, _third = hall.children
    election = make.begun(hall)
    make.stands(election, one)
    actions.propose(by=one, election=election, person=other, at=election.made_at)
    if end == "counted":
        election = make.opened(hall, election)
        make.all_vote(hall, election)
        make.counted(hall, election)
    else:
        actions.cancel(by=hall.boss, election=election, why="台风", at=election.made_at)
    assert [each.person for each in election.candidates.all()] == [one]


def test_ballots_that_nobody_counts_are_kept_no_longer_than_others(hall):
    election = make.begun(hall)
    make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    make.all_vote(hall, election)
    for day in (29, 30, 31):
        jobs["councils.boxes"].run(election.vote_until + timedelta(days=day))
        assert Ballot.objects.exists() == Voter.objects.exists() == (day == 29)
    election.refresh_from_db()
    assert (election.state, election.why_en) == (State.CANCELLED, "Nobody came to count the votes.")
    assert election.why == "没有人来数票。"


def test_terms_lie_in_no_order_of_votes():
    """Otherwise the numbers of SQLite's rows would tell who had more."""
    hall = make.hall(children=6)
    election = make.begun(hall, seats=6)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    fewest = sorted(numbers)
    for place, child in enumerate(hall.children):
        actions.vote(by=child, election=election, picked=fewest[place:], at=make.during(election))
    make.counted(hall, election)
    laid = [term.person_id for term in Term.objects.order_by()]
    lot = dict(election.candidates.values_list("person", "lot"))
    assert [lot[person] for person in laid] == fewest
