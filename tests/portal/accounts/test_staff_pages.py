"""The pages on which managers look after colleagues: whom they show, what they let do, and what they cost."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.models import RoleGrant, User
from portal.accounts.roles import MANAGERS, Role
from portal.audit import queries as audit
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = timezone.localdate


@pytest.fixture
def here():
    return make_directory.office(name="槐安站", name_en="Huai'an")


@pytest.fixture
def there():
    return make_directory.office(name="安和站", name_en="Anhe")


@pytest.fixture
def boss(client, here):
    return make.sign_in(client, make.staff(Role.SUPERVISOR, office=here, pseudonym="督导老何"))


def page(client, person) -> str:
    return client.get(reverse("people:one", args=[person.pk])).content.decode()


def post(client, name, key, **data):
    key = key if isinstance(key, list) else [key]
    return client.post(reverse(f"people:{name}", args=key), data, follow=True)


def of_every_kind(here, there):
    """Colleagues by where they stand."""
    people = {
        "here": make.staff(Role.FACILITATOR, office=here),
        "there": make.staff(Role.FACILITATOR, office=there),
        "nowhere": make.staff(),
        "left here": make.staff(Role.FACILITATOR, office=here),
        "left there": make.staff(Role.FACILITATOR, office=there),
        "moved away": make.staff(Role.FACILITATOR, office=there),
        "superuser": User.objects.create_superuser("boss", "boss@example.org", make.PASSWORD),
    }
    everywhere = make.staff(Role.SUPERVISOR)
    old = actions.grant_role(by=None, person=people["moved away"], role=Role.EDITOR, office=here, at=make.AT)
    actions.take_role(by=everywhere, grant=old, at=make.AT)
    for who in ("left here", "left there"):
        actions.leave(by=everywhere, person=people[who], at=make.AT)
    return people, everywhere


@pytest.mark.parametrize("role", sorted(MANAGERS))
def test_whom_a_manager_sees(client, role, here, there):
    people, everywhere = of_every_kind(here, there)
    by = make.sign_in(client, make.staff(role, office=here))
    seen = queries.colleagues(by, at=timezone.now())
    assert {who for who, each in people.items() if each in seen} == {"here", "nowhere", "left here"}
    for who, each in people.items():
        expected = 200 if who in {"here", "nowhere", "left here"} else 404
        assert client.get(reverse("people:one", args=[each.pk]), follow=True).status_code == expected, who
        assert client.get(reverse("people:leave", args=[each.pk]), follow=True).status_code == expected, who
    for each in (make.child(), make.guardian()):
        assert client.get(reverse("people:one", args=[each.pk]), follow=True).status_code == 404
    partner = client.get(reverse("people:one", args=[make.partner().pk]), follow=True)
    assert partner.status_code == (404 if role == Role.DATA_OFFICER else 200)  # who may stop it sees it
    assert not queries.colleagues(make.staff(Role.MODERATOR, office=here), at=timezone.now()).exists()
    assert set(people.values()) - set(queries.colleagues(everywhere, at=timezone.now())) == {people["superuser"]}


@pytest.mark.parametrize("role", [role for role in Role if role not in MANAGERS | {Role.PARTNER}])
def test_nobody_else_gets_there(client, role, here):  # SEC-1
    make.sign_in(client, make.staff(role, office=here))
    assert client.get(reverse("people:list")).status_code == 403


ACTS = ("role", "check", "pause", "unpause", "sessions", "leave")


@pytest.mark.parametrize(("act", "who"), product(ACTS, ["there", "superuser", "guardian", "child"]))
def test_an_act_on_somebody_elses_people_finds_nobody(client, boss, act, who, here, there):
    people, _everywhere = of_every_kind(here, there)
    person = people.get(who) or getattr(make, who)()
    before = audit.lines().count()
    posted = {"code": "away", "sure": "on", "role": "editor", "office": here.pk}
    assert client.post(f"/desk/people/{person.pk}/{act}/", posted, follow=True).status_code == 404
    assert audit.lines().count() == before


def test_a_role_is_given_and_ended_on_the_page(client, boss, here):
    person = make.staff(pseudonym="小新")
    make.qualify(person)
    post(client, "give", person.pk, role="moderator", office=here.pk)
    assert queries.roles(person, at=timezone.now()) == {Role.MODERATOR}
    assert "审核" in page(client, person)
    grant = RoleGrant.objects.get(user=person, ended_at=None)
    post(client, "take", grant.pk)
    assert queries.roles(person, at=timezone.now()) == set()


def test_the_second_yes_on_the_page(client, boss, here):
    person = make.staff(Role.EDITOR, office=here)
    post(client, "give", person.pk, role="data_officer", office=here.pk)
    waiting = queries.proposals_for(boss, at=timezone.now()).get()
    own = page(client, person)
    assert reverse("people:confirm", args=[waiting.pk]) not in own  # no button for who said the first
    assert reverse("people:drop", args=[waiting.pk]) in own
    post(client, "confirm", waiting.pk)
    assert not queries.has_role(person, Role.DATA_OFFICER, at=timezone.now())
    make.sign_in(client, make.staff(Role.SAFEGUARDING_LEAD, office=here))
    assert reverse("people:confirm", args=[waiting.pk]) in client.get(reverse("people:list")).content.decode()
    post(client, "confirm", waiting.pk)
    assert queries.has_role(person, Role.DATA_OFFICER, at=timezone.now())


@pytest.mark.parametrize("act", ["give", "confirm", "check", "unpause", "leave"])
def test_what_wants_a_fresh_proof(client, boss, here, act):  # SEC-9
    person, other = make.staff(Role.MODERATOR, office=here), make.staff(Role.SUPERVISOR, office=here)
    waiting = actions.propose_role(by=other, person=person, role=Role.DATA_OFFICER, office=here, at=timezone.now())
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": record["at"] - 900} for record in records]
    session.save()
    key = waiting.pk if act == "confirm" else person.pk
    before = audit.lines().count()
    response = client.post(reverse(f"people:{act}", args=[key]), {"sure": "on", "role": "editor", "office": here.pk})
    assert response.status_code == 302
    assert "reauthenticate" in response.url
    assert audit.lines().count() == before


def test_a_pause_wants_none(client, boss, here):
    """A danger does not wait for a code."""
    person = make.staff(Role.MODERATOR, office=here)
    session = client.session
    session["account_authentication_methods"] = [
        record | {"at": record["at"] - 3600} for record in session["account_authentication_methods"]
    ]
    session.save()
    post(client, "pause", person.pk, code="concern")
    person.refresh_from_db()
    assert person.pause_code == "concern"


def test_a_check_is_recorded_with_its_place(client, boss, here):  # SAF-8
    person = make.staff(Role.MODERATOR, office=here, vetted=False)
    for kind in ("vetting", "training"):
        data = {"kind": kind, "checked_on": TODAY(), "result": "clear", "reference": "档2026-031", "good_until": ""}
        post(client, "check", person.pk, **data)
    assert queries.has_role(person, Role.MODERATOR, at=timezone.now())
    row = person.qualifications.get(kind="vetting")
    assert (row.reference, row.checked_by, row.result) == ("档2026-031", boss, "clear")
    assert timezone.localdate(row.expires_at) - row.checked_on == 365 * DAY
    said = page(client, person)
    assert "档2026-031" in said
    assert "督导老何" in said


@pytest.mark.parametrize(
    "wrong",
    [
        {"reference": ""},
        {"reference": "110101199003071234"},
        {"good_until": str(TODAY() + 400 * DAY)},
        {"checked_on": str(TODAY() + DAY)},
        {"checked_on": "0001-01-01"},
        {"checked_on": "9999-12-31"},
        {"good_until": "9999-12-31"},
        {"result": "fine"},
    ],
)
def test_a_wrong_check_is_answered_kindly(client, boss, here, wrong):
    person = make.staff(Role.MODERATOR, office=here, vetted=False)
    data = {"kind": "vetting", "checked_on": TODAY(), "result": "clear", "reference": "3", "good_until": ""} | wrong
    assert post(client, "check", person.pk, **data).status_code == 200
    assert not person.qualifications.exists()


def test_the_whole_way_out(client, boss, here):
    person = make.staff(Role.MODERATOR, office=here)
    leave = reverse("people:leave", args=[person.pk])
    assert leave in page(client, person)
    assert client.post(leave).status_code == 200  # not without the tick
    person.refresh_from_db()
    assert person.is_active
    assert client.post(leave, {"sure": "on"})["Location"] == reverse("people:list")
    person.refresh_from_db()
    assert not person.is_active
    said = page(client, person)
    for name in ("give", "check", "pause", "leave", "close"):
        assert reverse(f"people:{name}", args=[person.pk]) not in said


def test_ones_own_page_has_no_steps(client, boss):
    said = page(client, boss)
    assert "这是您自己" in said
    for name in ("give", "check", "pause", "leave", "close"):
        assert reverse(f"people:{name}", args=[boss.pk]) not in said


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_roles_stand_in_words(client, boss, here, language):
    person = make.staff(Role.SAFEGUARDING_LEAD, office=here)
    client.cookies["django_language"] = language
    said = client.get(reverse("people:list")).content.decode()
    assert ("safeguarding lead: the only one who opens locked cases" in said) is (language == "en")
    assert str(person) in said
    assert "safeguarding_lead" not in said


def test_sessions_are_listed_and_ended(client, boss, here):  # SEC-8
    person = make.staff(Role.EDITOR, office=here)
    other = type(client)()
    make.enter(other, person)
    row = queries.sessions_of(person)[0]
    assert reverse("people:close_one", args=[person.pk, row.pk]) in page(client, person)
    post(client, "close_one", [person.pk, row.pk])
    assert other.get("/desk/conduct/").status_code == 302
    assert queries.sessions_of(person) == []
    post(client, "close_one", [person.pk, 10**9])  # one that is not theirs: nothing happens
    assert audit.lines(act="account.session_ended").count() == 1


def test_the_ip_address_is_on_no_page(client, boss, here):
    person = make.staff(Role.EDITOR, office=here)
    make.enter(type(client)(), person)
    assert "127.0.0.1" not in page(client, person)


def test_the_page_costs_the_same_for_one_and_for_three(client, boss, here, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    other = make.staff(Role.SUPERVISOR, office=here)
    counts = []
    for total in (1, 3):
        while queries.colleagues(boss, at=timezone.now()).count() < total + 2:
            person = make.staff(Role.MODERATOR, Role.FACILITATOR, office=here)
            actions.propose_role(by=other, person=person, role=Role.DATA_OFFICER, office=here, at=timezone.now())
        client.get(reverse("people:list"))
        with CaptureQueriesContext(
            connection,
        ) as list_queries:
            client.get(reverse("people:list"))
        for _again in range(total):
            make.qualify(person)
            make.enter(type(client)(), person)
        with CaptureQueriesContext(connection) as page_queries:
            page(client, person)
        counts.append((len(list_queries), len(page_queries)))
    assert counts[0] == counts[1], counts
    with django_assert_max_num_queries(10):
        client.get(reverse("people:list"))


def test_a_missing_check_is_called_so_only_where_it_is_needed(client, boss, here):  # SAF-8
    needs, needs_not = (make.staff(role, office=here, vetted=False) for role in (Role.MODERATOR, Role.CURATOR))
    assert "缺少" in page(client, needs).split("<aside>")[0].split("审查</h2>")[1]
    assert "缺少" not in page(client, needs_not).split("<aside>")[0].split("审查</h2>")[1]


PAPERS = {
    # what is on record, oldest first: (days since it was seen, result, days it has left) → whether it is called good
    "none": ([], False),
    "one in date": ([(9, "clear", 9)], True),
    "one run out": ([(9, "clear", -1)], False),
    "an older one lasts longer": ([(9, "clear", 99), (1, "clear", 3)], True),
    "a newer no": ([(9, "clear", 99), (1, "not_clear", 99)], False),
    "a no the same day": ([(1, "clear", 99), (1, "not_clear", 99)], False),
    "an older no": ([(9, "not_clear", 99), (1, "clear", 99)], True),
    "too old": ([(366, "clear", 9)], False),
    "just not too old": ([(365, "clear", 9)], True),
}


@pytest.mark.parametrize("case", PAPERS)
def test_the_page_calls_good_what_counts(case):  # SAF-8
    """Page and right must never differ: a manager who reads "in date" must not find a colleague shut out."""
    at, person = timezone.now(), make.staff(Role.MODERATOR, vetted=False)
    for seen, result, left in PAPERS[case][0]:
        for kind in ("vetting", "training"):
            person.qualifications.create(
                kind=kind, checked_on=TODAY(at) - seen * DAY, result=result, expires_at=at + left * DAY
            )
    shown = queries.with_rights(User.objects.filter(pk=person.pk)).get()
    said = {paper["kind"]: paper["good"] for paper in queries.papers_of(shown, at=at)}
    assert said["vetting"] is PAPERS[case][1]
    assert all(said.values()) is queries.vetted(person, at=at)
