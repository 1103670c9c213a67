"""The pages by which a guardian invites one more adult, the adult answers, and the child says whether it is so."""

import re
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.models import GuardianLink, Invitation
from portal.consent.purposes import Purpose
from portal.consent.states import LinkState
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory
from tests.making import doors, starting

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    made = make.family(child_age=13)
    make.all_say(made, Purpose.ACCOUNT)
    return make.at_office(made, make_directory.office())


def signed_in(person) -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    return client


@pytest.fixture
def invited(home, django_capture_on_commit_callbacks):
    """A guardian has typed the address; the token of the message."""
    client = signed_in(home.guardian)
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(reverse("family:adults", args=[home.child.pk]), {"contact": starting.MAIL})
    assert sent.status_code == 302
    return starting.token_in()


def text(response) -> str:
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"/family/asked/[\w/-]+", "HERE", unquote(page))


def test_the_whole_way(home, invited):
    guardian, adult = signed_in(home.guardian), starting.grown_up()
    page = guardian.get(reverse("family:adults", args=[home.child.pk])).content.decode()
    assert "等待回答" in page
    assert invited not in page
    assert starting.MAIL not in page
    theirs = signed_in(adult)
    address = reverse("family:asked", args=[invited])
    assert home.child.pseudonym in theirs.get(address).content.decode()
    assert theirs.post(address, {"answer": "yes"}).status_code == 400
    done = theirs.post(address, {"answer": "yes", "relation": "father"}, follow=True).content.decode()
    assert "请带证件去中心核对" in done
    assert "对方同意了" in guardian.get(reverse("family:adults", args=[home.child.pk])).content.decode()
    child = signed_in(home.child)
    seen = child.get(reverse("me_seen")).content.decode()
    link = GuardianLink.objects.get(guardian=adult)
    mine = reverse("me_adult", args=[link.pk])
    assert mine in seen
    assert "爸爸" in child.get(mine).content.decode()
    child.post(mine, {"answer": "yes"})
    link.refresh_from_db()
    assert (link.state, link.level) == (LinkState.CONFIRMED, 1)
    assert child.get(mine).status_code == 404
    page = theirs.get(reverse("family:child", args=[home.child.pk])).content.decode()
    assert reverse("family:card", args=[home.child.pk]) not in page
    assert theirs.post(reverse("family:card", args=[home.child.pk])).status_code == 302
    assert theirs.get(reverse("family:adults", args=[home.child.pk]), follow=True).status_code == 404


def test_used_old_forwarded_taken_back_and_guessed_links_answer_alike(home, invited):  # CON-8
    aunt = signed_in(starting.grown_up(email="aunt@example.org"))
    forwarded = aunt.get(reverse("family:asked", args=[invited]))
    adult = signed_in(starting.grown_up())
    welcome = adult.post(reverse("family:welcome", args=[invited]), {"relation": "mother"})
    guardian = signed_in(home.guardian)
    guardian.post(reverse("family:invitation_back", args=[Invitation.objects.get().pk]))
    back = adult.get(reverse("family:asked", args=[invited]))
    guessed = adult.get(reverse("family:asked", args=["nothing"]))
    posted = adult.post(reverse("family:asked", args=[invited]), {"answer": "yes", "relation": "father"})
    answers = [forwarded, welcome, back, guessed, posted]
    assert {each.status_code for each in answers} == {410}
    assert len({text(each) for each in answers}) == 1
    assert GuardianLink.objects.count() == 1


def test_a_no_is_kind(home, invited):
    page = signed_in(starting.grown_up()).post(reverse("family:asked", args=[invited]), {"answer": "no"})
    assert "只看到没有同意" in page.content.decode()
    guardian = signed_in(home.guardian)
    assert "对方没有同意" in guardian.get(reverse("family:adults", args=[home.child.pk])).content.decode()


