"""A page lies open while the same person answers elsewhere: a yes that does not know of it is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from portal.consent.signals import consent_withdrawn
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def home():
    return make.family(child_age=9, at=AT)


def answer(home, who, *, seen, yes=True, language="zh-hans", at=LATER):
    audience = queries.audience_for(who, home.child, at=AT)
    notice = queries.notice(Purpose.PUBLISH, audience, language, at=AT)
    what = {"by": who, "child": home.child, "purpose": Purpose.PUBLISH, "notice": notice}
    return actions.answer(yes=yes, seen=seen, at=at, **what)


def states(home):
    return list(Event.objects.filter(child=home.child).order_by("at", "number").values_list("state", flat=True))


@pytest.mark.parametrize("who", ["guardian", "child"])
@pytest.mark.parametrize("no", ["refused", "withdrawn"])
def test_a_yes_that_does_not_know_of_the_no_is_no_yes(home, who, no):  # CON-2, CON-10
    person = getattr(home, who)
    make.says(person, home.child, Purpose.PUBLISH, at=AT)
    if no == "refused":
        make.says(person, home.child, Purpose.PUBLISH, yes=False, at=AT)
    else:
        actions.withdraw(by=person, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    for seen in (0, 1, 3):
        with pytest.raises(actions.Overtaken):
            answer(home, person, seen=seen)
    assert states(home) == ["given", no]
    assert answer(home, person, seen=2).state == "given"  # who has read of the no may change their mind


def test_what_others_say_makes_no_page_stale(home):
    make.says(home.child, home.child, Purpose.PUBLISH, yes=False, at=AT)
    assert answer(home, home.guardian, seen=0).state == "given"


def test_a_no_counts_from_any_page(home):  # CON-10, CON-11
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    assert answer(home, home.guardian, seen=0, yes=False).state == "refused"


def test_a_no_said_twice_is_one(home):
    heard = []

    def hear(**news):
        heard.append(news["purpose"])

    consent_withdrawn.connect(hear)
    try:
        first = answer(home, home.guardian, seen=0, yes=False)
        assert answer(home, home.guardian, seen=0, yes=False).pk == first.pk
    finally:
        consent_withdrawn.disconnect(hear)
    assert states(home) == ["refused"]
    assert heard == [Purpose.PUBLISH]
    assert audit.lines(act="consent.refused").count() == 1


def test_two_taps_on_a_slow_phone_are_one_yes(home):
    first = answer(home, home.guardian, seen=0)
    assert answer(home, home.guardian, seen=0).pk == first.pk
    assert states(home) == ["given"]


def test_but_an_old_page_renews_nothing(home):
    answer(home, home.guardian, seen=0)
    actions.announce_expiries(at=AT + timedelta(days=400))
    with pytest.raises(actions.Overtaken):
        answer(home, home.guardian, seen=1, at=AT + timedelta(days=400))
    assert states(home) == ["given", "expired"]


def test_a_standing_yes_is_renewed_by_who_reads_it_again(home):  # CON-12
    first = answer(home, home.guardian, seen=0)
    again = answer(home, home.guardian, seen=1, at=LATER + timedelta(days=300))
    assert again.state == "renewed"
    assert again.expires_at == first.expires_at + timedelta(days=300)
