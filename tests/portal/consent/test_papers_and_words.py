"""A paper against what the same person said themselves, and what clock and desk made of it (CON-9, CON-21)."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.consent import actions, queries
from portal.consent.models import Entry, Event
from portal.consent.purposes import Level, Purpose, rule
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9, at=AT - 9 * DAY), here)
    make.says(made.child, made.child, Purpose.PUBLISH, at=AT - 9 * DAY)
    return made


@pytest.fixture
def first(here):
    return make.worker(at=AT - 9 * DAY, office=here)


@pytest.fixture
def second(here):
    return make.worker(at=AT - 9 * DAY, office=here)


def enter(worker, link, *, yes=True, signed=0, at=AT, purpose=Purpose.PUBLISH):
    """A paper that was signed so many days ago."""
    notice = queries.notice(purpose, "guardian", "zh-hans", at=at)
    said = {"notice": notice, "method": "paper", "reference": "2026-17", "said_on": queries.day(at) - signed * DAY}
    return actions.enter(by=worker, link=link, purpose=purpose, yes=yes, at=at, **said)


def confirm(worker, entry, at=AT):
    return actions.confirm_entry(by=worker, entry=entry, at=at)


def expired(home, first, second):
    asked = AT - rule(Purpose.PUBLISH).lasts - DAY
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=asked)
    actions.announce_expiries(at=AT)


def rested(home, first, second, code="error"):
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT - 8 * DAY)
    actions.suspend(by=first, link=home.link, code="court", at=AT)
    actions.resume(by=second, link=home.link, code=code, at=AT)


def seen(home, first, second):
    home.link.__class__.objects.filter(pk=home.link.pk).update(
        level=Level.G1, state="waiting", papers_at=None, papers_by=None, confirmed_at=None, confirmed_by=None
    )
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT - 8 * DAY)
    make.checked(first, home.link, at=AT)
    make.confirmed(second, home.link, at=AT)


MADE = {
    "clock": expired,
    "desk": rested,
    "desk, asked anew": lambda *who: rested(*who, code="court"),
    "papers": seen,
}


@pytest.mark.parametrize("made", MADE)
def test_a_no_on_paper_is_heard_whatever_became_of_an_answer_meanwhile(home, first, second, made):
    MADE[made](home, first, second)
    last = queries.answers_of(home.guardian, child=home.child).order_by("-number").first()
    assert last.method == made.partition(",")[0]
    assert queries.day(last.at) > queries.day(AT) - 3 * DAY
    assert enter(first, home.link, yes=False, signed=3).state == "refused"
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=AT)


OWN = {  # own answer (yes?, days after the paper) → may the paper's (yes, no) be written down
    (True, 1): (False, False),
    (False, 1): (False, False),
    (True, 0): (True, True),
    (False, 0): (False, True),
    (True, -1): (True, True),
    (False, -1): (True, True),
}


@pytest.mark.parametrize(("own", "after"), OWN)
@pytest.mark.parametrize("paper", [True, False])
def test_what_a_guardian_said_last_counts(home, first, own, after, paper):
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=own, at=AT + (after - 2) * DAY)
    if OWN[own, after][0 if paper else 1]:
        assert enter(first, home.link, yes=paper, signed=2)
    else:
        with pytest.raises(actions.NotAsked):
            enter(first, home.link, yes=paper, signed=2)
        assert not Entry.objects.exists()


def test_a_no_of_the_same_day_stands_though_a_rest_came_between(home, first, second):
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    actions.suspend(by=first, link=home.link, code="court", at=AT)
    actions.resume(by=second, link=home.link, code="court", at=AT)
    with pytest.raises(actions.NotAsked):
        enter(first, home.link)


def test_a_yes_from_before_one_was_asked_anew_is_refused(home, first, second):
    rested(home, first, second, code="court")
    with pytest.raises(actions.NotAsked):
        enter(first, home.link, signed=1)
    assert confirm(second, enter(first, home.link)).state == "renewed"


def test_a_waiting_yes_is_not_undone_by_the_papers_of_an_older_one(here, first, second):
    """The clock or the desk adds a row of its own: nobody has answered this "since then"."""
    home = make.at_office(make.family(child_age=9, level=Level.G1, at=AT - 9 * DAY), here)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT - 8 * DAY)
    entry = enter(first, home.link)
    make.checked(first, home.link, at=AT)
    make.confirmed(second, home.link, at=AT)
    assert Event.objects.filter(actor=home.guardian, method="papers", number__gt=entry.after).exists()
    assert confirm(second, entry).confirmed_by == second


def test_a_waiting_yes_does_not_answer_what_was_asked_after_it(home, first, second):
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT - 8 * DAY)
    entry = enter(first, home.link)
    actions.suspend(by=first, link=home.link, code="court", at=AT)
    actions.resume(by=second, link=home.link, code="court", at=AT)
    with pytest.raises(actions.NotAsked):
        confirm(second, entry)
