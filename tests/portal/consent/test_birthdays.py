"""Birthdays at 8, 14, 16 and 18: to the second, at home, on 29 February too (CON-13)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from portal.clock import actions as clock
from portal.consent import actions, queries
from portal.consent.models import Event, GuardianLink
from portal.consent.purposes import Missing, Purpose
from portal.consent.signals import consent_withdrawn
from portal.notices import queries as notices
from tests.making import consent as make

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"
SHANGHAI = ZoneInfo("Asia/Shanghai")


def midnight(year, month, day):
    """The first second of a day in Shanghai, as another reader writes it."""
    return datetime(year, month, day, tzinfo=SHANGHAI).astimezone(UTC)


def home_of(born, at, guardians=1):
    home = make.family(child_age=None, guardians=guardians, at=at)
    make.known(home.child, born=born, at=at)
    return home


def missing(home, purpose, at, scope=""):
    return list(queries.may(home.child.pk, purpose, scope, at=at).missing)


def messages(person):
    return sorted(message.kind for message in notices.inbox(person) if "turned" in message.kind)


BORN = [
    # born, the day it turns 14, 18
    ("2012-05-10", midnight(2026, 5, 10), midnight(2030, 5, 10)),
    ("2012-02-29", midnight(2026, 3, 1), midnight(2030, 3, 1)),
    ("2014-02-28", midnight(2028, 2, 28), midnight(2032, 2, 28)),
]


@pytest.mark.parametrize(("born", "fourteen", "_eighteen"), BORN)
@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_at_fourteen_everything_waits_for_the_childs_own_new_yes(born, fourteen, _eighteen, zone):  # CON-13, CON-14
    before = fourteen - timedelta(days=3)
    home = home_of(born, before)
    purposes = [(Purpose.PUBLISH, ""), (Purpose.PICTURE_OF_CHILD, ""), (Purpose.LIVE, SCOPE)]
    for purpose, scope in purposes:
        make.all_say(home, purpose, scope, at=before)
    with timezone.override(zone):
        for purpose, scope in purposes:
            assert missing(home, purpose, fourteen - SECOND, scope) == []
            assert missing(home, purpose, fourteen, scope) == [Missing.CHILD]
            assert missing(home, purpose, fourteen + SECOND, scope) == [Missing.CHILD]
            make.says(home.child, home.child, purpose, scope, at=fourteen)
            assert missing(home, purpose, fourteen, scope) == []


def test_the_clock_tells_everybody_once(django_capture_on_commit_callbacks):  # CON-13
    at = midnight(2026, 5, 9)
    home, younger = home_of("2012-05-10", at), home_of("2013-05-10", at)
    for each in (home, younger):
        make.all_say(each, Purpose.PUBLISH, at=at)
    actions.keep_birthdays(at=at)
    assert messages(home.guardian) == messages(home.child) == []
    heard = []
    hear = lambda sender, **news: heard.append((news["child"], news["purpose"]))  # noqa: E731 (a receiver of one line)
    consent_withdrawn.connect(hear)
    try:
        for seconds in (0, 60, 120):
            clock.tick(at=midnight(2026, 5, 10) + timedelta(seconds=seconds))
    finally:
        consent_withdrawn.disconnect(hear)
    assert heard == [(home.child.pk, Purpose.PUBLISH)]
    assert messages(home.guardian) == ["consent.child_turned_14"]
    assert messages(home.child) == ["consent.i_turned_14"]
    assert messages(younger.guardian) == messages(younger.child) == []
    last = queries.answers_of(home.child, child=home.child).first()
    assert (last.state, last.method, last.reason) == ("renewal_needed", "clock", "birthday")
    assert [ask.purpose for ask in queries.open_asks(child=home.child, at=midnight(2026, 5, 11))] == [Purpose.PUBLISH]


def test_days_without_a_clock_are_made_up_for():
    at = midnight(2026, 5, 9)
    home = home_of("2012-05-10", at)
    make.all_say(home, Purpose.PUBLISH, at=at)
    actions.keep_birthdays(at=at)
    assert actions.keep_birthdays(at=midnight(2026, 5, 20)) == 1
    assert messages(home.guardian) == ["consent.child_turned_14"]


def test_the_first_time_nobody_hears_of_years_gone_by():
    at = midnight(2026, 5, 9)
    home = home_of("2010-05-10", at)
    make.says(home.child, home.child, Purpose.PUBLISH, at=at - timedelta(days=800))
    actions.keep_birthdays(at=at)
    assert messages(home.guardian) == messages(home.child) == []
    assert Event.objects.filter(state="renewal_needed").count() == 1


def test_one_child_that_cannot_be_told_holds_nobody_back():
    at = midnight(2026, 5, 9)
    homes = [home_of("2012-05-10", at) for _ in range(3)]
    for home in homes:
        make.all_say(home, Purpose.PUBLISH, at=at)
    actions.keep_birthdays(at=at)
    broken = {homes[1].child.pk}

    def hear(sender, child, **news):
        if child in broken:
            raise RuntimeError("a page could not be taken down")

    consent_withdrawn.connect(hear)
    try:
        assert actions.keep_birthdays(at=midnight(2026, 5, 10)) == 2
        assert messages(homes[1].child) == []
        broken.clear()
        assert actions.keep_birthdays(at=midnight(2026, 5, 10) + timedelta(minutes=1)) >= 1
    finally:
        consent_withdrawn.disconnect(hear)
    for home in homes:
        assert messages(home.child) == ["consent.i_turned_14"]


def test_at_fourteen_the_account_has_thirty_days():
    at, turn = midnight(2026, 5, 9), midnight(2026, 5, 10)
    said, silent = home_of("2012-05-10", at), home_of("2012-05-10", at)
    make.all_say(said, Purpose.ACCOUNT, at=at)
    make.says(silent.guardian, silent.child, Purpose.ACCOUNT, at=at)
    actions.keep_birthdays(at=at)
    end = turn + timedelta(days=30)
    for home in (said, silent):
        assert missing(home, Purpose.ACCOUNT, end - SECOND) == []
        assert missing(home, Purpose.ACCOUNT, end) == [Missing.CHILD]
    for day in (turn, end - timedelta(hours=1), end):
        actions.keep_birthdays(at=day)
        for home in (said, silent):
            home.child.refresh_from_db()
            assert home.child.is_active == (day < end)
    make.says(said.child, said.child, Purpose.ACCOUNT, at=end)
    assert said.child.is_active


def test_at_sixteen_the_guardian_is_no_longer_needed_and_hears_so():
    at, turn = midnight(2026, 5, 9), midnight(2026, 5, 10)
    home = home_of("2010-05-10", at)
    make.says(home.child, home.child, Purpose.LIVE, SCOPE, at=at)
    actions.keep_birthdays(at=at)
    assert missing(home, Purpose.LIVE, turn - SECOND, SCOPE) == [Missing.GUARDIAN]
    assert missing(home, Purpose.LIVE, turn, SCOPE) == []
    actions.keep_birthdays(at=turn)
    assert messages(home.guardian) == ["consent.child_turned_16"]
    assert messages(home.child) == []
    make.says(home.guardian, home.child, Purpose.LIVE, SCOPE, yes=False, at=turn)
    assert missing(home, Purpose.LIVE, turn, SCOPE) == [Missing.A_NO]


def test_at_eight_one_is_asked_in_ones_own_words_and_nothing_pauses():
    at, turn = midnight(2026, 5, 9), midnight(2026, 5, 10)
    home = home_of("2018-05-10", at)
    make.all_say(home, Purpose.PUBLISH, at=at)
    actions.keep_birthdays(at=at)

    def mood(moment):
        return queries.question(child=home.child, person=home.child, purpose=Purpose.PUBLISH, at=moment).mood

    assert mood(turn - SECOND) == "on"
    assert mood(turn) == "yours"
    assert missing(home, Purpose.PUBLISH, turn) == []
    actions.keep_birthdays(at=turn)
    assert messages(home.child) == ["consent.i_turned_8"]
    assert messages(home.guardian) == []
    event = make.says(home.child, home.child, Purpose.PUBLISH, at=turn)
    assert (event.state, mood(turn)) == ("renewed", "on")


@pytest.mark.parametrize(("born", "_fourteen", "eighteen"), BORN)
def test_at_eighteen_links_end_and_everything_waits(born, _fourteen, eighteen):  # CON-13
    at = eighteen - timedelta(days=1)
    home = home_of(born, at)
    make.all_say(home, Purpose.PICTURE_OF_CHILD, at=at)
    actions.keep_birthdays(at=at)
    assert missing(home, Purpose.PICTURE_OF_CHILD, eighteen - SECOND) == []
    assert missing(home, Purpose.PICTURE_OF_CHILD, eighteen) == [Missing.CHILD]
    with pytest.raises(actions.NotYours):
        make.says(home.guardian, home.child, Purpose.PICTURE_OF_CHILD, yes=False, at=eighteen)
    actions.keep_birthdays(at=eighteen)
    link = GuardianLink.objects.get()
    assert (link.state, link.ended_at, link.ended_code) == ("ended", eighteen, "grown")
    assert not queries.links_of(home.guardian).exists()
    assert not queries.children_of(home.guardian).exists()
    assert not queries.asks_visible_to(home.guardian).exists()
    assert messages(home.guardian) == ["consent.child_turned_18"]
    assert Event.objects.filter(actor=home.guardian).exists()  # what was said stays on record
    make.says(home.child, home.child, Purpose.PICTURE_OF_CHILD, at=eighteen)
    assert missing(home, Purpose.PICTURE_OF_CHILD, eighteen) == []


def test_a_guardians_no_ends_with_childhood():
    at = midnight(2030, 5, 9)
    home = home_of("2012-05-10", at)
    make.says(home.guardian, home.child, Purpose.PICTURE_OF_CHILD, yes=False, at=at)
    make.says(home.child, home.child, Purpose.PICTURE_OF_CHILD, at=at)
    assert missing(home, Purpose.PICTURE_OF_CHILD, at) == [Missing.A_NO]
    assert missing(home, Purpose.PICTURE_OF_CHILD, midnight(2030, 5, 10)) == [Missing.CHILD]
