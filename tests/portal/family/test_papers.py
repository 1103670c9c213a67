"""The worker's desk: who gets there, what is opened with a reason, and that two workers are two."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level
from portal.privacy import actions as vault
from portal.privacy import queries as privacy
from portal.privacy.kinds import Code
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
REAL = "欧阳禾苗"
HELD = {"papers": "household"}


@pytest.fixture
def waiting():
    guardian = make.person(Kind.GUARDIAN)
    child = actions.add_child(
        by=guardian, real_name=REAL, birth_date=date(2016, 5, 4), relation="mother", pseudonym="爱数台阶的猫",
        avatar="cat", language="zh-hans", at=timezone.now(),
    )  # fmt: skip
    return queries.links_of(guardian).get(child=child)


@pytest.fixture
def worker(client):
    return make_accounts.sign_in(client, make.worker())


def address(step, link):
    return reverse(f"papers:{step}", args=[link.pk])


def test_the_way_to_g3(client, waiting, worker):  # PRI-4, CON-7
    page = client.get(reverse("families:list")).content.decode()
    assert waiting.child.pseudonym in page
    assert REAL not in page
    opened = client.post(address("look", waiting), {"reason": "第一次看证件"})
    assert REAL in opened.content.decode()
    assert "2016-05-04" in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert [opening.by for opening in privacy.openings(waiting.child_id)] == [worker.pk]
    assert client.post(address("check", waiting), HELD).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.level, waiting.papers_by, waiting.papers_kind) == (Level.G2, worker, "household")

    again = client.post(address("confirm", waiting), HELD, follow=True).content.decode()
    assert "要由第二位社工来确认" in again
    second = make_accounts.sign_in(client, make.worker())
    client.post(address("look", waiting), {"reason": "第二位来核对"})
    assert client.post(address("confirm", waiting), {"papers": "birth"}).status_code == 302
    waiting.refresh_from_db()
    assert (waiting.level, waiting.confirmed_by, waiting.confirmed_kind) == (Level.G3, second, "birth")
    listed = client.get(reverse("families:list")).context["groups"]
    assert [(stage, len(rows)) for stage, rows in listed] == [("papers", 0), ("second", 0), ("standing", 1)]


@pytest.mark.parametrize(
    ("looked", "said", "level"),
    [(False, {"papers": "household"}, 1), (True, {}, 1), (True, {"papers": "a friend"}, 1), (True, HELD, 2)],
)
def test_no_papers_are_seen_unseen(client, waiting, worker, looked, said, level):  # CON-18, PRI-4
    if looked:
        client.post(address("look", waiting), {"reason": "看证件"})
    page = client.post(address("check", waiting), said, follow=True).content.decode()
    waiting.refresh_from_db()
    assert waiting.level == level
    assert REAL not in page
    if looked and level == Level.G1:
        assert address("check", waiting) in page  # the choice is made on the page it was missing from


def test_a_look_counts_for_an_hour(waiting):
    worker, seen = make.worker(), timezone.now()
    make.looked(worker, waiting, at=seen)
    for minutes, fresh in ((0, True), (60, True), (61, False)):
        assert queries.has_looked(worker, waiting.child, at=seen + timedelta(minutes=minutes)) is fresh
    late = seen + timedelta(minutes=61)
    with pytest.raises(actions.NotForYou):
        actions.check_papers(by=worker, link=waiting, papers="household", at=late)
    assert not queries.has_looked(make.worker(), waiting.child, at=seen)


def test_nothing_opens_without_a_reason(client, waiting, worker):
    page = client.post(address("look", waiting), {"reason": "  "})
    assert REAL not in page.content.decode()
    assert not audit.lines(act="identity.opened").exists()


def test_who_wrote_the_link_down_has_no_step_and_opens_nothing(client, waiting, worker):  # CON-18, PRI-4
    GuardianLink.objects.filter(pk=waiting.pk).update(made_by=worker)
    page = client.post(address("look", waiting), {"reason": "看证件"}).content.decode()
    assert REAL not in page
    assert not audit.lines(act="identity.opened").exists()


def test_opening_wants_a_fresh_proof(client, waiting, worker):
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session["account_authentication_methods"] = session["account_authentication_methods"]
    session.save()
    page = client.post(address("look", waiting), {"reason": "看证件"})
    assert page.status_code == 302
    assert "reauthenticate" in page.url
    assert not audit.lines(act="identity.opened").exists()


def test_papers_that_came_late_are_compared_by_a_colleagues_leave(client, waiting, worker):  # PRI-4
    type(waiting).objects.filter(pk=waiting.pk).update(made_at=timezone.now() - timedelta(days=31))
    refused = client.post(address("look", waiting), {"reason": "看证件"}).content.decode()
    assert REAL not in refused
    assert reverse("openings:ask") in refused
    assert address("check", waiting) not in refused
    assert "code=papers" in refused
    request = allowed(worker, waiting, "papers")
    assert address("check", waiting) not in client.get(address("one", waiting)).content.decode()
    assert REAL in client.post(reverse("openings:look", args=[request.pk])).content.decode()
    page = client.get(address("one", waiting)).content.decode()
    assert address("check", waiting) in page
    assert REAL not in page
    assert REAL not in client.post(reverse("openings:look", args=[request.pk]), follow=True).content.decode()  # once


def allowed(worker, waiting, code):
    request = vault.ask_to_look(by=worker, person=waiting.child_id, code=code, why="看证件", at=timezone.now())
    return vault.decide(by=make_accounts.staff(Role.SUPERVISOR), request=request, yes=True, at=timezone.now())


@pytest.mark.parametrize("code", [code for code in Code if code != Code.PAPERS])
def test_a_look_for_anything_else_is_no_comparing_of_papers(waiting, code):  # CON-18, PRI-4
    worker = make.worker()
    request, papers = allowed(worker, waiting, code), allowed(worker, waiting, "papers")
    at = timezone.now()
    vault.open_identity(by=worker, request=request, at=at)
    vault.open_care(by=worker, request=request, at=at)
    with pytest.raises(vault.NotAllowed):  # leave to compare papers opens no telephone number either
        vault.open_care(by=worker, request=papers, at=at)
    for act in (actions.check_papers, actions.confirm_guardianship):
        with pytest.raises(actions.NotForYou):
            act(by=worker, link=waiting, papers="household", at=at)
    waiting.refresh_from_db()
    assert waiting.level == Level.G1


def test_one_look_a_worker(client, waiting, worker):  # PRI-4
    client.post(address("look", waiting), {"reason": "看证件"})
    again = client.post(address("look", waiting), {"reason": "再看"}).content.decode()
    assert REAL not in again
    assert address("check", waiting) not in again or "一小时内" in again


def test_who_has_seen_them_cannot_look_again(client, waiting, worker):
    client.post(address("look", waiting), {"reason": "看证件"})
    client.post(address("check", waiting), HELD)
    page = client.post(address("look", waiting), {"reason": "再看一次"}).content.decode()
    assert REAL not in page


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.WORKER, Role.PARTNER}])
def test_other_roles_stay_outside(client, waiting, role):
    make_accounts.sign_in(client, make_accounts.staff(role))
    for name in ("families:list", "families:one", "families:take_in"):
        key = [] if name == "families:list" else [waiting.child_id]
        assert client.get(reverse(name, args=key)).status_code == 403
    assert client.post(address("check", waiting), HELD).status_code == 403


def test_families_stay_outside(client, waiting):
    client.force_login(waiting.guardian)
    assert client.get(reverse("families:list")).status_code == 403


def test_an_unknown_link_is_not_there(client, worker):
    assert client.get(reverse("papers:one", args=[uuid4()]), follow=True).status_code == 404
