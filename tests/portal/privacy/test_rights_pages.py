"""The rights centre: kinds and counts, who looked, wishes, copies; for guardians only after their papers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Level, Purpose
from portal.privacy import actions, jobs, queries
from portal.privacy.models import Wish
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_voices.home(age=9)


def looked(child, code="contact"):
    worker, at = make_accounts.staff(Role.WORKER, at=timezone.now() - timedelta(days=1)), timezone.now()
    request = actions.ask_to_look(by=worker, person=child.pk, code=code, why="金丝雀缘由", at=at)
    boss = make_accounts.staff(Role.SUPERVISOR, at=at)
    actions.decide(by=boss, request=request, yes=True, at=at)
    actions.open_identity(by=worker, request=request, at=at)
    return worker


def of(child, name="rights", *more):
    return reverse(f"family:{name}", args=[child.pk, *more])


def page(client, person, address):
    make_accounts.sign_in(client, person)
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_both_see_kinds_and_counts(client, home):  # PRI-5
    make_voices.draft(home.child, body="还在写")
    mine = page(client, home.child, "/zh-hans/me/rights/")
    assert "<strong>正在写的</strong>: 1" in mine
    assert "<strong>真名和出生日期，锁着</strong>: 1" in mine
    theirs = page(client, home.guardian, of(home.child))
    assert "<strong>真名和出生日期，锁着</strong>: 1" in theirs
    assert "正在写的" not in theirs  # not even how many (CON-19)


def test_the_way_there(client, home):
    assert "/zh-hans/me/rights/" in page(client, home.child, "/zh-hans/me/")
    assert of(home.child) in page(client, home.guardian, reverse("family:child", args=[home.child.pk]))


def test_before_the_papers_nothing_is_shown_or_handed_out(client):
    waiting = make.family(child_age=9, level=Level.G1)
    shown = page(client, waiting.guardian, of(waiting.child))
    assert "先看证件" in shown
    assert "锁着</strong>" not in shown
    for kind in ("copy", "correct", "erase"):
        assert client.get(of(waiting.child, "wish", kind), follow=True).status_code == 404
        assert client.post(of(waiting.child, "wish", kind), {"words": "x"}, follow=True).status_code == 404
    assert not Wish.objects.exists()


@pytest.mark.parametrize("name", ["rights", "looked", "back"])
def test_another_familys_child_is_not_there(client, home, name):
    other = make_voices.home(age=9)
    make_accounts.sign_in(client, other.guardian)
    assert client.get(of(home.child, name), follow=True).status_code == 404
    assert client.post(of(home.child, name), follow=True).status_code == 404
    make_accounts.sign_in(client, home.child)
    assert client.get(of(home.child, name)).status_code == 403


def test_who_looked_by_role_and_never_by_name(client, home):  # PRI-4
    worker = looked(home.child)
    for person, address in ((home.child, "/zh-hans/me/rights/looked/"), (home.guardian, of(home.child, "looked"))):
        shown = page(client, person, address)
        assert "联系家里" in shown
        assert "社工" in shown
        for canary in (worker.pseudonym, worker.email, str(worker.pk), "金丝雀缘由"):
            assert canary not in shown


def test_a_look_that_keeps_a_child_safe_reaches_no_guardian(client, home):  # SAF-4
    looked(home.child, code="safety")
    lead = make_accounts.staff(Role.SAFEGUARDING_LEAD, at=timezone.now() - timedelta(days=1))
    request = actions.break_glass(by=lead, person=home.child.pk, code="health", why="急", at=timezone.now())
    actions.open_identity(by=lead, request=request, at=timezone.now())
    assert "没有人看过" in page(client, home.guardian, of(home.child, "looked"))
    kept = {str(each.kind): each.number for each in queries.kept_of(home.child.pk, reader=home.guardian.pk)}
    assert kept["谁看过真名"] == 0
    shown = page(client, home.child, "/zh-hans/me/rights/looked/")
    assert "保护孩子的安全" in shown
    assert shown.count('<li class="card">') == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_whatever_their_length(client, home, rows, django_assert_max_num_queries):
    for _each in range(rows):
        looked(home.child)
        make_voices.draft(home.child, body="还在写")
    for person, start in ((home.child, "/zh-hans/me/rights/"), (home.guardian, of(home.child))):
        make_accounts.sign_in(client, person)
        for address, most in ((start, 5), (f"{start}looked/", 10)):
            with django_assert_max_num_queries(most):
                assert client.get(address).status_code == 200


def test_asking_for_a_copy_and_taking_it(client, home):  # PRI-5
    make_accounts.sign_in(client, home.guardian)
    assert client.get(of(home.child, "wish", "copy")).status_code == 200
    answer = client.post(of(home.child, "wish", "copy"), follow=True).content.decode()
    assert "最晚" in answer
    jobs.copies(timezone.now())
    parcel = queries.parcels_of(home.guardian, at=timezone.now()).get()
    take = reverse("family:copy", args=[parcel.pk])
    assert take in client.get(of(home.child)).content.decode()
    assert client.get(take).status_code == 405  # no chat app fetches it
    taken = client.post(take)
    assert (taken["Content-Type"], taken["Cache-Control"]) == ("application/zip", "private, no-store")
    assert taken.content[:2] == b"PK"
    for other in (home.child, make_voices.home(age=9).guardian):
        make_accounts.sign_in(client, other)
        assert client.post(take).status_code in {302, 404}
        assert client.post(take, follow=True).status_code == 404


def test_a_link_that_ended_takes_no_copy(client, home):
    make_accounts.sign_in(client, home.guardian)
    client.post(of(home.child, "wish", "copy"))
    jobs.copies(timezone.now())
    parcel = queries.parcels_of(home.guardian, at=timezone.now()).get()
    home.link.state, home.link.ended_at, home.link.ended_code = "ended", timezone.now(), "moved"
    home.link.save()
    assert client.post(reverse("family:copy", args=[parcel.pk]), follow=True).status_code == 404


def test_a_childs_wish_and_its_answer(client, home):
    make_accounts.sign_in(client, home.child)
    address = "/zh-hans/me/rights/correct/"
    assert client.post(address, {"words": ""}).status_code == 400
    assert client.post(address, {"words": "我的生日写错了"}).status_code == 302
    again = client.post(address, {"words": "我的生日写错了"})
    assert again.status_code == 400
    assert "已经提过" in again.content.decode()
    wish = Wish.objects.get()
    boss = make_accounts.staff(Role.SUPERVISOR)
    actions.answer_wish(by=boss, wish=wish, yes=False, words="请带证件来一次。", at=timezone.now())
    assert "请带证件来一次。" in page(client, home.child, "/zh-hans/me/rights/")
    assert "请带证件来一次。" not in page(client, home.guardian, of(home.child))  # the child's wish is its own


@pytest.mark.parametrize("kind", ["see", "everything", "COPY"])
def test_an_unknown_wish_is_not_there(client, home, kind):
    make_accounts.sign_in(client, home.child)
    assert client.get(f"/zh-hans/me/rights/{kind}/").status_code == 404


def test_taking_everything_back_in_two_taps(client, home):  # PRI-5, CON-11
    make_accounts.sign_in(client, home.guardian)
    assert client.get(of(home.child, "back")).status_code == 200
    assert consent.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    assert client.post(of(home.child, "back")).status_code == 302
    assert not consent.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())


def test_asking_to_erase_closes_the_childs_door(client, home):
    make_accounts.sign_in(client, home.guardian)
    assert client.post(of(home.child, "wish", "erase")).status_code == 302
    assert not consent.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    assert Wish.objects.get().kind == "erase"


def test_nobody_there(client, home):
    make_accounts.sign_in(client, home.guardian)
    assert client.get(reverse("family:rights", args=[uuid4()]), follow=True).status_code == 404
