"""A guardian adds a child, and lets it in with a card."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import User
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
