"""Two guardians who differ: when the matter opens, who closes it, and what opens it again (CON-9)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.kinds import Outcome
from portal.consent.models import Event, Mediation
from portal.consent.purposes import Missing, Purpose
from portal.notices.models import Message
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=3)
PURPOSE = Purpose.PUBLISH


@pytest.fixture
def home():
    """The first says yes, the second no; a third has said nothing."""
    made = make.family(child_age=9, guardians=3, at=AT)
    make.says(made.guardians[0], made.child, PURPOSE, at=AT)
    make.says(made.guardians[1], made.child, PURPOSE, yes=False, at=AT)
    return made


def open_now() -> int:
    return Mediation.objects.filter(closed_at=None).count()


def close(outcome="stays_no", by=None, at=AT):
    found = Mediation.objects.get(closed_at=None)
    return actions.close_mediation(by=by or make.worker(at=at), mediation=found, outcome=outcome, at=at)


def says(who, yes):
    return lambda home: make.says(home.guardians[who], home.child, PURPOSE, yes=yes, at=LATER)


def says_much_later(home):
    make.says(home.guardians[0], home.child, PURPOSE, at=AT + timedelta(days=400))


def takes_back(who):
    return lambda home: actions.withdraw(by=home.guardians[who], child=home.child, purpose=PURPOSE, at=LATER)


def childs_no(home):
    make.says(home.child, home.child, PURPOSE, yes=False, at=LATER)


def link_step(name, who, *, then=None, **code):
    def go(home):
        getattr(actions, name)(by=make.worker(at=LATER), link=home.links[who], at=LATER, **code)
        if then:
            then(home)

    return go


def papers(home):
    """A yes said before anybody saw the papers begins to count: for the first time it stands against the no."""
    link = make.link(home.child, make.person("guardian"), level=1, at=AT)
    make.says(link.guardian, home.child, PURPOSE, at=AT)
    make.checked(make.worker(at=LATER), link, at=LATER)


def papers_of_a_no(home):
    """A no said before anybody saw the papers begins to count, against the yes of somebody who was known before."""
    link = make.link(home.child, make.person("guardian"), level=1, at=AT)
    make.says(link.guardian, home.child, PURPOSE, yes=False, at=AT)
    make.checked(make.worker(at=LATER), link, at=LATER)
    return link


def runs_out(home):
    actions.announce_expiries(at=AT + timedelta(days=365))


def waiting_yes(home):
    """Of somebody who may not speak yet: it makes nobody differ."""
    link = make.link(home.child, make.person("guardian"), level=1, at=AT)
    make.says(link.guardian, home.child, PURPOSE, at=LATER)


# what happens after it was talked through: does it open again?
AFTER = {
    "the same yes again": ([says(0, True)], 0),
    "the same no again": ([says(1, False)], 0),
    "the child says no": ([childs_no], 0),
    "the yes becomes a no: they agree": ([says(0, False)], 0),
    "the no becomes a yes: they agree": ([says(1, True)], 0),
    "a third says yes": ([says(2, True)], 1),
    "a third says no": ([says(2, False)], 1),
    "the no becomes a yes, then a no": ([says(1, True), says(1, False)], 1),
    "the yes is taken back, then said anew": ([takes_back(0), says(0, True)], 1),
    "one rests, and what they said is restored": (
        [link_step("suspend", 0, code="error"), link_step("resume", 0, code="error")], 0,
    ),
    "one rests for good": ([link_step("suspend", 1, code="court")], 0),
    "one is in doubt, and settled": ([link_step("dispute", 0), link_step("settle_dispute", 0)], 0),
    "one in doubt says the same no": ([link_step("dispute", 1, then=says(1, False))], 0),
    "papers of a fourth are seen, who had said yes": ([papers], 1),
    "papers of a fourth are seen, who had said no": ([papers_of_a_no], 1),
    "the yes runs out": ([runs_out], 0),
    "the yes runs out, and is said again": ([runs_out, says_much_later], 1),
    "a fourth without papers says yes": ([waiting_yes], 0),
}  # fmt: skip


@pytest.mark.parametrize("name", AFTER)
def test_what_was_talked_through_opens_again_by_something_new_alone(home, name):
    steps, expected = AFTER[name]
    close()
    for step in steps:
        step(home)
    assert open_now() == expected


@pytest.mark.parametrize("name", ["a third says yes", "the no becomes a yes, then a no"])
def test_one_that_they_settled_between_them_opens_as_ever(home, name):
    make.says(home.guardians[1], home.child, PURPOSE, at=AT)
    assert open_now() == 0
    make.says(home.guardians[1], home.child, PURPOSE, yes=False, at=AT)
    assert open_now() == 1
    assert Mediation.objects.filter(closed_by=None, outcome="").count() == 2


@pytest.mark.parametrize("outcome", Outcome)
def test_closing_changes_no_answer_and_tells_nobody(home, outcome):  # CON-9
    rows, told, by = Event.objects.count(), Message.objects.count(), make.worker(at=AT)
    found = close(outcome, by=by)
    assert (found.closed_at, found.closed_by, found.outcome) == (AT, by, outcome)
    assert (Event.objects.count(), Message.objects.count()) == (rows, told)
    assert Missing.A_NO in queries.may(home.child.pk, PURPOSE, at=AT).missing
    [line] = audit.lines(act="mediation.talked")
    assert line.detail == {"outcome": str(outcome)}


def test_a_rest_of_something_else_is_another_matter(home):
    close()
    for who, yes in ((0, True), (1, False)):
        make.says(home.guardians[who], home.child, Purpose.PICTURE_BY_CHILD, yes=yes, at=LATER)
    assert open_now() == 1


@pytest.mark.parametrize("who", ["guardian", "child", "paused worker", "partner", "worker of the family", "again"])
def test_only_a_worker_who_is_no_family_closes_it_and_once(home, who):
    person, found = make.worker(at=AT), Mediation.objects.get()
    if who == "paused worker":
        person.is_active = False
    if who == "worker of the family":
        make.link(home.child, person, at=AT)
    if who == "again":
        close()
    by = {"guardian": home.guardian, "child": home.child, "partner": make.person("partner")}.get(who, person)
    with pytest.raises(actions.NotOpen):
        actions.close_mediation(by=by, mediation=found, outcome="agreed", at=AT)
    assert open_now() == (0 if who == "again" else 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_at": AT, "outcome": "agreed"},
        {"outcome": "agreed"},
        {"closed_at": AT, "closed_by": "a worker"},
        {"closed_at": AT, "closed_by": "a worker", "outcome": "he shouts"},
        {"closed_by": "a worker", "outcome": "agreed"},
    ],
)
def test_the_database_keeps_a_closing_whole(home, wrong):
    fields = wrong | ({"closed_by": make.worker(at=AT)} if "closed_by" in wrong else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Mediation.objects.update(**fields)


@pytest.mark.parametrize("first", ["yes", "no"])
def test_two_who_differ_are_found_out_when_papers_make_the_second_count(first):  # CON-9
    """Whichever was known first, and both could have answered at home the same evening."""
    home = make.family(child_age=9, at=AT)
    second = make.link(home.child, make.person("guardian"), level=1, at=AT)
    make.says(home.guardian, home.child, PURPOSE, yes=first == "yes", at=AT)
    make.says(second.guardian, home.child, PURPOSE, yes=first == "no", at=AT)
    assert open_now() == 0
    worker = make.worker(at=LATER)
    make.checked(worker, second, at=LATER)
    opened = Mediation.objects.get()
    assert (opened.closed_at, opened.opened_at) == (None, LATER)
    close(at=LATER)
    make.confirmed(make.worker(at=LATER), second, at=LATER)  # a second look at the papers is no news
    assert open_now() == 0
