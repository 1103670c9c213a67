"""The rule itself, against every family there can be (CON-9, CON-10, CON-14)."""

from itertools import combinations_with_replacement, product

import pytest

from portal.consent.purposes import RULES, Level, Missing, Purpose, Say

AGES = [None, 6, 7, 8, 13, 14, 15, 16, 17, 18]
GUARDIAN = [(Say.YES, level) for level in Level] + [(Say.NO, Level.G3), (Say.NOTHING, Level.G3)]

# Who must say yes at which age: written out by hand, apart from the rules it checks.
GUARDIAN_NEEDED = {
    #                          None   6     7     8     13    14     15     16     17     18
    Purpose.ACCOUNT:          [True, True, True, True, True, False, False, False, False, False],
    Purpose.ACTIVITY:         [True, True, True, True, True, True, True, False, False, False],
    Purpose.LIVE:             [True, True, True, True, True, True, True, False, False, False],
    Purpose.PUBLISH:          [True, True, True, True, True, False, False, False, False, False],
    Purpose.PICTURE_BY_CHILD: [True, True, True, True, True, True, True, False, False, False],
    Purpose.PICTURE_OF_CHILD: [True, True, True, True, True, True, True, True, True, False],
    Purpose.ADVOCACY:         [True, True, True, True, True, True, True, False, False, False],
    Purpose.CLUB:             [True, True, True, True, True, True, True, False, False, False],
    Purpose.LIVE_AUDIO:       [True, True, True, True, True, True, True, False, False, False],
    Purpose.LIVE_VIDEO:       [True, True, True, True, True, True, True, True, True, False],
    Purpose.RECORDING:        [True, True, True, True, True, True, True, True, True, False],
    Purpose.VOICE_OF_CHILD:   [True, True, True, True, True, True, True, True, True, False],
    Purpose.PUBLISH_FIRST_NAME: [True, True, True, True, True, True, True, True, True, False],
    Purpose.FOLLOW_UP:        [True, True, True, True, True, True, True, False, False, False],
    Purpose.RESEARCH:         [True, True, True, True, True, True, True, False, False, False],
    Purpose.ABROAD:           [True, True, True, True, True, True, True, True, True, False],
}  # fmt: skip
LEVEL_NEEDED = {
    Purpose.ACCOUNT: 1, Purpose.ACTIVITY: 2, Purpose.LIVE: 2, Purpose.PUBLISH: 2,
    Purpose.PICTURE_BY_CHILD: 3, Purpose.PICTURE_OF_CHILD: 3, Purpose.ADVOCACY: 3,
    Purpose.CLUB: 2, Purpose.LIVE_AUDIO: 3, Purpose.LIVE_VIDEO: 3, Purpose.RECORDING: 3, Purpose.VOICE_OF_CHILD: 3,
    Purpose.PUBLISH_FIRST_NAME: 3, Purpose.FOLLOW_UP: 2, Purpose.RESEARCH: 3, Purpose.ABROAD: 3,
}  # fmt: skip


def expected(purpose, age, guardians, child) -> bool:
    grown = age is not None and age >= 18
    if child != "yes":
        return False
    if not grown and any(say == "no" for say, _level in guardians):
        return False
    if not GUARDIAN_NEEDED[purpose][AGES.index(age)]:
        return True
    return any(say == "yes" and level >= LEVEL_NEEDED[purpose] for say, level in guardians)


@pytest.mark.parametrize("purpose", Purpose)
def test_every_family_of_up_to_three_guardians(purpose):
    checked = 0
    for size in (0, 1, 2, 3):
        for guardians in combinations_with_replacement(GUARDIAN, size):
            for age, child in product(AGES, Say):
                missing = RULES[purpose].missing(age=age, guardians=guardians, child=child)
                assert (missing == []) == expected(purpose, age, guardians, child), (guardians, age, child)
                checked += 1
    assert checked > 2000


def test_nobodys_yes_lifts_anothers_no():
    for purpose, rule in RULES.items():
        many = [(Say.YES, Level.G3)] * 2 + [(Say.NO, Level.G3)]
        assert rule.missing(age=10, guardians=many, child=Say.YES) == [Missing.A_NO], purpose
        assert rule.missing(age=10, guardians=many[:2], child=Say.NO) == [Missing.A_NO], purpose


def test_every_purpose_has_its_rule():
    assert set(RULES) == set(Purpose)
    assert all(rule.assent and 0 < rule.days <= 365 for rule in RULES.values())


def test_an_unknown_age_is_the_youngest():  # CON-14
    for purpose, rule in RULES.items():
        assert rule.asks_guardian(None) == rule.asks_guardian(6) is True, purpose
