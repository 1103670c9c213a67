"""Twenty hands at one case (MOD-4, MOD-5)."""

import uuid

import pytest

from moderation import actions, queries
from moderation.models import Case, Decision
from tests.making import moderation as make


def test_one_of_twenty_gets_the_case(race):  # MOD-5
    case = make.sent()
    people = [make.moderator() for _ in range(20)]
    results = race(20, lambda number: actions.claim(by=people[number], case=case, at=make.AT))
    won = [result for result in results if isinstance(result, Case)]
    assert len(won) == 1
    assert all(isinstance(result, actions.AlreadyClaimed) for result in results if result not in won)


def test_what_is_approved_is_what_was_read(race):  # MOD-4
    """An edit and an approval at one moment: whichever comes first, no unread word is approved."""
    for _ in range(5):
        case, moderator = make.sent(), make.moderator()
        make.claimed(case, moderator)

        def act(number, case=case, moderator=moderator):
            if number:
                return make.send(case, f"绿灯只有十秒。{uuid.uuid4().hex[:4]}")
            return make.approve(case, moderator, claim=False)

        race(2, act)
        fresh = Case.objects.get(pk=case.pk)
        shown = queries.approved_revision(fresh)
        assert shown is None, "the newer words were never read"
        assert not Decision.objects.filter(case=case, revision=fresh.revision).exists()


@pytest.mark.parametrize("_again", range(3))
def test_two_second_yeses_at_once_are_one(race, _again):  # MOD-6
    case, first = make.sent(picture=True), make.moderator()
    make.approve(case, first)
    second = make.moderator()
    make.claimed(case, second)
    race(4, lambda number: make.approve(case, second, claim=False))
    assert Decision.objects.filter(case=case, act="approve").count() == 2
    assert queries.approved_revision(case) == case.revision
