"""One card and five tries, however many come at one moment (on a copied database, where transactions commit)."""

import pytest

from portal.accounts import actions
from portal.accounts.actions.cards import CardIsOver
from portal.accounts.actions.proofs import NotRight, Resting
from portal.accounts.models import Card, Device, User
from portal.ui.refusals import Refusal
from tests.making import accounts as make
from tests.making.doors import FOUR, WRONG

AT = make.AT


@pytest.mark.services
def test_one_of_two_at_once(race):  # SEC-42
    child = make.child()
    _card, token = actions.make_card(by=None, child=child, at=AT)
    results = race(20, lambda number: actions.use_card(token=token, own_phone=bool(number % 2), at=AT))
    assert sum(isinstance(each, Device) for each in results) == 1
    assert all(isinstance(each, Device | CardIsOver) for each in results)
    assert Device.objects.count() == 1


@pytest.mark.services
def test_a_card_is_used_or_stopped_never_both(race):  # SEC-42
    child, guardian = make.child(), make.guardian()
    _card, token = actions.make_card(by=None, child=child, at=AT)

    def act(number):
        if number % 2:
            return actions.stop_card(by=guardian, child=child, at=AT)
        return actions.use_card(token=token, own_phone=True, at=AT)

    results = race(20, act)
    assert [each for each in results if isinstance(each, Exception) and not isinstance(each, Refusal)] == []
    assert (Card.objects.get().state, Device.objects.count()) in {("used", 1), ("stopped", 0)}


@pytest.mark.services
def test_twenty_guesses_at_once_are_five(race):  # SEC-42, SEC-6
    child = make.child()
    _card, token = actions.make_card(by=None, child=child, at=AT)
    device = actions.use_card(token=token, own_phone=True, at=AT)
    actions.set_pictures(by=child, child=child, pictures=FOUR, at=AT)
    results = race(20, lambda number: actions.check_pictures(device=device, pictures=WRONG, at=AT))
    assert sum(isinstance(each, NotRight) for each in results) == 5
    assert sum(isinstance(each, Resting) for each in results) == 15
    assert User.objects.get(pk=child.pk).secret.wrong == 5
