"""The one question, asked of the database: absence, noes, levels, ages, seconds."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from portal.consent import actions, queries, registry
from portal.consent.middleware import RememberingMiddleware
from portal.consent.models import GuardianLink
from portal.consent.purposes import IN_USE, RULES, Level, Missing, Purpose
from portal.consent.states import LinkState
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


def scope_of(purpose):
    return SCOPE if RULES[purpose].scoped else ""


def speak(home, who, purpose, state):
    """Brings one person's last answer into a state."""
    scope = scope_of(purpose)
    if state in {"yes", "withdrawn", "yes again"}:
        make.says(who, home.child, purpose, scope, at=AT)
    if state in {"no", "yes again"}:
        make.says(who, home.child, purpose, scope, yes=False, at=AT)
    if state == "withdrawn":
        actions.withdraw(by=who, child=home.child, purpose=purpose, scope=scope, at=AT)
    if state == "yes again":
        make.says(who, home.child, purpose, scope, at=AT)
    if state == "expired":
        make.says(who, home.child, purpose, scope, at=AT - timedelta(days=366))


ANSWERS = {
    "none": False, "yes": True, "no": False, "withdrawn": False, "expired": False, "yes again": True,
}  # fmt: skip


@pytest.mark.parametrize(("guardian", "child"), list(product(ANSWERS, ANSWERS)))
def test_both_must_say_yes(guardian, child):
    home = make.family(child_age=9, at=AT)
    for purpose in (Purpose.PUBLISH, Purpose.LIVE, Purpose.ADVOCACY):
        speak(home, home.guardian, purpose, guardian)
        speak(home, home.child, purpose, child)
        may = queries.may(home.child.pk, purpose, scope_of(purpose), at=AT)
        assert bool(may) == (ANSWERS[guardian] and ANSWERS[child]), purpose


@pytest.mark.parametrize(("purpose", "level"), list(product(sorted(IN_USE), [Level.G1, Level.G2, Level.G3])))
def test_level_of_the_guardian(purpose, level):  # CON-7
    home = make.family(child_age=9, level=level, at=AT)
    event = make.says(home.guardian, home.child, purpose, scope_of(purpose), at=AT)
    make.says(home.child, home.child, purpose, scope_of(purpose), at=AT)
    enough = level >= RULES[purpose].level
    assert event.state == ("given" if enough else "pending_verification")
    confirmed = level >= Level.G2  # a waiting link speaks for nobody yet
    assert bool(queries.may(home.child.pk, purpose, scope_of(purpose), at=AT)) == (enough and confirmed)


@pytest.mark.parametrize("state", [LinkState.SUSPENDED, LinkState.ENDED, LinkState.WAITING])
def test_a_link_that_rests_carries_nothing(state):  # CON-17
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
    over = {"ended_at": AT, "ended_code": "moved"} if state == LinkState.ENDED else {}
    GuardianLink.objects.update(state=state, **over)
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
    assert not queries.speaks_for(home.guardian, home.child, at=AT)


def test_with_one_guardian_resting_the_other_still_carries():
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    worker = make.worker(at=AT)
    actions.suspend(by=worker, link=home.links[0], code="court", at=AT)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
    actions.suspend(by=worker, link=home.links[1], code="court", at=AT)
    assert queries.standing(home.child.pk, Purpose.PUBLISH, at=AT).missing == [Missing.GUARDIAN]


@pytest.mark.parametrize("size", [2, 3])
def test_one_no_pauses_and_only_its_owner_lifts_it(size):  # CON-9
    home = make.family(child_age=9, guardians=size, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    for who in [*home.guardians, home.child]:
        actions.withdraw(by=who, child=home.child, purpose=Purpose.PUBLISH, at=AT)
        others = [person for person in [*home.guardians, home.child] if person != who]
        for other in others:
            make.says(other, home.child, Purpose.PUBLISH, at=AT)
        assert queries.standing(home.child.pk, Purpose.PUBLISH, at=AT).paused
        make.says(who, home.child, Purpose.PUBLISH, at=AT)
        assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)


