"""Roles and qualifications: what is in force, and when it stops being so."""

from datetime import datetime, time, timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from wagtail.models import GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.accounts import actions, queries
from portal.accounts.actions.groups import group_of, mend_groups
from portal.accounts.actions.qualifications import NotAPaper, TooLong
from portal.accounts.actions.rights import ForYourself, NotTheKind
from portal.accounts.models import Qualification, RoleGrant
from portal.accounts.roles import AT_THE_DESK, WITH_CHILDREN, QualificationKind, Result, Role
from portal.accounts.signals import access_ended, qualification_ends
from portal.audit import queries as audit
from portal.notices.queries import inbox
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = make.AT
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
TODAY = timezone.localdate(AT)


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


@pytest.mark.parametrize("missing", list(QualificationKind))
def test_vetting_and_training_both(missing):  # SAF-8, ETH-7
    person = make.staff(Role.FACILITATOR)
    assert queries.has_role(person, Role.FACILITATOR, at=AT)
    Qualification.objects.filter(user=person, kind=missing).delete()
    assert not queries.vetted(person, at=AT)
    assert queries.roles(person, at=AT) == set()
    assert person not in queries.staff_with(Role.FACILITATOR, at=AT)


def test_a_check_counts_from_its_day():  # SAF-8
    person = make.staff(Role.FACILITATOR)
    Qualification.objects.filter(user=person).update(checked_on=(AT + timedelta(days=1)).date())
    assert queries.roles(person, at=AT) == set()
    assert person not in queries.staff_with(Role.FACILITATOR, at=AT)
    assert queries.has_role(person, Role.FACILITATOR, at=AT + timedelta(days=1))


def test_rights_and_checks_are_on_record():  # MOD-18, SAF-8
    boss, person = make.staff(), make.staff(Role.FACILITATOR)
    actions.end_role(by=boss, person=person, role=Role.FACILITATOR, at=AT)
    actions.deactivate(by=boss, person=person, at=AT)
    acts = set(audit.lines(subject=f"person:{person.pk}").values_list("act", flat=True))
    assert acts >= {"account.made", "role.granted", "qualification.recorded", "role.ended", "account.closed"}


def test_a_role_counts_from_its_grant_to_its_end():
    boss, person = make.staff(), make.staff(Role.CURATOR)
    actions.end_role(by=boss, person=person, role=Role.CURATOR, at=AT + SECOND)
    assert not queries.has_role(person, Role.CURATOR, at=AT - SECOND)
    assert queries.has_role(person, Role.CURATOR, at=AT)
    assert not queries.has_role(person, Role.CURATOR, at=AT + SECOND)
    holders = [person in queries.staff_with(Role.CURATOR, at=AT + each * SECOND) for each in (-1, 0, 1)]
    assert holders == [False, True, False]  # whoever is asked for by role, not by person
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


