"""Random families say, refuse, take back and let time pass; a small oracle and the engine never differ."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.consent import actions, queries
from portal.consent.purposes import Purpose
from tests.making import consent as make

pytestmark = pytest.mark.django_db
START = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
LIFE = timedelta(days=365)
PURPOSES = [Purpose.PUBLISH, Purpose.PICTURE_OF_CHILD]
UNTIL = {Purpose.PUBLISH: 14, Purpose.PICTURE_OF_CHILD: 18}
AGES = [8, 13, 15]

steps = st.lists(
    st.tuples(
        st.integers(0, 2),  # which family
        st.integers(0, 2),  # who of it: two guardians, the child
        st.sampled_from(PURPOSES),
        st.sampled_from(["yes", "no", "back", "clock"]),
        st.integers(0, 200),  # days that pass before
    ),
    max_size=12,
)


def age_in(year: int, age: int) -> int:
    return year - 2026 + age  # all were born on a first of January


def asked_anew(then: int, now: int) -> bool:
    return any(then < turn <= now for turn in (14, 18))


def oracle(said, family, purpose, at, age_then) -> bool:
    """`said[(family, who, purpose)]` is when the last yes was, or None after a no."""
    words = {who: said[family, who, purpose] for who in range(3) if (family, who, purpose) in said}
    grown = age_then >= 18
    if any(word is None for who, word in words.items() if who == 2 or not grown):
        return False
    alive = {who for who, word in words.items() if word is not None and at < word + LIFE}
    if 2 in alive and asked_anew(age_then - (at.year - words[2].year), age_then):
        return False
    return 2 in alive and (age_then >= UNTIL[purpose] or bool(alive & {0, 1}))


@settings(max_examples=60, deadline=None)
@given(steps)
def test_may_and_permitted_agree_with_the_oracle(walk):
    with transaction.atomic():
        homes = [make.family(child_age=None, guardians=2, at=START) for _ in AGES]
        for home, age in zip(homes, AGES, strict=True):
            make.known(home.child, born=f"{2026 - age}-01-01", at=START)
        said, at = {}, START
        for family, who, purpose, verb, days in walk:
            at += timedelta(days=days)
            home = homes[family]
            person = [*home.guardians, home.child][who]
            if who != 2 and age_in(at.year, AGES[family]) >= 18:
                continue  # nobody speaks for a grown person; tests/portal/consent/test_birthdays.py
            if verb == "clock":
                actions.announce_expiries(at=at)
            elif verb == "back":
                actions.withdraw(by=person, child=home.child, purpose=purpose, at=at)
                said[family, who, purpose] = None
            else:
                make.says(person, home.child, purpose, yes=verb == "yes", at=at)
                said[family, who, purpose] = at if verb == "yes" else None
            for each in PURPOSES:
                expected = {
                    homes[i].child.pk for i, age in enumerate(AGES) if oracle(said, i, each, at, age_in(at.year, age))
                }
                children = [home.child.pk for home in homes]
                assert queries.permitted(children, each, at=at) == expected
                assert {child for child in children if queries.may(child, each, at=at)} == expected
        transaction.set_rollback(True)
