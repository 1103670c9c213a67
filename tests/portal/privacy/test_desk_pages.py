"""The desk's doors: who may ask, allow, look and answer; every look wants a fresh proof and is shown once (PRI-4)."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.privacy import actions, queries
from portal.privacy.models import Request, Wish
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make
from tests.making import directory as make_directory
from tests.making import privacy as make_privacy
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db
ASK, LIST, WISHES = "/desk/openings/ask/", "/desk/openings/", "/desk/wishes/"


@pytest.fixture
def home():
    return make_voices.home(age=9)


def enter(client, role):
    return make_accounts.sign_in(client, make_accounts.staff(role))


def asking(home, **other):
    return {"name": home.child.pseudonym, "code": "contact", "why": "打电话问接送"} | other


def test_ask_allow_look(client, home):  # PRI-4
    real = make_privacy.plain(home.child.pk).real_name
    worker = enter(client, Role.WORKER)
    assert client.post(ASK, asking(home)).status_code == 302
    request = Request.objects.get()
    look, decide = (reverse(f"openings:{name}", args=[request.pk]) for name in ("look", "decide"))
    assert real not in client.post(look, follow=True).content.decode()
    assert client.post(decide, {"answer": "yes"}).status_code == 403
    enter(client, Role.SUPERVISOR)
    assert "打电话问接送" in client.get(LIST).content.decode()
    assert client.post(look, follow=True).status_code == 404  # allowed or not, it is somebody else's
    assert client.post(decide, {"answer": "yes"}).status_code == 302
    make_accounts.sign_in(client, worker)
    assert look in client.get(LIST).content.decode()
    assert client.get(look).status_code == 405
    opened = client.post(look)
    assert real in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    assert real not in client.get(LIST).content.decode()


def test_what_helpers_must_know(client, home):
    worker = enter(client, Role.WORKER)
    at = timezone.now()
    actions.note(by=None, person=home.child.pk, kind="health", words="对花生过敏", at=at)
    request = actions.ask_to_look(by=worker, person=home.child.pk, code="health", why="春游", at=at)
    actions.decide(by=make_accounts.staff(Role.SUPERVISOR), request=request, yes=True, at=at)
    opened = client.post(reverse("openings:look", args=[request.pk]), {"care": "1"}).content.decode()
    assert "对花生过敏" in opened
    assert make_privacy.plain(home.child.pk).real_name not in opened


def stale(client):
    session = client.session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session["account_authentication_methods"] = session["account_authentication_methods"]
    session.save()


def test_looking_and_breaking_want_a_fresh_proof(client, home):  # SEC-9
    worker = enter(client, Role.WORKER)
    request = actions.ask_to_look(by=worker, person=home.child.pk, code="health", why="春游", at=timezone.now())
    actions.decide(by=make_accounts.staff(Role.SUPERVISOR), request=request, yes=True, at=timezone.now())
    stale(client)
    answer = client.post(reverse("openings:look", args=[request.pk]))
    assert "reauthenticate" in answer.url
    enter(client, Role.SAFEGUARDING_LEAD)
    stale(client)
    assert "reauthenticate" in client.post(ASK, asking(home, now="1")).url
    assert not audit.lines(act="identity.opened").exists()
    assert not Request.objects.filter(broke_glass=True).exists()


def test_breaking_the_glass(client, home):
    enter(client, Role.WORKER)
    client.post(ASK, asking(home, now="1"))
    assert not Request.objects.get().broke_glass  # a worker only asks
    enter(client, Role.SAFEGUARDING_LEAD)
    assert "不等批准" in client.get(ASK).content.decode()
    client.post(ASK, asking(home, now="1"))
    assert Request.objects.filter(broke_glass=True, state="approved").count() == 1
    enter(client, Role.SUPERVISOR)
    assert "没有先申请就打开的" in client.get(LIST).content.decode()


def error_of(body: str) -> str:
    return re.search(r"field__error[^>]*>(.*?)</p>", body, re.DOTALL)[1]


def test_a_name_of_another_office_is_as_unknown_as_none(client, home):  # decisions: Offices
    here, away = make_directory.office(), make_directory.office()
    make.at_office(home, here)
    walk = make_activities.activity(office=away)

    def asks(role, office, **more):
        make_accounts.sign_in(client, make_accounts.staff(role, office=office))
        answer = client.post(ASK, asking(home, **more))
        return answer.status_code, answer.content.decode().replace(home.child.pseudonym, "…")

    for role in (Role.WORKER, Role.FACILITATOR, Role.SUPERVISOR, Role.SAFEGUARDING_LEAD):
        told, unknown = asks(role, away), asks(role, away, name="没有这个人")
        assert told[0] == unknown[0] == 400
        assert error_of(told[1]) == error_of(unknown[1]) != ""
    assert not Request.objects.exists()
    assert asks(Role.WORKER, here)[0] == 302
    make_activities.place(walk, home.child)
    assert asks(Role.FACILITATOR, away)[0] == 302
    assert asks(Role.SAFEGUARDING_LEAD, make_directory.office(), now="1")[0] == 302  # in need every child is reached
    assert list(Request.objects.order_by("asked_at").values_list("broke_glass", flat=True)) == [False, False, True]


@pytest.mark.parametrize("wrong", [{"name": "没有这个人"}, {"code": "because"}, {"why": ""}])
def test_what_cannot_be_asked(client, home, wrong):
    enter(client, Role.WORKER)
    assert client.post(ASK, asking(home, **wrong)).status_code == 400
    assert not Request.objects.exists()


@pytest.mark.parametrize(
    ("role", "opens", "answers"),
    [
        (Role.WORKER, 200, 403),
        (Role.FACILITATOR, 200, 403),
        (Role.SAFEGUARDING_LEAD, 200, 403),
        (Role.SUPERVISOR, 200, 200),
        (Role.DATA_OFFICER, 200, 200),
        (Role.MODERATOR, 403, 403),
        (Role.CURATOR, 403, 403),
        (Role.EDITOR, 403, 403),
    ],
)
def test_whose_desk(client, home, role, opens, answers):
    actions.wish(by=home.guardian, person=home.child.pk, kind="erase", at=timezone.now())
    enter(client, role)
    for address in (LIST, ASK):
        assert client.get(address).status_code == opens
    for address in (WISHES, reverse("wishes:one", args=[Wish.objects.get().pk])):
        assert client.get(address).status_code == answers


def test_families_stay_outside(client, home):
    for person in (home.guardian, home.child):
        client.force_login(person)
        for address in (LIST, ASK, WISHES):
            assert client.get(address).status_code == 403


def test_a_no_needs_its_reason(client, home):  # PRI-5
    wish = actions.wish(by=home.guardian, person=home.child.pk, kind="erase", at=timezone.now())
    enter(client, Role.SUPERVISOR)
    address = reverse("wishes:one", args=[wish.pk])
    assert client.post(address, {"answer": "no"}).status_code == 400
    assert client.post(address, {"answer": "no", "words": "法院要求保留。"}).status_code == 302
    wish.refresh_from_db()
    assert (wish.state, wish.answer) == ("refused", "法院要求保留。")
    assert client.post(address, {"answer": "yes"}, follow=True).status_code == 404


def test_a_name_is_put_right_at_the_desk(client, home):
    wish = actions.wish(by=home.guardian, person=home.child.pk, kind="correct", words="少一个字", at=timezone.now())
    enter(client, Role.SUPERVISOR)
    address = reverse("wishes:one", args=[wish.pk])
    assert "少一个字" in client.get(address).content.decode()
    assert client.post(address, {"answer": "yes", "real_name": "苏念禾"}).status_code == 400
    said = {"answer": "yes", "real_name": "苏念禾", "birth_date": "2017-03-09"}
    assert client.post(address, said).status_code == 302
    assert make_privacy.plain(home.child.pk).real_name == "苏念禾"


def test_an_unknown_one_is_not_there(client):
    enter(client, Role.SUPERVISOR)
    assert client.get(reverse("wishes:one", args=[uuid4()]), follow=True).status_code == 404
    assert client.post(reverse("openings:look", args=[uuid4()]), follow=True).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_whatever_their_length(client, rows, django_assert_max_num_queries):
    worker = make_accounts.staff(Role.WORKER)
    for _each in range(rows):
        child = make.child()
        actions.ask_to_look(by=worker, person=child.pk, code="health", why="春游", at=timezone.now())
        actions.wish(by=child, person=child.pk, kind="erase", at=timezone.now())
    enter(client, Role.SUPERVISOR)
    for address in (LIST, WISHES):
        client.get(address)
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200
    assert queries.to_decide(worker, at=timezone.now()).count() == 0
