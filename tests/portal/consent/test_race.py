"""Many answers at one moment: the last one counts, and none is lost."""

from datetime import UTC, datetime

import pytest

from portal.consent import actions, queries
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from tests.making import consent as make

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


@pytest.mark.services
def test_twenty_answers_at_once_are_twenty_rows_in_a_row(race):
    home = make.family(child_age=9, at=AT)
    make.says(home.child, home.child, Purpose.PUBLISH, at=AT)
    done = race(20, lambda n: make.says(home.guardian, home.child, Purpose.PUBLISH, yes=n % 2 == 0, at=AT))
    assert not [problem for problem in done if isinstance(problem, Exception)]
    said = Event.objects.filter(actor=home.guardian).order_by("number")
    assert [event.number for event in said] == list(range(1, len(said) + 1))
    assert {event.pk for event in said} == {event.pk for event in done}, "each was heard; a no said twice is one no"
    assert sum(event.state in {"given", "renewed"} for event in said) == 10
    assert bool(queries.may(home.child.pk, Purpose.PUBLISH, at=AT)) == (said.last().state in {"given", "renewed"})


@pytest.mark.services
def test_a_taking_back_beside_nineteen_yeses_of_others_stands(race):
    home = make.family(child_age=9, guardians=3, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)

    def act(number):
        if number == 7:
            return actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
        who = [*home.guardians[1:], home.child][number % 3]
        return make.says(who, home.child, Purpose.PUBLISH, at=AT)

    done = race(20, act)
    assert not [problem for problem in done if isinstance(problem, Exception)]
    assert queries.standing(home.child.pk, Purpose.PUBLISH, at=AT).paused
    assert Event.objects.count() == 4 + 20
