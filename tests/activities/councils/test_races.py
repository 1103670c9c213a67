"""One child taps twenty times, twenty children at one moment: every vote once, none lost."""

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
