"""A supervisor makes the account of somebody of a partner office; it stands for that office and for nothing else."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.actions.powers import NotYours
from portal.accounts.actions.rights import NotTheKind
from portal.accounts.actions.welcoming import NotFree
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.policy import home_of
from portal.accounts.queries.partners import partners
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.directory.models import Office
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
NEW = {"called": "交通支队小周", "email": "Zhou@Example.org", "language": "zh-hans"}
LIST, WELCOME = "people:partners", "people:welcome_partner"


@pytest.fixture
def office():
    return make_directory.office()


@pytest.fixture
def receiving():
    made = make_directory.office()
    Office.objects.filter(pk=made.pk).update(ours=False, receives=True)
    made.refresh_from_db()
    return made


@pytest.fixture
def boss(office):
    return make.staff(Role.SUPERVISOR, office=office)


def welcome(by, office, **more):
    return actions.welcome_partner(by=by, office=office, at=make.AT, **NEW | more)


def test_the_account_holds_one_role_at_one_office(boss, receiving):
    made = welcome(boss, receiving)
    assert (made.kind, made.email, made.has_usable_password()) == (Kind.PARTNER, "zhou@example.org", False)
    assert queries.roles(made, at=make.AT) == {Role.PARTNER}
    assert queries.offices_granted(made) == {receiving.pk}
    acts = list(audit.lines(subject=f"person:{made.pk}").values_list("act", "actor"))
    assert {("account.made", boss.pk), ("role.granted", boss.pk)} <= set(acts)


@pytest.mark.parametrize("role", [*(role for role in Role if role not in {Role.SUPERVISOR, Role.PARTNER}), None])
def test_nobody_else_makes_one(office, receiving, role):
    by = make.staff(*[role] if role else [], office=office)
    with pytest.raises(NotYours):
        welcome(by, receiving)
    assert not User.objects.filter(kind=Kind.PARTNER).exists()
    partner = make.partner(office=receiving)
    with pytest.raises(NotYours):
        welcome(partner, receiving)


def test_an_office_that_receives_nothing_has_no_partners(boss, office, receiving):
    with pytest.raises(NotTheKind):
        welcome(boss, office)
    assert not User.objects.filter(kind=Kind.PARTNER).exists()
    made, glass = welcome(boss, receiving), make.staff()
    glass.is_superuser = True
    glass.save(update_fields=["is_superuser"])
    for by in (boss, glass, None):  # whoever gives it, and in every way
        for nowhere in (office, None):
            with pytest.raises(NotTheKind):
                actions.grant_role(by=by, person=made, role=Role.PARTNER, office=nowhere, at=make.AT)
    assert queries.offices_granted(made) == {receiving.pk}


def test_the_list_is_for_who_looks_after_partners(client, office, receiving):
    """A data officer looks after colleagues, and after no partner: no empty list that says there is none."""
    make.partner(office=receiving)
    for role, sees in ((Role.SUPERVISOR, True), (Role.SAFEGUARDING_LEAD, True), (Role.DATA_OFFICER, False)):
        make.sign_in(client, make.staff(role, office=office))
        assert (client.get(reverse(LIST)).status_code == 200) is sees
        assert (reverse(LIST) in client.get(reverse("people:list")).content.decode()) is sees


def test_names_and_addresses_are_one_persons(boss, receiving):
    welcome(boss, receiving)
    for more in ({"called": "another"}, {"email": "another@example.org"}):
        with pytest.raises(NotFree):
            welcome(boss, receiving, **more)


def test_no_role_of_ours_goes_to_a_partner_and_none_of_theirs_to_us(boss, office, receiving):
    made, colleague = welcome(boss, receiving), make.staff(office=office)
    for person, role in ((made, Role.WORKER), (made, Role.CURATOR), (colleague, Role.PARTNER)):
        with pytest.raises(NotTheKind):
            actions.grant_role(by=boss, person=person, role=role, office=office, at=make.AT)


def test_who_looks_after_it(boss, office, receiving):
    """Any supervisor, for the office is nobody's of ours; to pause it the safeguarding lead too; never a partner."""
    made = welcome(boss, receiving)
    lead, worker = make.staff(Role.SAFEGUARDING_LEAD, office=office), make.staff(Role.WORKER, office=office)
    other = make.partner(office=receiving)
    assert made in partners(boss, at=make.AT)
    assert made in partners(lead, at=make.AT)
    for by in (worker, other, made):
        assert not partners(by, at=make.AT)
        with pytest.raises(NotYours):
            actions.leave(by=by, person=made, at=make.AT)
    with pytest.raises(NotYours):
        actions.leave(by=lead, person=made, at=make.AT)
    actions.pause(by=lead, person=made, code="away", at=make.AT)
    assert queries.roles(User.objects.get(pk=made.pk), at=make.AT) == set()
    actions.unpause(by=boss, person=made, at=make.AT)
    actions.leave(by=boss, person=made, at=make.AT)
    made.refresh_from_db()
    assert not made.is_active
    assert not queries.roles(made, at=make.AT)