@pytest.mark.parametrize(
    ("age", "guardian_alone", "child_alone"),
    [(7, False, False), (8, False, False), (13, False, False), (14, False, True), (15, False, True), (17, False, True)],
)
def test_from_fourteen_ones_own_yes_is_enough_to_publish(age, guardian_alone, child_alone):
    for speaker, expected in [("guardian", guardian_alone), ("child", child_alone)]:
        home = make.family(child_age=age, at=AT)
        make.says(getattr(home, speaker), home.child, Purpose.PUBLISH, at=AT)
        assert bool(queries.may(home.child.pk, Purpose.PUBLISH, at=AT)) == expected


def test_a_yes_stops_on_its_second():  # CON-12
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    end = AT + timedelta(days=365)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=end - timedelta(seconds=1))
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=end)
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=end + timedelta(seconds=1))


def test_a_yes_to_one_thing_ends_with_it():
    home, ends = make.family(child_age=9, at=AT), AT + timedelta(days=10)
    actions.ask(by=home.child, child=home.child, purpose=Purpose.LIVE, scope=SCOPE, ends_at=ends, at=AT)
    make.all_say(home, Purpose.LIVE, SCOPE, at=AT)
    assert queries.may(home.child.pk, Purpose.LIVE, SCOPE, at=ends - timedelta(seconds=1))
    assert not queries.may(home.child.pk, Purpose.LIVE, SCOPE, at=ends)


def test_a_yes_is_for_one_thing_only():  # CON-5
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.LIVE, SCOPE, at=AT)
    other = "activity:00000000-0000-4000-8000-000000000000"
    assert queries.may(home.child.pk, Purpose.LIVE, SCOPE, at=AT)
    assert not queries.may(home.child.pk, Purpose.LIVE, other, at=AT)
    assert not queries.may(home.child.pk, Purpose.ACTIVITY, SCOPE, at=AT)
    assert not queries.may(home.child.pk, Purpose.LIVE, "", at=AT)
    assert not queries.may(home.child.pk, Purpose.PUBLISH, SCOPE, at=AT)


def test_a_page_full_of_questions_gets_each_its_own_answer():  # CON-5, CON-23
    """Asked in one query: no yes of one child, purpose or scope counts for another."""
    first, second = (make.family(child_age=9, at=AT) for _ in range(2))
    other = "activity:00000000-0000-4000-8000-000000000000"
    for home, purpose, where in [
        (first, Purpose.LIVE, SCOPE), (first, Purpose.ACTIVITY, other), (second, Purpose.LIVE, other),
        (second, Purpose.PUBLISH, ""),
    ]:  # fmt: skip
        make.all_say(home, purpose, where, at=AT)
    said = {(first.child.pk, Purpose.LIVE, SCOPE), (first.child.pk, Purpose.ACTIVITY, other)}
    said |= {(second.child.pk, Purpose.LIVE, other), (second.child.pk, Purpose.PUBLISH, "")}
    asked = {
        (home.child.pk, purpose, where)
        for home in (first, second)
        for purpose in (Purpose.LIVE, Purpose.ACTIVITY, Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD)
        for where in (SCOPE, other, "")
    }
    assert queries.permitted_of(asked, at=AT) == said


def test_a_yes_to_everything_is_a_yes_to_nothing_in_particular():  # CON-5: no bundle
    """Such a row is refused where answers are made; should one be there, it permits nothing."""
    home = make.family(child_age=9, at=AT)
    for who in (home.guardian, home.child):
        event = make.says(who, home.child, Purpose.LIVE, SCOPE, at=AT)
        row = {field.name: getattr(event, field.name) for field in event._meta.fields if not field.primary_key}
        type(event).objects.create(**row | {"scope": ""})
    assert not queries.may(home.child.pk, Purpose.LIVE, "", at=AT)
    assert queries.standing(home.child.pk, Purpose.LIVE, "", at=AT).missing


