"""Roles and qualifications: what is in force, and when it stops being so."""

from datetime import datetime, time, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.accounts import actions, queries
from portal.accounts.actions.rights import ForYourself, NotTheKind, TooLong, group_of
from portal.accounts.models import Qualification, RoleGrant
from portal.accounts.roles import AT_THE_DESK, WITH_CHILDREN, Role
from portal.accounts.signals import access_ended
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = make.AT
SECOND = timedelta(seconds=1)


@pytest.fixture
def ended():
    """Who was announced to have lost access."""
    heard = []

    def hear(sender, person, at, **kwargs):
        heard.append(person)

    access_ended.connect(hear)
    yield heard
    access_ended.disconnect(hear)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTNER])
@pytest.mark.parametrize(("offset", "holds"), [(-SECOND, True), (0 * SECOND, False), (SECOND, False)])
def test_rights_end_that_second(role, offset, holds):  # SAF-8
    end = AT + timedelta(days=30)
    person = make.staff(role, vetted=False)
    make.qualify(person, expires_at=end)
    expected = holds or role not in WITH_CHILDREN
    assert queries.has_role(person, role, at=end + offset) is expected
    assert (person in queries.staff_with(role, at=end + offset)) is expected
    assert queries.vetted(person, at=end + offset) is holds


def test_without_papers_no_role_with_children():  # SAF-8
    person = make.staff(Role.MODERATOR, Role.EDITOR, vetted=False)
    assert queries.roles(person, at=AT) == {Role.EDITOR}


def test_a_role_counts_from_its_grant_to_its_end():
    boss, person = make.staff(), make.staff(Role.CURATOR)
    actions.end_role(by=boss, person=person, role=Role.CURATOR, at=AT + SECOND)
    assert not queries.has_role(person, Role.CURATOR, at=AT - SECOND)
    assert queries.has_role(person, Role.CURATOR, at=AT)
    assert not queries.has_role(person, Role.CURATOR, at=AT + SECOND)
    assert not person.groups.filter(name="curator").exists()


def test_closed_account_holds_nothing():
    person = make.staff(Role.CURATOR)
    actions.deactivate(by=None, person=person, at=AT)
    assert queries.roles(person, at=AT) == set()
    assert person not in queries.staff_with(Role.CURATOR, at=AT)


def test_offices_are_those_of_roles_in_force():
    here, there = make_directory.office(), make_directory.office()
    person = make.staff(Role.MODERATOR, office=here, vetted=False)
    actions.grant_role(by=None, person=person, role=Role.CURATOR, office=there, at=AT)
    assert queries.offices(person, at=AT) == {there.pk}
    make.qualify(person)
    assert queries.offices(person, at=AT) == {here.pk, there.pk}
    assert list(queries.staff_with(Role.MODERATOR, at=AT, office=here)) == [person]
    assert list(queries.staff_with(Role.MODERATOR, at=AT, office=there)) == []


def test_granting_twice_is_one_grant():
    person = make.staff(Role.EDITOR)
    actions.grant_role(by=None, person=person, role=Role.EDITOR, at=AT)
    assert RoleGrant.objects.filter(user=person).count() == 1


def test_the_database_refuses_a_second_live_grant():
    person = make.staff(Role.EDITOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=person, role=Role.EDITOR, granted_at=AT)


def test_roles_fit_the_kind_of_person():
    for person, role in [
        (make.guardian(), Role.MODERATOR),
        (make.child(), Role.EDITOR),
        (make.staff(), Role.PARTNER),
        (make.partner(), Role.EDITOR),
    ]:
        with pytest.raises(NotTheKind):
            actions.grant_role(by=None, person=person, role=role, at=AT)


def test_nobody_gives_themselves_anything():
    person = make.staff()
    with pytest.raises(ForYourself):
        actions.grant_role(by=person, person=person, role=Role.EDITOR, at=AT)
    with pytest.raises(ForYourself):
        actions.record_qualification(
            by=person, person=person, kind="vetting", checked_on=AT.date(), expires_at=AT + SECOND, at=AT
        )


def check(person, *, by=None, kind="vetting", expires_at, checked_on=AT.date(), **more):
    return actions.record_qualification(
        by=by, person=person, kind=kind, checked_on=checked_on, expires_at=expires_at, at=AT, **more
    )


@pytest.mark.parametrize(("days", "good"), [(1, True), (365, True), (366, False), (367, False)])
def test_a_vetting_is_good_for_a_year_at_most(days, good):  # SAF-8
    person, end = make.staff(), AT + timedelta(days=days)
    if good:
        assert check(person, expires_at=end).expires_at == end
    else:
        with pytest.raises(TooLong):
            check(person, expires_at=end)
    assert check(person, kind="training", expires_at=end)


def test_a_vetting_grows_too_old_to_the_second_whatever_stands_beside_it():  # SAF-8
    person = make.staff(Role.MODERATOR, vetted=False)
    day = timezone.localdate(AT)
    check(person, kind="training", expires_at=AT + timedelta(days=900))
    row = check(person, checked_on=day, expires_at=AT + timedelta(days=9))
    Qualification.objects.filter(pk=row.pk).update(expires_at=AT + timedelta(days=900))
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=366), time()))  # in Shanghai
    for at, holds in [(midnight - SECOND, True), (midnight, False), (midnight + SECOND, False)]:
        assert queries.vetted(person, at=at) is holds, at
        assert (person in queries.staff_with(Role.MODERATOR, at=at)) is holds, at


def test_exactly_the_desk_opens_the_admin():  # SEC-40
    holds = {role for role in Role if group_of(role).permissions.filter(codename="access_admin").exists()}
    assert holds == AT_THE_DESK
    users = Permission.objects.filter(codename__in=["add_user", "change_user", "delete_user"])
    assert not any(group_of(role).permissions.filter(pk__in=users).exists() for role in Role)


def test_end_of_a_role_ends_sessions_and_is_announced(ended):  # SEC-8
    person = make.staff(Role.CURATOR)
    before = person.get_session_auth_hash()
    actions.end_role(by=make.staff(), person=person, role=Role.CURATOR, at=AT)
    assert ended == [person.pk]
    assert person.get_session_auth_hash() != before


def test_a_vetting_that_runs_out_is_announced_once(ended):  # SAF-8
    end = AT + timedelta(days=3)
    person = make.staff(Role.FACILITATOR, vetted=False)
    make.qualify(person, expires_at=end)
    assert actions.announce_expiries(at=end - SECOND) == 0
    actions.announce_expiries(at=end)
    assert ended.count(person.pk) >= 1
    heard = len(ended)
    actions.announce_expiries(at=end + SECOND)
    assert len(ended) == heard


def test_a_renewed_vetting_is_not_announced(ended):
    end = AT + timedelta(days=3)
    person = make.staff(Role.FACILITATOR, vetted=False)
    make.qualify(person, expires_at=end)
    make.qualify(person, expires_at=end + timedelta(days=30))
    actions.announce_expiries(at=end)
    assert ended == []


def test_only_editors_write_every_page():  # SEC-40
    for role in Role:
        group_of(role)
    root = Page.get_first_root_node()
    holders = set(GroupPagePermission.objects.filter(page=root).values_list("group__name", flat=True))
    assert holders & set(Role.values) == {Role.EDITOR}
    policy = PagePermissionPolicy()
    assert policy.user_has_permission(make.staff(Role.EDITOR), "publish")
    assert not policy.user_has_permission(make.staff(Role.MODERATOR), "change")
