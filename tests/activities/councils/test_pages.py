"""Pages of councils: who sees which, what bad input gets, and that lists ask no more for more rows."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.councils import actions, queries
from activities.councils.kinds import Kind, Role
from activities.councils.models import Council, Election
from activities.councils.states import State
from portal.asking.models import Ballot
from tests.making import accounts
from tests.making import councils as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make.hall()


def page(name, *args):
    return reverse(f"councils:{name}", args=args)


def desk(name, *args):
    return reverse(f"councils_desk:{name}", args=args)


@pytest.mark.parametrize(
    ("kind", "who", "sees"),
    [
        (Kind.CHILDREN, "child", True), (Kind.CHILDREN, "guardian", True), (Kind.CHILDREN, "staff", True),
        (Kind.CHILDREN, "stranger", False), (Kind.CHILDREN, "other guardian", False),
        (Kind.CHILDREN, "other staff", False), (Kind.PARENTS, "child", False), (Kind.PARENTS, "guardian", True),
        (Kind.PARENTS, "staff", True), (Kind.PARENTS, "stranger", False),
    ],
)  # fmt: skip
def test_who_sees_a_council_and_its_election(client, kind, who, sees):
    hall, other = make.hall(kind=kind), make.hall(children=1)
    election = make.begun(hall)
    person = {
        "child": hall.children[0], "guardian": hall.homes[0].guardian, "staff": hall.boss,
        "stranger": other.children[0], "other guardian": other.homes[0].guardian, "other staff": other.boss,
    }[who]  # fmt: skip
    accounts.sign_in(client, person)
    for address in (page("one", hall.council.pk), page("election", election.pk)):
        assert client.get(address).status_code == (200 if sees else 404)
    assert (page("one", hall.council.pk) in client.get(page("list")).content.decode()) is sees


def test_a_whole_vote_on_the_pages(client, hall):
    boss, [one, other, third] = hall.boss, hall.children
    accounts.sign_in(client, boss)
    now = timezone.localtime()
    facts = {
        "role": "member", "seats": "1", "way": "vote", "quorum": "50",
        "nominate_until": (now + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        "vote_until": (now + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        "term_starts_on": now.date().isoformat(), "term_ends_on": (now.date() + timedelta(days=90)).isoformat(),
    }  # fmt: skip
    client.post(desk("begin", hall.council.pk), facts)
    election = Election.objects.get()
    client.force_login(one)
    client.post(page("stand", election.pk), {"words": "把书架修好"})
    assert "把书架修好" not in client.get(page("election", election.pk)).content.decode()
    accounts.sign_in(client, boss)
    candidate = election.candidates.get()
    client.post(desk("words", election.pk, candidate.pk), {"do": "stay", "seen": candidate.words})
    past = timezone.now() - timedelta(hours=3)
    Election.objects.update(nominate_until=past)
    client.post(desk("step", election.pk, "open"))
    assert Election.objects.get().state == State.VOTING
    for child in (one, other, third):
        client.force_login(child)
        assert "把书架修好" in client.get(page("vote", election.pk)).content.decode()
        client.post(page("vote", election.pk), {"do": "vote", "picked": candidate.lot})
        client.post(page("vote", election.pk), {"do": "vote", "picked": candidate.lot})
    assert Ballot.objects.count() == 3
    accounts.sign_in(client, boss)
    client.post(desk("step", election.pk, "count"))
    client.force_login(other)
    said = client.get(page("election", election.pk)).content.decode()
    assert one.pseudonym in said
    assert Election.objects.get().seed in said


def test_an_empty_page_is_no_vote_and_the_button_for_nobody_is(client, hall):
    election = make.begun(hall)
    make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    Election.objects.update(nominate_until=timezone.now() - timedelta(hours=1))
    client.force_login(hall.children[1])
    client.post(page("vote", election.pk))
    for nothing in ("nonsense", ""):
        client.post(page("vote", election.pk), {"do": "vote", "picked": nothing})
    assert Ballot.objects.count() == 0
    client.post(page("vote", election.pk), {"do": "vote", "picked": "-"})
    assert Ballot.objects.get().picked == []


def test_the_seed_is_on_no_page_before_it_is_over(client, hall):
    election = make.begun(hall)
    for person in (hall.children[0], hall.boss):
        accounts.sign_in(client, person)
        for address in (page("election", election.pk), desk("election", election.pk)):
            assert election.seed not in client.get(address).content.decode()


def test_others_do_not_learn_who_was_asked(client, hall):
    one, other, third = hall.children
    election = make.begun(hall)
    client.force_login(one)
    client.post(page("propose", election.pk), {"person": str(other.pk)})
    assert election.candidates.get().person == other
    assert "有人希望你参选" not in client.get(page("election", election.pk)).content.decode()
    client.force_login(third)
    assert other.pseudonym not in client.get(page("election", election.pk)).content.decode()
    client.force_login(other)
    assert "有人希望你参选" in client.get(page("election", election.pk)).content.decode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stand", {"words": "\x00" * 5}), ("stand", {"words": "长" * 500}), ("propose", {"person": "x"}),
        ("propose", {"person": str(uuid.uuid4())}), ("vote", {"do": "vote", "picked": "\x00"}), ("withdraw", {}),
    ],
)  # fmt: skip
def test_bad_input_is_no_crash(client, hall, name, said):
    election = make.begun(hall)
    client.force_login(hall.children[0])
    assert client.post(page(name, election.pk), said).status_code in (200, 302)
    assert client.post(page(name, uuid.uuid4()), said).status_code == 404


def test_an_unknown_step_is_missing_and_a_reason_is_seen(client, hall):
    accounts.sign_in(client, hall.boss)
    election = make.begun(hall)
    address = desk("step", election.pk, "open")
    for wrong in (address.replace("/open/", "/steal/"), address.replace(str(election.pk), "-" * 36)):
        assert client.post(wrong, follow=True).status_code == 404
    client.post(desk("off", election.pk), {"why": "\u200b"})
    assert Election.objects.get().state == State.NOMINATING


@pytest.mark.parametrize(
    "over",
    [
        {"seats": "99999999999"},
        {"quorum": "-1"},
        {"role": "king"},
        {"vote_until": "\x00"},
        {"nominate_until": "0001-01-01T00:00"},
        {"vote_until": "9999-12-31T23:59"},
        {"term_ends_on": "0001-01-01"},
    ],
)
def test_bad_elections_are_said_beside_the_form(client, hall, over):
    accounts.sign_in(client, hall.boss)
    today = timezone.localdate()
    facts = {
        "role": "member", "seats": "1", "way": "vote", "quorum": "50",
        "nominate_until": f"{today.year + 1}-01-01T10:00",
        "vote_until": f"{today.year + 1}-01-02T10:00", "term_starts_on": f"{today.year + 1}-01-03",
        "term_ends_on": f"{today.year + 1}-06-03",
    }  # fmt: skip
    answer = client.post(desk("begin", hall.council.pk), facts | over)
    assert answer.status_code == 200
    assert "field__error" in answer.content.decode()
    assert not Election.objects.exists()


def test_a_council_is_made_for_ones_own_activity_or_office(client, hall):
    accounts.sign_in(client, hall.boss)
    facts = {"name": "家长委员会", "kind": "parents", "decides": "家长互助", "office": str(hall.council.office_id)}
    client.post(desk("list"), facts)
    made = Council.objects.get(kind="parents")
    assert queries.belongs(hall.homes[0].guardian, made, at=timezone.now())
    foreign = make.hall(children=0).council
    for more in ({"activity": str(foreign.activity_id)}, {"office": str(foreign.office_id)}, {"office": ""}):
        assert client.post(desk("list"), facts | more).status_code == 200
    assert Council.objects.filter(kind="parents").count() == 1


def test_parents_stand_by_the_name_they_choose_and_vote(client):
    hall = make.hall(kind=Kind.PARENTS)
    adults = [home.guardian for home in hall.homes]
    election = make.begun(hall)
    accounts.sign_in(client, adults[0])
    assert client.post(page("stand", election.pk), {"words": ""}).status_code == 200  # wants a name
    client.post(page("stand", election.pk), {"called": "小林妈妈"})
    [lot] = election.candidates.values_list("lot", flat=True)
    election = make.opened(hall, election)
    for adult in adults:
        actions.vote(by=adult, election=election, picked=[lot], at=make.during(election))
    with pytest.raises(actions.NotYours):
        actions.vote(by=hall.children[0], election=election, picked=[lot], at=make.during(election))
    actions.count(by=hall.boss, election=election, at=election.vote_until)
    assert [term.name for term in queries.holders(hall.council, at=timezone.now())] == ["小林妈妈"]


@pytest.mark.parametrize("where", ["list", "one", "election", "desk", "desk election"])
def test_more_rows_ask_no_more(client, where):
    seen = []
    for number in (1, 3):
        hall = make.hall()
        election = make.begun(hall, seats=3)
        make.stands(election, *hall.children[:number])
        for child in hall.children[:number]:
            make.term(hall, child, role=Role.REPORTER)
        person = hall.boss if "desk" in where else hall.children[0]
        accounts.sign_in(client, person)
        address = {
            "list": page("list"), "one": page("one", hall.council.pk), "election": page("election", election.pk),
            "desk": desk("one", hall.council.pk), "desk election": desk("election", election.pk),
        }[where]  # fmt: skip
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        seen.append(len(asked))
    assert seen[0] == seen[1]