def check(person, *, by=None, kind="vetting", expires_at, checked_on=TODAY, at=AT, **more):
    return actions.record_qualification(
        by=by, person=person, kind=kind, checked_on=checked_on, expires_at=expires_at, at=at, **more
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
    ended.clear()
    actions.end_role(by=make.staff(), person=person, role=Role.CURATOR, at=AT)
    assert ended == [person.pk]
    assert person.get_session_auth_hash() != before


def test_a_vetting_that_runs_out_is_announced_once(ended):  # SAF-8
    end = AT + timedelta(days=3)
    person = make.staff(Role.FACILITATOR, vetted=False)
    make.qualify(person, expires_at=end)
    ended.clear()
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
    ended.clear()
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


@pytest.mark.parametrize("role", [Role.DATA_OFFICER, Role.WORKER])
def test_an_older_group_is_mended(role):  # SEC-40
    group, key = group_of(role), Permission.objects.get(codename="access_admin")
    (group.permissions.remove if role in AT_THE_DESK else group.permissions.add)(key)
    mend_groups()
    assert group.permissions.filter(pk=key.pk).exists() is (role in AT_THE_DESK)
    assert not Group.objects.filter(name=Role.CURATOR).exists()  # nothing is made that nobody holds


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_check_that_is_not_in_order_outweighs_older_ones(days, ended):  # SAF-8
    person = make.staff(Role.MODERATOR)
    before, day = person.get_session_auth_hash(), TODAY - timedelta(days=1) + timedelta(days=days)
    Qualification.objects.filter(user=person).update(checked_on=TODAY - timedelta(days=1))
    ended.clear()
    check(person, checked_on=day, expires_at=AT + timedelta(days=9), result=Result.NOT_CLEAR, at=AT + 2 * DAY)
    assert queries.vetted(person, at=AT + 2 * DAY) is (days < 0)
    assert person.get_session_auth_hash() != before
    assert ended == [person.pk]
    check(person, checked_on=day + 2 * DAY, expires_at=AT + 99 * DAY, at=AT + 4 * DAY)
    assert queries.vetted(person, at=AT + 4 * DAY)  # a newer one that is in order


@pytest.mark.parametrize(
    ("facts", "good"),
    [
        ({"reference": "档2026-031"}, True),
        ({"reference": "110101199003071234"}, False),
        ({"reference": "tel 13800138000"}, False),
        ({"checked_on": TODAY + DAY}, False),
        ({"checked_on": TODAY}, True),
    ],
)
def test_a_paper_is_named_by_its_place_and_seen_before(facts, good):  # SAF-8
    if good:
        assert check(make.staff(), expires_at=AT + DAY, **facts).result == Result.CLEAR
    else:
        with pytest.raises(NotAPaper):
            check(make.staff(), expires_at=AT + DAY, **facts)


@pytest.fixture
def warned():
    heard = []

    def hear(sender, person, kind, ends_at, at, **kwargs):
        heard.append((person, kind, at))

    qualification_ends.connect(hear)
    yield heard
    qualification_ends.disconnect(hear)


def test_a_check_warns_at_thirty_and_at_seven_days_once_each(warned):  # SAF-8
    end = AT + 60 * DAY
    person = make.staff(Role.FACILITATOR, vetted=False)
    check(person, expires_at=end)
    for at, said in [
        (end - 30 * DAY - SECOND, 0),
        (end - 30 * DAY, 1),
        (end - 29 * DAY, 1),
        (end - 7 * DAY - SECOND, 1),
        (end - 7 * DAY, 2),
        (end - 7 * DAY + SECOND, 2),
        (end, 2),
    ]:
        actions.warn_of_ends(at=at)
        assert len(warned) == said, at
    assert {row[:2] for row in warned} == {(person.pk, "vetting")}


def test_a_check_recorded_late_warns_once(warned):
    person = make.staff(Role.FACILITATOR, vetted=False)
    check(person, expires_at=AT + 3 * DAY)
    actions.warn_of_ends(at=AT)
    actions.warn_of_ends(at=AT + DAY)
    assert len(warned) == 1


@pytest.mark.parametrize("why", ["newer", "no role with children", "paused", "not in order"])
def test_nobody_is_warned_for_nothing(why, warned):
    person = make.staff(Role.EDITOR if why == "no role with children" else Role.FACILITATOR, vetted=False)
    check(person, expires_at=AT + 9 * DAY)
    if why == "newer":
        check(person, expires_at=AT + 99 * DAY)
    if why == "not in order":
        check(person, expires_at=AT + 9 * DAY, result=Result.NOT_CLEAR)
    if why == "paused":
        actions.pause(by=make.staff(Role.SUPERVISOR), person=person, code="away", at=AT)
    actions.warn_of_ends(at=AT)
    assert warned == []


def test_one_who_cannot_be_told_does_not_keep_the_others_waiting(monkeypatch):  # F15
    people = [make.staff(Role.FACILITATOR, vetted=False) for _ in range(3)]
    for person in people:
        check(person, expires_at=AT + DAY)
    heard = []

    def hear(sender, person, **kwargs):
        if person == people[1].pk:
            raise RuntimeError
        heard.append(person)

    for signal, act, at in [
        (qualification_ends, actions.warn_of_ends, AT),
        (access_ended, actions.announce_expiries, AT + DAY),
    ]:
        heard.clear()
        signal.connect(hear)
        act(at=at)
        act(at=at)
        signal.disconnect(hear)
        assert sorted(heard) == sorted([people[0].pk, people[2].pk])
        assert act(at=at) == 1  # stays due


def test_holder_and_supervisor_read_it_in_words():  # SAF-8
    office = make_directory.office()
    boss, elsewhere = (
        make.staff(Role.SUPERVISOR, office=office),
        make.staff(Role.SUPERVISOR, office=make_directory.office()),
    )
    person = make.staff(Role.FACILITATOR, office=office, vetted=False, pseudonym="社工小周")
    check(person, expires_at=AT + 3 * DAY)
    actions.warn_of_ends(at=AT)
    with translation.override("zh-hans"):
        assert [m.subject for m in inbox(person)] == ["您的违法犯罪记录查询将在 2026-03-05 到期"]
        assert [(m.subject, m.url) for m in inbox(boss)] == [
            ("社工小周的一项审查将在 2026-03-05 到期", f"/desk/people/{person.pk}/")
        ]
    assert not inbox(elsewhere).exists()
