"""A guardian adds a child, and lets it in with a card."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import User
from portal.accounts.registry import name_checks
from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.purposes import Level
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


def test_a_name_that_another_part_refuses(client, guardian, monkeypatch):
    monkeypatch.setattr("portal.family.forms.windows.name_checks", [*name_checks, lambda name: "台阶" in name])
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
