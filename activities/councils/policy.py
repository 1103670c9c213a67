"""Who may do what with a council, as sentences."""

from datetime import datetime

from activities import policy as activities
from activities.councils import queries
from activities.councils.models import Council, Election
from activities.councils.states import State
from portal.asking import queries as asking


def may_make(person, *, at: datetime) -> bool:
    return activities.may_make(person, at=at)


def may_run(person, council: Council, *, at: datetime) -> bool:
    """A facilitator or supervisor in date, of its activity or office. None of them can stand: candidates are children
    with a place, or guardians."""
    return may_make(person, at=at) and Council.objects.run_by(person).filter(pk=council.pk).exists()


def takes_names(election: Election, *, at: datetime) -> bool:
    return election.state == State.NOMINATING and at < election.nominate_until


def takes_votes(election: Election, *, at: datetime) -> bool:
    return election.state == State.VOTING and at < election.vote_until


def may_be_counted(election: Election, *, at: datetime) -> bool:
    """When its time is over, or everybody has voted: nobody ends a vote because of how it seems to go. Who holds a
    paper may hand it in until the time is over."""
    if election.state != State.VOTING:
        return False
    voted, on_paper, roll = asking.turnout(election.box)
    return at >= election.vote_until or (voted >= roll and not on_paper)


def may_see_inside(person, council: Council, *, at: datetime) -> bool:
    """Members and voters, or who runs it: what is written inside is not for whoever passes by."""
    return may_run(person, council, at=at) or queries.councils_of(person).filter(pk=council.pk).exists()
