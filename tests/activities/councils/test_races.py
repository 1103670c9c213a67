"""One child taps twenty times, twenty children at one moment: every vote once, none lost."""

import pytest
from django.db import connection

from activities.councils import actions
from activities.councils.states import State
from portal.asking.models import Ballot, Box, Voted
from tests.making import councils as make


def test_one_child_votes_twenty_times(race):
    hall = make.hall()
    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    at = make.during(election)
    done = race(20, lambda number: actions.vote(by=hall.children[1], election=election, picked=[lot], at=at))
    assert sum(each is None for each in done) == 1
    assert (Ballot.objects.count(), Voted.objects.count(), Box.objects.get().ballots_in) == (1, 1, 1)


def test_ten_children_vote_at_one_moment_while_it_is_counted(race):
    hall = make.hall(children=10)
    election = make.begun(hall, quorum=0)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)

    def act(number):
        if number == 10:
            return actions.count(by=hall.boss, election=election, at=election.vote_until).state
        return actions.vote(
            by=hall.children[number], election=election, picked=[numbers[number]], at=make.during(election)
        )

    done = race(11, act)
    assert done[10] == State.DONE
    voted = sum(each is None for each in done[:10])
    assert (Ballot.objects.count(), Voted.objects.count(), Box.objects.get().ballots_in) == (voted,) * 3


@pytest.mark.services
def test_no_number_of_a_transaction_leads_from_a_mark_to_a_ballot(copied_database):
    """PostgreSQL writes beside each row which transaction made it: all ballots bear that of the last voter."""
    hall = make.hall(children=4)
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    for child, lot in zip(hall.children, numbers, strict=True):
        actions.vote(by=child, election=election, picked=[lot], at=make.during(election))
    with connection.cursor() as cursor:
        counted = []
        for table in ("asking_voted", "asking_ballot"):
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table}")  # noqa: S608 (our own table)
            counted.append(cursor.fetchone()[0])
    assert counted == [4, 1]
