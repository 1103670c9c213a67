"""Twenty browsers at one moment with one link of a child who began alone (CON-8)."""

from datetime import UTC, datetime

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.queries import hashed
from portal.consent import actions
from portal.consent.models import Invitation, Start
from portal.consent.states import StartState
from tests.making import starting as make

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


def begun():
    start, person = make.begin(at=AT), make.grown_up()
    Invitation.objects.filter(start=start).update(token_hash=hashed("known"))
    return start, person


def test_twenty_yeses_are_one(race):  # CON-8 replay
    _start, person = begun()
    done = race(20, lambda number: make.says_yes(person, "known", at=AT))
    assert sum(isinstance(each, User) for each in done) == 1, done
    assert sum(isinstance(each, actions.LinkIsOver) for each in done) == 19, done
    assert User.objects.filter(kind=Kind.CHILD).count() == 1


def test_yes_no_and_stop_at_once_are_one_of_them(race):
    """Whatever came first counts, and no account is left without its start or the other way round."""
    start, person = begun()
    acts = [
        lambda: make.says_yes(person, "known", at=AT),
        lambda: actions.decline(by=person, token="known", at=AT),
        lambda: actions.stop(start=start, at=AT),
        lambda: actions.ask_again(start=start, at=AT),
    ]
    done = race(12, lambda number: acts[number % 4]())
    refused = (actions.LinkIsOver, actions.NotNow, actions.TooSoon)
    assert all(each is None or isinstance(each, (User, *refused)) for each in done), done
    left = Start.objects.filter(pk=start.pk).first()
    children = User.objects.filter(kind=Kind.CHILD).count()
    if left:
        assert (left.state == StartState.YES) == (children == 1)
        assert left.state != StartState.WAITING
