"""The same words at the same moment from a phone that keeps trying: one message, one case, one lead who hears it."""

from activities.live.models import HeldForCare
from moderation.models import Case
from tests.making import live as make


def test_ten_sendings_at_once_are_one_case(race):
    house = make.house(child_age=15)
    house.sit()
    outcomes = race(10, lambda number: house.do(house.children[0], "say", text="有时候我想自杀", client_id="client-x"))
    assert len({outcome.seq for outcome in outcomes}) == 1
    assert HeldForCare.objects.count() == Case.objects.filter(kind="live").count() == 1
    numbers = list(house.room.log.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
