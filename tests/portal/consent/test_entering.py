"""What guardians sign or say at the centre: a no at once, a yes by two workers, and by nobody else (CON-21, CON-24)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import Entry, Event
from portal.consent.purposes import Level, Missing, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9, guardians=2, at=AT), here)
    make.says(made.child, made.child, Purpose.PUBLISH, at=AT)
    return made


@pytest.fixture
def first(here):
    return make.worker(at=AT, office=here)


@pytest.fixture
def second(here):
    return make.worker(at=AT, office=here)


def enter(worker, link, *, yes=True, purpose=Purpose.PUBLISH, at=AT, **more):
    notice = queries.notice(purpose, "guardian", "zh-hans", at=at)
    said = {"notice": notice, "method": "paper", "reference": "2026-17", "said_on": queries.day(at), "yes": yes} | more
    return actions.enter(by=worker, link=link, purpose=purpose, at=at, **said)


def confirm(worker, entry, at=AT):
    return actions.confirm_entry(by=worker, entry=entry, at=at)


def allowed(home, at=AT):
    return bool(queries.may(home.child.pk, Purpose.PUBLISH, at=at))


@pytest.mark.parametrize("method", ["paper", "spoken"])
def test_a_yes_counts_once_a_second_worker_stands_for_it(home, first, second, method):  # CON-21
    entry = enter(first, home.link, method=method)
    assert not allowed(home)
    assert not queries.answers_of(home.guardian, child=home.child).exists()
    with pytest.raises(actions.NotForYou):
        confirm(first, entry)
    assert not allowed(home)
    event = confirm(second, entry)
    assert allowed(home)
    assert (event.actor, event.entered_by, event.confirmed_by) == (home.guardian, first, second)
    assert (event.method, event.evidence, event.notice) == (method, "2026-04-01 2026-17", entry.notice)
    assert [line.actor for line in audit.lines(act="consent.given", subject=f"child:{home.child.pk}")][-1] == second.pk
    with pytest.raises(actions.NotForYou):
        confirm(make.worker(at=AT), entry)


def test_a_no_counts_at_once(home, first):
    make.says(home.guardians[1], home.child, Purpose.PUBLISH, at=AT)
    assert allowed(home)
    event = enter(first, home.link, yes=False)
    assert (event.state, event.entered_by, event.confirmed_by) == ("refused", first, None)
    assert not allowed(home)


def test_one_worker_alone_lifts_no_no(home, first, second):  # CON-9
    make.says(home.guardians[1], home.child, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT - timedelta(days=1))
    entry = enter(first, home.link)
    assert list(queries.may(home.child.pk, Purpose.PUBLISH, at=AT).missing) == [Missing.A_NO]
    confirm(second, entry)
    assert allowed(home)


@pytest.mark.parametrize("yes", [True, False])
def test_what_the_guardian_says_meanwhile_stands(home, first, second, yes):
    entry = enter(first, home.link)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=yes, at=AT)
    with pytest.raises(actions.NotAsked):
        confirm(second, entry)
    assert allowed(home) is yes


def test_while_it_waits_it_may_be_dropped(home, first, second):
    entry = enter(first, home.link)
    with pytest.raises(actions.NotAsked):
        enter(second, home.link)  # two of the same at once would both be stood for
    actions.drop_entry(by=first, entry=entry, at=AT)
    with pytest.raises(actions.NotForYou):
        confirm(second, entry)
    assert not allowed(home)
    assert not Event.objects.filter(actor=home.guardian).exists()
    confirm(second, enter(first, home.link))
    assert allowed(home)


WHO = {
    "a worker": (True, lambda here, there: make.worker(at=AT, office=here)),
    "another office's worker": (False, lambda here, there: make.worker(at=AT, office=there)),
    "a worker out of date": (False, lambda here, there: make_accounts.staff(Role.WORKER, office=here, vetted=False)),
    "a school or bureau": (False, lambda here, there: make_accounts.partner(office=here, at=AT)),
    "another guardian": (False, lambda here, there: make.person(Kind.GUARDIAN)),
    "a child": (False, lambda here, there: make.child(age=16, at=AT)),
} | {
    f"role {role}": (False, lambda here, there, role=role: make_accounts.staff(role, office=here, at=AT))
    for role in Role
    if role not in {Role.WORKER, Role.PARTNER}
}


@pytest.mark.parametrize("who", WHO)
def test_who_may_enter_and_stand_for_it(home, here, first, who):  # CON-24
    may, maker = WHO[who]
    person, entry = maker(here, make_directory.office()), enter(first, home.link)
    acts = {
        "enter": lambda: enter(person, home.links[1]),
        "no": lambda: enter(person, home.links[1], yes=False),
        "confirm": lambda: confirm(person, entry),
        "drop": lambda: actions.drop_entry(by=person, entry=entry, at=AT),
    }
    for name, act in acts.items():
        if may and name != "drop":
            assert act()
        else:
            with pytest.raises(actions.NotForYou):
                act()
    if not may:
        for yes in (True, False):
            with pytest.raises(actions.NotYours):
                make.says(person, home.child, Purpose.PUBLISH, yes=yes, at=AT)


@pytest.mark.parametrize("role", ["guardian", "linked worker"])
def test_nobody_of_the_family_is_either_worker(home, first, here, role):
    person = home.guardian
    if role == "linked worker":
        person = make.worker(at=AT, office=here)
        make.link(home.child, person, level=Level.G1, at=AT)
    entry = enter(first, home.link)
    for act in (lambda: enter(person, home.links[1]), lambda: confirm(person, entry)):
        with pytest.raises(actions.NotForYou):
            act()


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"said_on": queries.day(AT) + timedelta(days=1)}, actions.NotAsked),
        ({"said_on": queries.day(AT) - timedelta(days=31)}, actions.NotAsked),
        ({"method": "tap"}, ValueError),
        ({"method": "picture"}, ValueError),
        ({"purpose": Purpose.RESEARCH, "scope": "study:1"}, actions.NotAsked),
    ],
)
def test_what_cannot_be_written_down(home, first, more, refusal):
    with pytest.raises(refusal):
        enter(first, home.link, **more)
    assert not Entry.objects.exists()


def test_a_paper_waits_for_thirty_days(home, first, second):
    entry = enter(first, home.link)
    with pytest.raises(actions.NotAsked):
        confirm(make.worker(at=AT + timedelta(days=30)), entry, at=AT + timedelta(days=30))
    assert confirm(make.worker(at=AT + timedelta(days=29)), entry, at=AT + timedelta(days=29))


def test_new_words_are_not_what_was_signed(home, first, second):  # CON-3
    entry = enter(first, home.link)
    old = entry.notice
    type(old).objects.create(
        purpose=old.purpose, audience=old.audience, language=old.language, version=old.version + 1,
        text="# 新的话", sha256=old.digest("# 新的话"), published_at=AT,
    )  # fmt: skip
    with pytest.raises(actions.NotAsked):
        confirm(second, entry)
    with pytest.raises(actions.NotAsked):
        enter(first, home.links[1], notice=old)


def test_for_somebody_not_known_well_enough_it_waits_on(here, first, second):  # CON-7
    home = make.at_office(make.family(child_age=9, level=Level.G1, at=AT), here)
    assert confirm(second, enter(first, home.link)).state == "pending_verification"
    make.checked(first, home.link, at=AT)
    last = queries.answers_of(home.guardian, child=home.child).first()
    assert (last.state, last.entered_by, last.confirmed_by) == ("given", first, second)


@pytest.mark.parametrize("state", ["suspended", "disputed", "ended"])
def test_who_may_not_speak_signs_nothing_either(home, first, second, state):
    entry = enter(first, home.link)
    act = {"suspended": actions.suspend, "disputed": actions.dispute, "ended": actions.revoke}[state]
    act(by=second, link=home.link, at=AT, **({} if state == "disputed" else {"code": "court"}))
    for later in (lambda: confirm(second, entry), lambda: enter(first, home.link, yes=False)):
        with pytest.raises(actions.NotForYou):
            later()


@pytest.mark.parametrize(
    "wrong",
    [{"evidence": ""}, {"method": "tap"}, {"settled_at": AT}, {"purpose": "everything"}],
)
def test_the_database_keeps_entries_whole(home, first, wrong):
    entry = enter(first, home.link)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(**wrong)


def test_the_database_wants_another_worker(home, first, second):
    event = confirm(second, enter(first, home.link))
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(event=event).update(settled_by=first)


def test_no_name_is_in_the_record(home, first, second):  # SEC-37
    enter(first, home.link)
    [line] = audit.lines(act="consent.entered")
    assert line.detail == {"purpose": "publish", "scope": "", "method": "paper"}
