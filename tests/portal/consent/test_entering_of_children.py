"""What a child without a phone signs, draws or says: a no at once, a yes by two workers (CON-10, CON-21)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.kinds import FROM_A_CHILD
from portal.consent.models import Entry
from portal.consent.purposes import Missing, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
OWN = "我愿意，因为大家都怕那个路口。"


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9, at=AT - 9 * DAY), here)
    make.says(made.guardian, made.child, Purpose.PUBLISH, at=AT - 8 * DAY)
    return made


@pytest.fixture
def first(here):
    return make.worker(at=AT - 9 * DAY, office=here)


@pytest.fixture
def second(here):
    return make.worker(at=AT - 9 * DAY, office=here)


def enter(worker, child, *, yes=True, at=AT, **more):
    audience = queries.audience_for(child, child, at=at)
    notice = queries.notice(Purpose.PUBLISH, audience, "zh-hans", at=at)
    said = {"notice": notice, "method": "paper", "reference": "2026-17", "said_on": queries.day(at), "yes": yes} | more
    return actions.enter_of_child(by=worker, child=child, purpose=Purpose.PUBLISH, at=at, **said)


def confirm(worker, entry, at=AT):
    return actions.confirm_entry(by=worker, entry=entry, at=at)


def missing(home, at=AT):
    return set(queries.may(home.child.pk, Purpose.PUBLISH, at=at).missing)


@pytest.mark.parametrize("method", sorted(FROM_A_CHILD))
def test_a_yes_counts_once_a_second_worker_stands_for_it(home, first, second, method):  # CON-10, CON-21
    entry = enter(first, home.child, method=method, words=f" {OWN} ")
    assert missing(home) == {Missing.CHILD}
    with pytest.raises(actions.NotForYou):
        confirm(first, entry)
    event = confirm(second, entry)
    assert not missing(home)
    assert (event.actor, event.role, event.link) == (home.child, "child", None)
    assert (event.entered_by, event.confirmed_by, event.method) == (first, second, method)
    assert (event.words, event.notice.audience) == (OWN, "9-12")


def test_a_no_counts_at_once_against_everybodys_yes(home, first):  # CON-10
    make.says(home.child, home.child, Purpose.PUBLISH, at=AT - DAY)
    assert not missing(home)
    event = enter(first, home.child, yes=False, words=OWN)
    assert (event.state, event.entered_by, event.words) == ("refused", first, OWN)
    assert missing(home) == {Missing.A_NO}


OWN_ANSWERS = {  # own answer (yes?, days after the paper) → may the paper's (yes, no) be written down
    (True, 1): (False, False),
    (False, 1): (False, False),
    (True, 0): (True, True),
    (False, 0): (False, True),
    (True, -1): (True, True),
    (False, -1): (True, True),
}


@pytest.mark.parametrize(("own", "after"), OWN_ANSWERS)
@pytest.mark.parametrize("paper", [True, False])
def test_what_the_child_said_last_counts(home, first, own, after, paper):
    said_on = queries.day(AT) - 2 * DAY
    make.says(home.child, home.child, Purpose.PUBLISH, yes=own, at=AT - 2 * DAY + after * DAY)
    if OWN_ANSWERS[own, after][0 if paper else 1]:
        assert enter(first, home.child, yes=paper, said_on=said_on)
    else:
        with pytest.raises(actions.NotAsked):
            enter(first, home.child, yes=paper, said_on=said_on)
        assert not Entry.objects.exists()


def test_an_older_paper_does_not_undo_a_later_one(home, first):
    enter(first, home.child, yes=False, said_on=queries.day(AT) - DAY)
    with pytest.raises(actions.NotAsked):
        enter(first, home.child, said_on=queries.day(AT) - 3 * DAY)
    assert enter(first, home.child)


def test_what_a_guardian_said_after_the_paper_stands_too(home, first):
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=AT)
    said = {"notice": notice, "method": "paper", "reference": "1", "said_on": queries.day(AT) - 9 * DAY}
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT - DAY)
    with pytest.raises(actions.NotAsked):
        actions.enter(by=first, link=home.link, purpose=Purpose.PUBLISH, yes=True, at=AT, **said)


@pytest.mark.parametrize("yes", [True, False])
def test_what_the_child_says_meanwhile_stands(home, first, second, yes):
    entry = enter(first, home.child)
    make.says(home.child, home.child, Purpose.PUBLISH, yes=yes, at=AT)
    with pytest.raises(actions.NotAsked):
        confirm(second, entry)
    assert (not missing(home)) is yes


def test_one_at_a_time_beside_the_guardians_own(home, first, second):
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=AT)
    said = {"notice": notice, "method": "spoken", "reference": "1", "said_on": queries.day(AT)}
    entry = enter(first, home.child)
    theirs = actions.enter(by=first, link=home.link, purpose=Purpose.PUBLISH, yes=True, at=AT, **said)
    with pytest.raises(actions.NotAsked):
        enter(second, home.child)
    actions.drop_entry(by=second, entry=entry, at=AT)
    assert confirm(second, enter(first, home.child))
    assert confirm(second, theirs)
    assert [each.pk for each in queries.entries_shown(home.child, home.guardian)] == [theirs.pk]
    assert theirs.pk not in {each.pk for each in queries.entries_shown(home.child, home.child)}


WHO = {
    "a worker": (True, lambda home, here: make.worker(at=AT, office=here)),
    "another office's worker": (False, lambda home, here: make.worker(at=AT, office=make_directory.office())),
    "a supervisor": (False, lambda home, here: make_accounts.staff(Role.SUPERVISOR, office=here, at=AT)),
    "a partner": (False, lambda home, here: make_accounts.partner(office=here, at=AT)),
    "the guardian": (False, lambda home, here: home.guardian),
    "the child": (False, lambda home, here: home.child),
}


@pytest.mark.parametrize("who", [*WHO, "a worker of the family"])
def test_who_writes_down_what_a_child_says(home, here, first, who):  # CON-24
    may, person = False, None
    if who == "a worker of the family":
        person = make.worker(at=AT, office=here)
        make.link(home.child, person, level=1, at=AT)
    else:
        may, maker = WHO[who]
        person = maker(home, here)
    entry = enter(first, home.child)
    for act in (lambda: confirm(person, entry), lambda: enter(person, home.child, yes=False)):
        if may:
            assert act()
        else:
            with pytest.raises(actions.NotForYou):
                act()


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"method": "spoken"}, ValueError),
        ({"method": "tap"}, ValueError),
        ({"said_on": queries.day(AT) + DAY}, actions.NotAsked),
        ({"said_on": queries.day(AT) - 31 * DAY}, actions.NotAsked),
    ],
)
def test_what_cannot_be_written_down(home, first, more, refusal):
    with pytest.raises(refusal):
        enter(first, home.child, **more)
    wrong = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=AT)
    with pytest.raises(actions.NotAsked):  # the words of another age, or of grown-ups, are not what a child has read
        enter(first, home.child, notice=wrong)


def test_the_database_keeps_entries_of_children_whole(home, first):
    entry = enter(first, home.child)
    for wrong in ({"method": "spoken"}, {"link": home.link, "words": OWN}, {"entered_by": home.child}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(**wrong)


def test_no_word_of_a_child_is_in_the_record(home, first, second):  # SEC-37
    confirm(second, enter(first, home.child, words=OWN))
    said = [str(line.detail) for line in audit.lines(subject=f"child:{home.child.pk}")]
    assert said
    assert not any(OWN in each for each in said)


# Receipts on paper


def test_a_receipt_is_printed_for_what_was_written_down_here(home, here, first, second):  # CON-15
    tapped = queries.answers_of(home.guardian, child=home.child).first()
    written = confirm(second, enter(first, home.child))
    there = make.worker(at=AT, office=make_directory.office())
    assert [each.pk for each in queries.receipts_at_desk(first, at=AT)] == [written.pk]
    assert not queries.receipts_at_desk(there, at=AT)
    assert actions.print_receipt(by=first, event=written, at=AT) == written
    [line] = audit.lines(act="receipt.printed")
    assert (line.actor, line.detail["receipt"]) == (first.pk, str(written.pk))
    for by, event in ((first, tapped), (there, written), (home.guardian, written)):
        with pytest.raises(actions.NotForYou):
            actions.print_receipt(by=by, event=event, at=AT)
    assert audit.lines(act="receipt.printed").count() == 1


@pytest.mark.parametrize("state", ["suspended", "ended", "disputed", "confirmed"])
def test_a_guardians_receipt_is_closed_while_their_link_is(home, first, second, state):
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=AT)
    said = {"notice": notice, "method": "paper", "reference": "1", "said_on": queries.day(AT)}
    event = actions.enter(by=first, link=home.link, purpose=Purpose.PUBLISH, yes=False, at=AT, **said)
    act = {"suspended": actions.suspend, "disputed": actions.dispute, "ended": actions.revoke}.get(state)
    if act:
        act(by=second, link=home.link, at=AT, **({} if state == "disputed" else {"code": "court"}))
    found = queries.receipts_at_desk(first, at=AT).filter(pk=event.pk)
    assert found.exists() is (state in {"disputed", "confirmed"})