def test_on_a_childs_own_phone_nobody_accepts(home, invited):  # CON-8
    client = Client()
    doors.bind(client, make_accounts.child(), phone="own")
    client.post(reverse("signout"))
    make_accounts.sign_in(client, starting.grown_up())
    answer = client.post(reverse("family:asked", args=[invited]), {"answer": "yes", "relation": "father"})
    assert "请用大人自己的手机" in answer.content.decode()
    assert GuardianLink.objects.count() == 1


def test_before_a_proof_both_kinds_of_link_say_the_same(home, invited):
    first = Client().get(reverse("asked", args=[invited]))
    guessed = Client().get(reverse("asked", args=["nothing"]))
    assert text(first).replace(invited, "T") == text(guessed).replace("nothing", "T")
    assert home.child.pseudonym not in text(first)


def test_an_invitation_wants_a_fresh_proof(home):  # SEC-9
    client = signed_in(home.guardian)
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [record | {"at": record["at"] - 3600} for record in records]
    session.save()
    answer = client.post(reverse("family:adults", args=[home.child.pk]), {"contact": starting.MAIL})
    assert answer.status_code == 302
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("contact", ["", "hello", "12345", "a@b"])
def test_what_is_no_contact_invites_nobody(home, contact):
    page = signed_in(home.guardian).post(reverse("family:adults", args=[home.child.pk]), {"contact": contact})
    assert page.status_code == 400
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_anothers_child_and_anothers_invitation_are_as_missing(home, invited):  # SEC-1
    other = signed_in(make.family(child_age=13).guardian)
    assert other.get(reverse("family:adults", args=[home.child.pk]), follow=True).status_code == 404
    back = reverse("family:invitation_back", args=[Invitation.objects.get().pk])
    assert other.post(back, follow=True).status_code == 404
    assert Invitation.objects.get().state == "ready"
    actions.accept_invitation(by=starting.grown_up(), token=invited, relation="father", at=timezone.now())
    link = GuardianLink.objects.exclude(invited_by=None).get()
    child = signed_in(make.child(age=13))
    assert child.post(reverse("me_adult", args=[link.pk]), {"answer": "yes"}).status_code == 404


def test_the_desk_reads_the_childs_word_and_no_adult_does(home, invited):
    adult = starting.grown_up()
    link = actions.accept_invitation(by=adult, token=invited, relation="father", at=timezone.now())
    signed_in(home.child).post(reverse("me_adult", args=[link.pk]), {"answer": "no"})
    worker = signed_in(make.worker(office=queries.home_of(home.child).office))
    assert "孩子说：不是一家人" in worker.get(reverse("families:one", args=[home.child.pk])).content.decode()
    for person in (adult, home.guardian):
        client = signed_in(person)
        pages = [reverse("family:home"), reverse("family:child", args=[home.child.pk]), reverse("inbox")]
        pages += [reverse("family:adults", args=[home.child.pk])] if person == home.guardian else []
        assert not any("不是一家人" in client.get(page).content.decode() for page in pages)


def test_anything_but_an_answer_is_none(home, invited):
    link = actions.accept_invitation(by=starting.grown_up(), token=invited, relation="father", at=timezone.now())
    child = signed_in(home.child)
    assert child.post(reverse("me_adult", args=[link.pk]), {"answer": "perhaps"}).status_code == 200
    link.refresh_from_db()
    assert (link.agreed_at, link.refused_at) == (None, None)


def test_a_list_of_invitations_costs_the_same(home, django_assert_max_num_queries):
    client, counts = signed_in(home.guardian), []
    for number in (1, 3):
        while Invitation.objects.count() < number:
            one = str(Invitation.objects.count())
            Invitation.objects.create(
                child=home.child, asked_by=home.guardian, kind="email", mark=one, token_hash=one, state="no",
                made_at=timezone.now(), expires_at=timezone.now(), settled_at=timezone.now(), settled_by=home.guardian,
            )  # fmt: skip
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse("family:adults", args=[home.child.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