@pytest.mark.parametrize(
    ("one", "other"), [pair for pair in product(sorted(IN_USE), sorted(IN_USE)) if pair[0] != pair[1]]
)
def test_taking_one_back_leaves_every_other(one, other):  # CON-6
    home = make.family(child_age=9, at=AT)
    for purpose in (one, other):
        make.all_say(home, purpose, scope_of(purpose), at=AT)
    actions.withdraw(by=home.guardian, child=home.child, purpose=one, scope=scope_of(one), at=AT)
    assert not queries.may(home.child.pk, one, scope_of(one), at=AT)
    assert queries.may(home.child.pk, other, scope_of(other), at=AT)


@pytest.mark.parametrize("size", [1, 100])
def test_many_children_cost_the_same(size, django_assert_num_queries):
    homes = [make.family(child_age=9, at=AT) for _ in range(size)]
    for home in homes[::2]:
        make.all_say(home, Purpose.PUBLISH, at=AT)
    children = [home.child.pk for home in homes]
    with django_assert_num_queries(1):
        allowed = queries.permitted(children, Purpose.PUBLISH, at=AT)
    assert allowed == {home.child.pk for home in homes[::2]}
    with django_assert_num_queries(1):
        assert queries.may(children[0], Purpose.PUBLISH, at=AT)


def test_nobody_asked_about_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.permitted([], Purpose.PUBLISH, at=AT) == set()


@pytest.mark.parametrize(("purpose", "scope"), [("tea", ""), (Purpose.PUBLISH, SCOPE), (Purpose.LIVE, "")])
def test_what_cannot_be_asked_is_denied(purpose, scope, django_assert_num_queries):  # CON-20
    home = make.family(child_age=9, at=AT)
    with django_assert_num_queries(0):
        assert queries.may(home.child.pk, purpose, scope, at=AT).missing == (Missing.OFF,)
        assert queries.permitted([home.child.pk], purpose, scope, at=AT) == set()


def test_the_decision_says_what_is_missing():  # CON-20
    home = make.family(child_age=9, level=Level.G2, at=AT)
    ask = lambda: queries.may(home.child.pk, Purpose.PICTURE_BY_CHILD, at=AT).missing  # noqa: E731 (asked at several moments)
    assert ask() == (Missing.GUARDIAN, Missing.CHILD)
    make.says(home.child, home.child, Purpose.PICTURE_BY_CHILD, at=AT)
    assert ask() == (Missing.GUARDIAN,)
    make.says(home.guardian, home.child, Purpose.PICTURE_BY_CHILD, yes=False, at=AT)
    assert ask() == (Missing.A_NO,)


def test_one_page_asks_once_and_decides_at_its_own_second(django_assert_num_queries):
    home, other = make.family(child_age=9, at=AT), make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    end = AT + timedelta(days=365)
    with registry.remembering(), django_assert_num_queries(2):
        assert queries.may(home.child.pk, Purpose.PUBLISH, at=end - timedelta(seconds=1))
        assert not queries.may(home.child.pk, Purpose.PUBLISH, at=end)
        assert queries.permitted([home.child.pk, other.child.pk], Purpose.PUBLISH, at=AT) == {home.child.pk}
        assert not queries.may(other.child.pk, Purpose.PUBLISH, at=AT)


def test_whoever_writes_remembers_nothing():
    home = make.family(child_age=9, at=AT)
    with registry.remembering():
        assert not queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
        make.all_say(home, Purpose.PUBLISH, at=AT)
        assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
        actions.suspend(by=make.worker(at=AT), link=home.link, code="court", at=AT)
        assert not queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
    assert registry.remembered() is None


@pytest.mark.parametrize(("method", "remembers"), [("get", True), ("head", True), ("post", False), ("put", False)])
def test_only_a_reading_request_remembers(method, remembers, rf):
    seen = []
    RememberingMiddleware(lambda request: seen.append(registry.remembered()))(getattr(rf, method)("/"))
    assert seen == [{} if remembers else None]
    assert registry.remembered() is None
