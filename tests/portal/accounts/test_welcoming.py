"""A supervisor makes a colleague's account; the colleague comes in by a code and sets up a second factor first."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from portal.accounts import actions, queries
from portal.accounts.actions.powers import NotYours
from portal.accounts.actions.welcoming import NotFree
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import queries as audit
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
NEW = {"called": "社工小满", "email": "Xiaoman@Example.org", "language": "zh-hans"}
PAGE = "people:welcome"


@pytest.fixture
def office():
    return make_directory.office()


def who(name, office):
    if name == "superuser":
        return User.objects.create_superuser("boss", "boss@example.org", make.PASSWORD)
    if name in (Kind.GUARDIAN, Kind.PARTNER):
        return actions.create_adult(by=None, kind=name, email="somebody@example.org", at=make.AT)
    return make.child() if name == Kind.CHILD else make.staff(*([name] if name else []), office=office)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        (Role.SUPERVISOR, True), ("superuser", True), (Role.SAFEGUARDING_LEAD, False), (Role.DATA_OFFICER, False),
        (Role.WORKER, False), (Role.EDITOR, False), (None, False), (Kind.GUARDIAN, False), (Kind.PARTNER, False),
        (Kind.CHILD, False),
    ],
)  # fmt: skip
def test_who_makes_a_colleagues_account(office, name, may):  # SEC-4
    by = who(name, office)
    if not may:
        with pytest.raises(NotYours):
            actions.welcome(by=by, at=make.AT, **NEW)
        assert not queries.is_name_of_staff("社工小满")
        return
    made = actions.welcome(by=by, at=make.AT, **NEW)
    assert (made.kind, made.email, made.has_usable_password()) == (Kind.STAFF, "xiaoman@example.org", False)
    assert queries.roles(made, at=make.AT) == set()
    acts = list(audit.lines(subject=f"person:{made.pk}").values_list("act", "actor"))
    assert ("account.made", by.pk) in acts
    assert (("glass.broken", by.pk) in acts) is (name == "superuser")


@pytest.mark.parametrize("taken", ["guardian's address", "further address", "colleague's name", "child's name"])
def test_an_address_and_a_name_are_one_persons(office, taken):
    boss = make.staff(Role.SUPERVISOR, office=office, pseudonym="督导老何")
    child = make.child()
    mother = actions.create_adult(by=None, kind=Kind.GUARDIAN, email="home@example.org", at=make.AT)
    EmailAddress.objects.create(user=mother, email="second@example.org")
    changed = {
        "guardian's address": {"email": "HOME@example.org "},
        "further address": {"email": "Second@example.org"},
        "colleague's name": {"called": "督导 老何".replace(" ", "")},
        "child's name": {"called": f" {child.pseudonym} "},
    }[taken]
    with pytest.raises(NotFree):
        actions.welcome(by=boss, at=make.AT, **NEW | changed)


def test_two_at_the_same_moment_are_one_account(office, monkeypatch):
    """Neither saw the other; the database does."""
    boss = make.staff(Role.SUPERVISOR, office=office)
    actions.welcome(by=boss, at=make.AT, **NEW)
    monkeypatch.setattr(queries, "is_address_of_somebody", lambda address: False)
    with pytest.raises(NotFree):
        actions.welcome(by=boss, at=make.AT, **NEW | {"called": "社工大满"})
    assert User.objects.filter(email="xiaoman@example.org").count() == 1


def test_from_the_page_to_the_first_day(client, office, django_capture_on_commit_callbacks):  # SEC-4, SEC-10
    make.sign_in(client, make.staff(Role.SUPERVISOR, office=office))
    assert reverse(PAGE) in client.get(reverse("people:list")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse(PAGE), NEW)
    made = User.objects.get(email="xiaoman@example.org")
    assert answer.headers["Location"].endswith(reverse("people:one", args=[made.pk]))
    [letter] = mail.outbox
    assert letter.to == ["xiaoman@example.org"]
    assert reverse("account_login") in letter.body
    assert "社工小满" not in letter.body
    client.logout()
    client.post(reverse("account_login"), {"login": "xiaoman@example.org"}, follow=True)
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", mail.outbox[-1].body, re.MULTILINE)[0]
    page = client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True)
    assert page.redirect_chain[0][0] == reverse("conduct")
    assert page.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))  # and no further without it
    actions.enrol_totp(made, make.TOTP_SECRET)
    make.sign_in(client, made)
    page = client.get(reverse("desk"), follow=True)
    assert page.status_code == 200
    assert page.redirect_chain[-1][0].startswith(reverse("conduct"))


@pytest.mark.parametrize("wrong", [{"called": ""}, {"called": "  "}, {"email": "no address"}, {"language": "xx"}])
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, office, wrong):
    make.sign_in(client, make.staff(Role.SUPERVISOR, office=office))
    answer = client.post(reverse(PAGE), NEW | wrong)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "field__error" in text
    kept = (NEW | wrong)["email" if "called" in wrong else "called"]
    assert kept in text
    assert not mail.outbox


def test_a_page_knows_what_is_free_only_after_it_was_asked(client, office):
    make.sign_in(client, make.staff(Role.SUPERVISOR, office=office))
    client.post(reverse(PAGE), NEW)
    answer = client.post(reverse(PAGE), NEW | {"called": "社工大满"})
    assert answer.status_code == 400
    assert User.objects.filter(email="xiaoman@example.org").count() == 1


@pytest.mark.parametrize("role", [Role.WORKER, Role.DATA_OFFICER, Role.SAFEGUARDING_LEAD])
def test_others_see_no_such_page(client, office, role):
    make.sign_in(client, make.staff(role, office=office))
    assert client.get(reverse(PAGE), follow=True).status_code in (403, 404)
