"""How an adult comes to be known as the guardian: two different workers, never of the family."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, policy, queries
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level, Purpose
from portal.consent.states import NEXT, LinkState
from portal.privacy.models import Opening, Request
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import privacy as make_privacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
REAL = "欧阳禾苗"


def added(guardian=None):
    guardian = guardian or make.person(Kind.GUARDIAN)
    child = actions.add_child(
        by=guardian, real_name=REAL, birth_date=date(2016, 5, 4), relation="mother", pseudonym="爱数台阶的猫",
        avatar="cat", language="zh-hans", at=AT,
    )  # fmt: skip
    return guardian, child, queries.links_of(guardian).get(child=child)


def test_adding_a_child_keeps_the_name_apart():  # PRI-3
    guardian, child, link = added()
    assert (link.level, link.state, child.is_active) == (Level.G1, LinkState.WAITING, False)
    assert make_privacy.plain(child.pk).real_name == REAL
    assert REAL not in str(vars(child))
    assert REAL not in " ".join(f"{line.subject}{line.detail}" for line in audit.lines())
    assert [line.act for line in audit.lines(subject=f"link:{link.pk}")] == ["guardian.linked"]
    assert queries.answers_of(guardian, child=child).get().purpose == Purpose.ACCOUNT
    assert [ask.purpose for ask in queries.open_asks(child=child, at=AT)] == [Purpose.ACCOUNT]


def test_only_a_guardian_adds_a_child():
    with pytest.raises(actions.NotForYou):
        added(make.worker(at=AT))
    with pytest.raises(actions.NotForYou):
        added(make.child(age=16, at=AT))


def test_papers_then_a_second_worker():  # CON-7, CON-18
    _guardian, child, link = added()
    first, second = make.worker(at=AT), make.worker(at=AT)
    link = make.checked(first, link, at=AT)
    child.refresh_from_db()
    assert (link.level, link.state, child.is_active) == (Level.G2, LinkState.CONFIRMED, True)
    with pytest.raises(actions.NotForYou):
        actions.confirm_guardianship(by=first, link=link, papers="household", at=AT)
    link = make.confirmed(second, link, at=AT)
    assert (link.level, link.papers_by, link.confirmed_by) == (Level.G3, first, second)
    assert [line.act for line in audit.lines(subject=f"link:{link.pk}")] == [
        "guardian.linked", "papers.checked", "guardian.confirmed",
    ]  # fmt: skip
    for again in (actions.check_papers, actions.confirm_guardianship):
        with pytest.raises(actions.NotForYou):
            again(by=make.worker(at=AT), link=link, papers="court", at=AT)


def test_an_account_refused_meanwhile_does_not_wake():
    guardian, child, link = added()
    actions.withdraw(by=guardian, child=child, purpose=Purpose.ACCOUNT, at=AT)
    make.checked(make.worker(at=AT), link, at=AT)
    child.refresh_from_db()
    assert not child.is_active


@pytest.mark.parametrize("who", ["the child", "another guardian"])
def test_nor_one_that_somebody_else_of_the_family_refused(who):  # CON-9
    _guardian, child, link = added()
    aunt = make.person(Kind.GUARDIAN)
    hers = actions.link_guardian(by=make.worker(at=AT), child=child, guardian=aunt, at=AT)
    make.checked(make.worker(at=AT), hers, at=AT)  # a stranger's no would count for nothing
    make.says(child if who == "the child" else aunt, child, Purpose.ACCOUNT, yes=False, at=AT)
    make.checked(make.worker(at=AT), link, at=AT)
    child.refresh_from_db()
    assert not child.is_active


def test_a_yes_said_early_counts_once_the_papers_are_seen_and_ends_on_the_same_day():  # CON-7
    guardian, child, link = added()
    early = make.says(guardian, child, Purpose.PUBLISH, at=AT)
    make.says(guardian, child, Purpose.PICTURE_BY_CHILD, at=AT)
    make.says(guardian, child, Purpose.PICTURE_OF_CHILD, at=AT)
    actions.withdraw(by=guardian, child=child, purpose=Purpose.PICTURE_OF_CHILD, at=AT)
    for purpose in Purpose:
        if purpose in {Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD, Purpose.PICTURE_OF_CHILD}:
            make.says(child, child, purpose, at=AT)

    def allowed(at):
        return {
            purpose for purpose in (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD, Purpose.PICTURE_OF_CHILD)
            if queries.may(child.pk, purpose, at=at)
        }  # fmt: skip

    assert allowed(AT) == set()
    later = AT + timedelta(days=20)
    make.checked(make.worker(at=later), link, at=later)
    assert allowed(later) == {Purpose.PUBLISH}
    make.confirmed(make.worker(at=later), link, at=later)
    assert allowed(later) == {Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD}  # what was taken back stays so
    event = queries.answers_of(guardian, child=child).filter(purpose=Purpose.PUBLISH).first()
    assert (event.state, event.method, event.notice, event.expires_at) == (
        "given", "papers", early.notice, early.expires_at,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["guardian", "moderator", "lapsed worker", "family's worker"])
def test_nobody_else_checks_papers(who):
    guardian, child, link = added()
    person = {
        "guardian": lambda: guardian,
        "moderator": lambda: make_accounts.staff(Role.MODERATOR, at=AT),
        "lapsed worker": lambda: make_accounts.staff(Role.WORKER, vetted=False, at=AT),
        "family's worker": lambda: make.worker(at=AT),
    }[who]()
    if who == "family's worker":
        make.link(child, person, level=Level.G1, at=AT)
    seen = Request.objects.create(
        person=child.pk, by=person.pk, code="papers", why="看过", state="approved", asked_at=AT, decided_at=AT,
        decided_by=link.pk, until=AT + timedelta(days=1),
    )  # fmt: skip
    Opening.objects.create(person=child.pk, by=person.pk, reason="看过", at=AT, request=seen)  # whoever looked
    with pytest.raises(actions.NotForYou):
        actions.check_papers(by=person, link=link, papers="household", at=AT)
    link.refresh_from_db()
    assert link.level == Level.G1


def test_only_workers_see_which_families_wait():  # PRI-4
    guardian, child, link = added()
    assert list(queries.links_waiting(make.worker(at=AT), at=AT)) == [link]
    lapsed = make_accounts.staff(Role.WORKER, vetted=False, at=AT)
    for person in (guardian, child, lapsed, make_accounts.staff(Role.MODERATOR, at=AT)):
        assert not queries.links_waiting(person, at=AT).exists()


@pytest.mark.parametrize(
    ("state", "seen", "who", "check", "confirm"),
    [
        (LinkState.WAITING, False, "worker", True, False),
        (LinkState.WAITING, False, "who wrote it down", False, False),
        (LinkState.WAITING, False, "family", False, False),
        (LinkState.WAITING, False, "not a worker", False, False),
        (LinkState.WAITING, False, "paused account", False, False),
        (LinkState.CONFIRMED, True, "worker", False, True),
        (LinkState.CONFIRMED, True, "same worker", False, False),
        (LinkState.CONFIRMED, True, "family", False, False),
        (LinkState.CONFIRMED, True, "not a worker", False, False),
        (LinkState.CONFIRMED, True, "paused account", False, False),
        (LinkState.SUSPENDED, True, "worker", False, False),
        (LinkState.ENDED, True, "worker", False, False),
    ],
)
def test_table_of_papers(state, seen, who, check, confirm):
    home = make.family(child_age=9, level=Level.G2 if seen else Level.G1, at=AT)
    link = home.link
    link.state = state
    person = {"same worker": link.papers_by, "family": home.guardian}.get(who) or make.person(Kind.STAFF)
    if who == "who wrote it down":
        link.made_by = person
    person.is_active = who != "paused account"
    worker = who != "not a worker"
    assert policy.may_check_papers(person, link, worker=worker) == check
    assert policy.may_confirm(person, link, worker=worker) == confirm


def test_a_worker_links_a_second_guardian():
    home, worker, aunt = make.family(child_age=9, at=AT), make.worker(at=AT), make.person(Kind.GUARDIAN)
    link = actions.link_guardian(by=worker, child=home.child, guardian=aunt, at=AT)
    assert (link.level, link.state) == (Level.G1, LinkState.WAITING)
    with pytest.raises(actions.NotForYou):
        actions.link_guardian(by=home.guardian, child=home.child, guardian=make.person(Kind.GUARDIAN), at=AT)


def test_moves_of_a_link():
    assert set(NEXT) == set(LinkState)
    assert NEXT[LinkState.ENDED] == set()
    assert LinkState.WAITING not in set().union(*NEXT.values())


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": Level.G2}, {"papers_at": AT}, {"state": "elsewhere"}, {"level": Level.G3},
    ],
)  # fmt: skip
def test_the_database_keeps_levels_honest(wrong):
    home = make.family(child_age=9, level=Level.G1, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.filter(pk=home.link.pk).update(**wrong)


def test_the_database_wants_somebody_to_confirm_before_g3():  # CON-7
    home = make.family(child_age=9, level=Level.G2, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.filter(pk=home.link.pk).update(level=Level.G3)


def test_nobody_is_their_own_guardian():  # CON-8
    home = make.family(child_age=17, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.update(guardian=home.child)


def test_the_database_wants_two_workers():
    home = make.family(child_age=9, level=Level.G3, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.update(confirmed_by=home.link.papers_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.update(papers_by=home.guardian)
