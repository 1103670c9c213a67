"""One page asks about a person's roles once; an act, and a change, ask anew (rights end that second)."""

from datetime import date, timedelta

import pytest
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.models import Qualification, RoleGrant
from portal.accounts.registry import rights
from portal.accounts.roles import QualificationKind, Result, Role
from portal.consent.middleware import RememberingMiddleware
from portal.privacy import actions as vault
from portal.privacy import queries as privacy
from portal.privacy.registry import births
from tests.making import accounts as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return make.staff(Role.WORKER)


def asked(worker, at):
    return queries.has_role(worker, Role.WORKER, at=at), len(queries.offices(worker, at=at))


def test_one_page_asks_once(worker, django_assert_num_queries):
    at = timezone.now()
    with rights.remembering(), django_assert_num_queries(2):  # roles, and papers for work with children
        for moment in range(3):
            assert asked(worker, at + timedelta(milliseconds=moment))[0]


@pytest.mark.parametrize(("method", "remembers"), [("GET", True), ("HEAD", True), ("POST", False), ("PUT", False)])
def test_only_what_reads_remembers(rf, method, remembers):
    seen = RememberingMiddleware(lambda request: rights.remembered())(rf.generic(method, "/"))
    assert (seen is not None) is remembers
    assert rights.remembered() is None


def test_a_change_within_the_page_counts_at_once(worker):
    at = timezone.now()
    with rights.remembering():
        assert asked(worker, at)[0]
        actions.end_role(by=make.staff(), person=worker, role=Role.WORKER, at=at)
        assert not asked(worker, at)[0]
        actions.grant_role(by=None, person=worker, role=Role.WORKER, at=at)
        assert asked(worker, at)[0]
        paper = {"kind": QualificationKind.VETTING, "result": Result.NOT_CLEAR}
        day, until = timezone.localdate(at), at + timedelta(days=30)
        actions.record_qualification(by=None, person=worker, checked_on=day, expires_at=until, at=at, **paper)
        assert not asked(worker, at)[0]


@pytest.mark.parametrize("signal", [post_save, post_delete])
def test_nobody_listens_to_every_row_of_every_table(signal):
    """One that does makes Django fetch every row before it is deleted, and still hears of no `update()`."""
    assert not signal.has_listeners(type("AnyTable", (), {}))


def test_what_ends_meanwhile_has_ended(worker):
    """The rows are kept, not the decision."""
    at = timezone.now()
    soon = at + timedelta(seconds=5)
    Qualification.objects.filter(user=worker).update(expires_at=soon)
    with rights.remembering():
        assert asked(worker, at)[0]
        assert asked(worker, soon - timedelta(microseconds=1))[0]
        assert not asked(worker, soon)[0]
    RoleGrant.objects.filter(user=worker).update(ended_at=soon, ended_by=worker)
    Qualification.objects.filter(user=worker).update(expires_at=at + timedelta(days=30))
    with rights.remembering():
        assert asked(worker, at)[0]
        assert not asked(worker, soon)[0]


def test_another_time_is_another_question(worker):
    at = timezone.now()
    with rights.remembering():
        assert asked(worker, at)[0]
        assert not asked(worker, at - timedelta(days=4000))[0]
        assert not asked(worker, at + timedelta(days=4000))[0]


def test_one_person_is_not_another(worker):
    at, other = timezone.now(), make.staff(Role.EDITOR)
    with rights.remembering():
        assert asked(worker, at)[0]
        assert not queries.has_role(other, Role.WORKER, at=at)


def test_a_closed_account_holds_nothing_though_its_roles_were_read(worker):
    at = timezone.now()
    with rights.remembering():
        assert asked(worker, at)[0]
        worker.is_active = False
        assert not asked(worker, at)[0]


def test_an_age_is_asked_once_and_a_correction_counts_at_once(django_assert_num_queries):
    child, day = make.child(age=None), timezone.localdate()
    vault.keep(by=None, person=child.pk, real_name="林小满", birth_date=date(day.year - 9, 1, 1), at=timezone.now())
    with births.remembering():
        with django_assert_num_queries(1):
            assert {privacy.age(child.pk, on=day) for _again in range(3)} == {9}
        assert privacy.age(child.pk, on=day.replace(year=day.year + 3, day=1)) == 12  # decided for each day anew
        vault.keep(by=None, person=child.pk, real_name="林小满", birth_date=date(day.year - 8, 1, 1), at=timezone.now())
        assert privacy.age(child.pk, on=day) == 8