def test_a_role_of_a_partner_ends_by_any_supervisor_and_by_nobody_else(client, boss, office, receiving):
    made = welcome(boss, receiving)
    [grant] = made.role_grants.all()
    elsewhere = make.staff(Role.SUPERVISOR, office=make_directory.office())
    others = [make.staff(Role.SAFEGUARDING_LEAD, office=office), make.staff(Role.DATA_OFFICER, office=office)]
    for by in (*others, make.staff(Role.WORKER, office=office), make.partner(office=receiving)):
        with pytest.raises(NotYours):
            actions.take_role(by=by, grant=grant, at=make.AT)
    assert queries.roles(made, at=make.AT) == {Role.PARTNER}
    make.sign_in(client, elsewhere)
    client.post(reverse("people:take", args=[grant.pk]))
    grant.refresh_from_db()
    assert grant.ended_by == elsewhere
    assert queries.roles(made, at=timezone.now()) == set()
    assert audit.lines(act="role.ended", subject=f"person:{made.pk}").get().actor == elsewhere.pk
    epoch = made.epoch
    made.refresh_from_db()
    assert made.epoch > epoch  # every session ended with it


def test_from_the_page_to_the_first_day(client, boss, receiving, django_capture_on_commit_callbacks):  # SEC-4, SEC-10
    make.sign_in(client, boss)
    assert reverse(LIST) in client.get(reverse("people:list")).content.decode()
    assert reverse(WELCOME) in client.get(reverse(LIST)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse(WELCOME), NEW | {"office": receiving.pk})
    made = User.objects.get(kind=Kind.PARTNER)
    assert answer.headers["Location"].endswith(reverse("people:one", args=[made.pk]))
    page = client.get(reverse("people:one", args=[made.pk])).content.decode()
    assert reverse("people:give", args=[made.pk]) not in page
    assert reverse("people:check", args=[made.pk]) not in page
    assert reverse("people:pause", args=[made.pk]) in page
    [letter] = mail.outbox
    assert letter.to == ["zhou@example.org"]
    assert reverse("account_login") in letter.body
    assert "同事" not in letter.subject + letter.body
    client.logout()
    client.post(reverse("account_login"), {"login": "zhou@example.org"}, follow=True)
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.MULTILINE)[0]
    client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    page = client.get(reverse("inbox"), follow=True)  # nothing inside opens without the second factor
    assert page.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))


def test_what_a_partner_sees(client, boss, receiving):
    """Public pages and their own account; no desk, no family, no child."""
    made = make.sign_in(client, welcome(boss, receiving))
    assert client.get(home_of(made, at=timezone.now())).status_code == 200
    for name in ("desk", "people:list", LIST, WELCOME, "families:list", "words:list", "recipients:list", "family:home"):
        assert client.get(reverse(name)).status_code in {302, 403, 404}, name
        assert client.get(reverse(name), follow=True).status_code in {403, 404}, name


@pytest.mark.parametrize("wrong", [{"called": " "}, {"email": "no address"}, {"office": ""}, {"language": "xx"}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, boss, receiving, wrong):
    make.sign_in(client, boss)
    sent = NEW | {"office": receiving.pk} | wrong
    answer = client.post(reverse(WELCOME), sent)
    assert answer.status_code == 400
    assert "field__error" in answer.content.decode()
    assert sent["email"] in answer.content.decode()
    assert not User.objects.filter(kind=Kind.PARTNER).exists()


def test_an_office_of_ours_is_not_offered(client, boss, office):
    make.sign_in(client, boss)
    assert client.post(reverse(WELCOME), NEW | {"office": office.pk}).status_code == 400


def test_as_many_queries_for_three_partners_as_for_one(client, boss, receiving):
    make.sign_in(client, boss)

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(LIST)).status_code == 200
        return len(found)

    make.partner(office=receiving)
    count()
    before = count()
    make.partner(office=receiving)
    make.partner(office=receiving)
    assert count() == before
