"""Receipts on the family's pages: in both languages, to keep, each only its own person's."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.content.canonical import canonical
from portal.consent.content.signing import verify
from portal.consent.models import GuardianLink
from portal.consent.purposes import Purpose
from portal.consent.states import LinkState
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
SCOPE = "campaign:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"
OFFICE = {
    "name": {"zh-hans": "交通科", "en": "Traffic office"},
    "organisation": {"zh-hans": "街道办", "en": "Street office"},
}


@pytest.fixture
def home():
    at, made = timezone.now() - timedelta(hours=1), make.family(child_age=9, guardians=2)
    actions.ask(
        by=made.child, child=made.child, purpose=Purpose.ADVOCACY, scope=SCOPE, at=at,
        about={"zh-hans": "《路口》", "en": "The crossing"}, recipients=[OFFICE | {"area": ""}],
    )  # fmt: skip
    make.all_say(made, Purpose.ADVOCACY, SCOPE, at=at)
    return made


def last(person, home):
    return queries.answers_of(person, child=home.child)[0]


def page_of(person, home, part=""):
    name = "me_receipt" if person == home.child else "family:receipt"
    args = [last(person, home).pk]
    return reverse(f"{name}_file", args=[*args, part]) if part else reverse(name, args=args)


def body(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hans", ["交通科", "街道办", "《路口》", "说了同意"]),
        ("en", ["Traffic office", "Street office", "The crossing"]),
    ],
)
def test_it_reads_well_in_both_languages(client, home, language, words):  # CON-15, CON-23
    for who in (home.guardian, home.child):
        client.force_login(who)
        client.cookies["django_language"] = language
        address = page_of(who, home).replace("/zh-hans/", f"/{language}/")
        with translation.override(language):  # a request leaves its language to the next test
            page = body(client.get(address))
        shown = page.partition("<main")[2].partition("</main>")[0]
        assert str(last(who, home).pk) in shown
        facts = shown.partition("<dl")[2].partition("</dl>")[
            0
        ]  # the words beside them are in the language they were read in
        assert ("；" in facts, "; " in facts) == (language == "zh-hans", language == "en")
        for each in words[:3]:
            assert each in shown
        assert last(who, home).notice.sections[0][1][:20] in shown  # the very words that were read


def test_the_files_are_signed_and_prove_it(client, home):  # CON-1, CON-15
    keys = client.get("/.well-known/tongyan-receipt-keys.json").json()
    for who in (home.guardian, home.child):
        client.force_login(who)
        answers = [client.get(page_of(who, home, part)) for part in ("receipt.json", "receipt.json.sig")]
        receipt, seal = (json.loads(answer.content) for answer in answers)
        assert answers[0].content == canonical(receipt)
        assert verify(answers[0].content, seal, keys)
        assert receipt["audience"] == ("child" if who == home.child else "guardian")
        for answer in answers:
            assert answer["Content-Disposition"].startswith("attachment")
            assert "no-store" in answer["Cache-Control"]
        assert client.get(page_of(who, home, "other.json")).status_code == 404


def test_a_childs_has_nothing_of_a_guardian_and_the_other_way_round(client, home):  # CON-9, CON-15
    home.child.pseudonym = "小果子"
    for number, who in enumerate([home.child, *home.guardians]):
        make.says(who, home.child, Purpose.PUBLISH, words=f"CANARY{number}")
    for who in (home.child, home.guardian):
        client.force_login(who)
        texts = [body(client.get(page_of(who, home, part))) for part in ("", "receipt.json", "receipt.json.sig")]
        for text in texts:
            for other in {home.child, *home.guardians} - {who}:
                assert other.email == "" or other.email not in text
                assert f"CANARY{[home.child, *home.guardians].index(other)}" not in text
                assert other in (home.child, who) or str(other.pk) not in text
        if who == home.child:
            assert "CANARY0" in texts[0]  # one's own words are one's own


def test_nobody_else_has_it(client, home):  # CON-9, SEC-1
    stranger = make.family(child_age=9)
    first, second = home.guardians
    theirs = page_of(first, home)
    addresses = [theirs, page_of(first, home, "receipt.json"), page_of(first, home, "receipt.json.sig")]
    for who in (second, stranger.guardian):
        client.force_login(who)
        for address in addresses:
            assert client.get(address, follow=True).status_code == 404
        there, missing = (
            client.get(reverse("family:receipt", args=[key]), follow=True) for key in (last(first, home).pk, uuid4())
        )
        assert len(there.content) == len(missing.content)
    client.force_login(second)
    assert str(last(first, home).pk) not in body(client.get(reverse("family:receipts", args=[home.child.pk])))
    client.force_login(home.child)
    assert client.get(reverse("me_receipt", args=[last(first, home).pk])).status_code == 404
    assert client.get(theirs).status_code == 403
    client.force_login(stranger.child)
    assert client.get(page_of(home.child, home)).status_code == 404
    for role in (Role.WORKER, Role.DATA_OFFICER, Role.SAFEGUARDING_LEAD):
        make_accounts.sign_in(client, make_accounts.staff(role))
        for address in [*addresses, page_of(home.child, home)]:
            assert client.get(address).status_code == 403
    client.logout()
    for address in [*addresses, page_of(home.child, home)]:
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("state", [LinkState.SUSPENDED, LinkState.ENDED])
def test_a_link_that_rests_or_has_ended_shows_nothing(client, home, state):  # CON-17
    end = {"ended_at": timezone.now(), "ended_code": "court"} if state == LinkState.ENDED else {}
    GuardianLink.objects.filter(pk=home.link.pk).update(state=state, **end)
    client.force_login(home.guardian)
    for part in ("", "receipt.json"):
        assert client.get(page_of(home.guardian, home, part), follow=True).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_ask_the_same_whatever_their_length(client, rows, django_assert_max_num_queries):
    home = make.family(child_age=9)
    for purpose in (Purpose.PUBLISH, Purpose.ACCOUNT, Purpose.PICTURE_BY_CHILD)[:rows]:
        make.all_say(home, purpose)
    lists = {home.guardian: reverse("family:receipts", args=[home.child.pk]), home.child: reverse("me_receipts")}
    for who, address in lists.items():
        client.force_login(who)
        client.get(address)
        with django_assert_max_num_queries(10):
            page = body(client.get(address))
        assert page.partition("<main")[2].count('class="switch"') == rows


def test_long_lists_have_pages(client):
    home = make.family(child_age=9)
    for number in range(31):
        make.says(home.guardian, home.child, Purpose.PUBLISH, yes=number % 2 == 0)
    client.force_login(home.guardian)
    address = reverse("family:receipts", args=[home.child.pk])
    assert [body(client.get(f"{address}?page={page}")).count('class="switch"') for page in (1, 2)] == [30, 1]


def test_the_way_to_it_is_short(client, home):
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    client.force_login(home.guardian)
    assert reverse("family:receipts", args=[home.child.pk]) in body(
        client.get(reverse("family:child", args=[home.child.pk]))
    )
    question = body(client.get(reverse("family:say", args=[home.child.pk, Purpose.PUBLISH])))
    assert page_of(home.guardian, home) in question
    client.force_login(home.child)
    assert reverse("me_receipts") in body(client.get(reverse("me_seen")))
