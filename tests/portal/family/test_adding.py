"""A guardian adds a child, and lets it in with a card."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.content.pseudonyms import is_made_up, make_up
from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import User
from portal.accounts.views import limits
from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.purposes import Level
from portal.privacy import actions as privacy
from tests.making import consent as make

pytestmark = pytest.mark.django_db
GOOD = {
    "real_name": "欧阳禾苗", "birth_date": "2017-03-09", "relation": "father", "pseudonym": "爱数台阶的猫",
    "avatar": "cat", "language": "zh-hans",
}  # fmt: skip


@pytest.fixture
def guardian(client):
    person = make.person(Kind.GUARDIAN)
    client.force_login(person)
    return person


def test_sixteen_pictures_and_nothing_chosen(client, guardian):
    page = client.get(reverse("family:add")).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert main.count('name="avatar" value=') == len(Avatar) == 16
    assert "checked" not in main.partition('name="avatar"')[2].partition("</div>")[0]


def test_a_child_is_added_and_the_real_name_is_nowhere_on_the_page(client, guardian):
    page = client.post(reverse("family:add"), GOOD, follow=True)
    assert page.status_code == 200
    assert GOOD["pseudonym"] in page.content.decode()
    assert GOOD["real_name"] not in page.content.decode()
    [child] = queries.children_of(guardian)
    assert (child.pseudonym, child.avatar, child.is_active) == ("爱数台阶的猫", "cat", False)
    assert audit.lines(act="guardian.linked").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_date": "2000-01-01"},
        {"birth_date": (timezone.now() + timedelta(days=3)).date().isoformat()},
        {"birth_date": "昨天"},
        {"pseudonym": "欧阳禾苗"},
        {"pseudonym": "小欧阳禾苗"},
        {"pseudonym": ""},
        {"avatar": "face"},
        {"relation": "neighbour"},
        {"real_name": ""},
        {"real_name": "名" * 61},
    ],
)
def test_bad_input_makes_nobody_and_loses_nothing(client, guardian, wrong):
    page = client.post(reverse("family:add"), GOOD | wrong)
    assert page.status_code == 400
    assert not User.objects.filter(kind=Kind.CHILD).exists()
    if "birth_date" in wrong:
        assert "爱数台阶的猫" in page.content.decode()


NO = "这个名字在这里不能用，请换一个。"


@pytest.mark.parametrize(
    "name", ["林小满", "小满的风筝", "安静的风筝", "管理员", "打13812345678", "小欧阳禾苗"], ids=list("abcdef")
)
@pytest.mark.parametrize("more", [{}, {"birth_date": "昨天"}])
def test_a_refused_name_never_tells_whether_somebody_is_really_called_so(client, guardian, name, more):
    """In the vault, in use here, unfit, or one's own: the same words in the same place, whatever else is wrong."""
    privacy.keep(by=None, person=uuid4(), real_name="林小满", birth_date=date(2016, 1, 1), at=timezone.now())
    make.child(age=None, pseudonym="安静的风筝")
    page = client.post(reverse("family:add"), GOOD | {"pseudonym": name} | more)
    form = page.context["form"]
    assert page.status_code == 400
    if not (more and name == "小欧阳禾苗"):  # compared with the same form only: says nothing of others
        assert form.errors["pseudonym"] == [NO]
    assert not form.non_field_errors()
    assert User.objects.filter(kind=Kind.CHILD).count() == 1


ALIKE = ["林小满", "小满风筝", "慢慢的灯笼", "王老师", "加我微信", "爱看\u200b风筝", "你是大傻逼"]


def cost(client, name) -> tuple:
    with CaptureQueriesContext(connection) as found:
        page = client.post(reverse("family:add"), GOOD | {"pseudonym": name})
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.content.decode()).replace(name, "NAME")
    return page.status_code, len(found), body


def test_a_refused_name_costs_the_same_whatever_is_wrong_with_it(client, guardian, monkeypatch):  # SEC-7, PII-17
    """A real name, one in use, one of our people, a contact: one page, one number of statements."""
    privacy.keep(by=None, person=uuid4(), real_name="林小满", birth_date=date(2016, 1, 1), at=timezone.now())
    make.child(age=None, pseudonym="慢慢的灯笼")
    monkeypatch.setattr("portal.accounts.queries.offer_pseudonyms", lambda language, n: ["安静的风筝"])
    client.get(reverse("family:add"))
    costs = {name: cost(client, name) for name in ALIKE}
    assert {answer[0] for answer in costs.values()} == {400}
    assert len({answer[1:] for answer in costs.values()}) == 1


def test_names_cannot_be_tried_in_heaps_and_the_list_still_opens(client, guardian):  # PII-17
    privacy.keep(by=None, person=uuid4(), real_name="林小满", birth_date=date(2016, 1, 1), at=timezone.now())
    for number in range(limits.NAMES[Kind.GUARDIAN]):
        page = client.post(reverse("family:add"), GOOD | {"pseudonym": "林小满", "avatar": ""})
        assert page.context["form"].errors["pseudonym"] == [NO], number
    for name in ("林小满", "爱数台阶的猫"):  # nothing is looked up any more
        page = client.post(reverse("family:add"), GOOD | {"pseudonym": name})
        assert page.status_code == 400
        assert page.context["form"].errors["pseudonym"][0] == NO
        assert "明天" in page.content.decode()
    assert client.post(reverse("family:add"), GOOD | {"pseudonym": "慢慢的灯笼"}).status_code == 302


def test_who_begins_alone_tries_few_names_too(client):  # PII-17
    said = {"avatar": "cat", "contact": "", "phone": "own"}
    for _number in range(limits.NAMES[None] + 1):
        client.post(reverse("start"), {"years": 11})
        page = client.post(reverse("start_who"), said | {"pseudonym": "爱数台阶的猫"})
    assert "明天" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "made"),
    [("慢慢的灯笼", True), ("慢慢的灯笼7", True), ("Quiet Kite", True), ("林小满", False), ("慢慢林小满", False)],
)
def test_only_what_the_list_could_say_is_no_try(name, made):
    assert is_made_up(name) is made
    assert all(is_made_up(make_up(language, number)) for language in ("zh-hans", "en") for number in (0, 12))


def test_a_name_taken_in_the_same_moment_is_refused_in_the_same_words(client, guardian, monkeypatch):
    taken = iter([False, True])  # another family is quicker, between the form and the act
    monkeypatch.setattr("portal.accounts.queries.is_taken", lambda name: next(taken, False))
    monkeypatch.setattr("portal.accounts.queries.offer_pseudonyms", lambda language, n: ["安静的风筝"])
    page = client.post(reverse("family:add"), GOOD)
    assert page.context["form"].errors == {"pseudonym": [NO]}


def test_a_name_that_another_part_refuses(client, guardian, monkeypatch):
    monkeypatch.setattr("portal.accounts.registry.name_checks", [lambda name: "台阶" in name])
    assert client.post(reverse("family:add"), GOOD).status_code == 400


def test_a_card_is_for_ones_own_child_whose_papers_were_seen(client, guardian):
    home = make.family(child_age=9)
    assert client.post(reverse("family:card", args=[home.child.pk]), follow=True).status_code == 404
    mine = make.child(age=9)
    make.link(mine, guardian, level=Level.G2)
    page = client.post(reverse("family:card", args=[mine.pk]))
    assert "/card/" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    mine.is_active = False
    mine.save()
    assert client.post(reverse("family:card", args=[mine.pk])).status_code == 302
    assert client.get(reverse("family:card", args=[mine.pk])).status_code == 405
