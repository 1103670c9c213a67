"""A guardian's lost number at the desk: the family's own office, two workers, and nothing before the code (SEC-10)."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.models import NewNumber
from portal.audit import queries as audit
from portal.consent import actions
from portal.consent.models import GuardianLink
from portal.notices.models import Message
from portal.privacy.actions import NoContact, NotFree
from portal.sms.mailbox import BOX
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
OLD, NEW, THIRD = "+8613900001234", "+8613900005678", "+8613900009999"
NOW = timezone.now


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9), here)
    adult = made.guardian
    EmailAddress.objects.create(user=adult, email=adult.email, verified=True, primary=True)
    accounts.number_answered(by=adult, person=adult, number=OLD, at=NOW())
    return made


def at_desk(office):
    client = Client()
    return client, make_accounts.sign_in(client, make.worker(office=office))


def short(number) -> str:
    return " ".join(letter.body for letter in mail.outbox if letter.to == [f"{number}@{BOX}"])


def lets_in(number):
    return people.guardian_of_number(number, lasts=timedelta(days=90), at=NOW())


def replaced(home, here):
    first, second = make.worker(office=here), make.worker(office=here)
    waiting = actions.ask_number(by=first, link=home.link, number=NEW, at=NOW())
    return actions.confirm_number(by=second, link=home.link, waiting=waiting, number=NEW, at=NOW())


def test_the_whole_way(home, here, django_capture_on_commit_callbacks):
    theirs = Client()
    make_accounts.sign_in(theirs, home.guardian)
    address = reverse("families:number", args=[home.link.pk])
    first, one = at_desk(here)
    assert address in first.get(reverse("families:one", args=[home.child.pk])).content.decode()
    first.post(address, {"number": "139 0000 5678"})
    assert "等第二位社工" in first.get(address).content.decode()
    assert "5678" not in first.get(address).content.decode()
    first.post(address, {"number": NEW})  # the same worker once more
    assert NewNumber.objects.get().confirmed_at is None
    assert (lets_in(OLD), lets_in(NEW)) == (home.guardian, None)
    assert theirs.get(reverse("family:home")).status_code == 200
    second, two = at_desk(here)
    assert second.post(address, {"number": THIRD}).status_code == 400  # mistyped by one of the two
    with django_capture_on_commit_callbacks(execute=True):
        assert second.post(address, {"number": NEW}).status_code == 302
    assert (lets_in(OLD), lets_in(NEW)) == (None, home.guardian)
    assert theirs.get(reverse("family:home")).status_code == 302  # signed out everywhere
    assert "登录方式有改动" in short(OLD)
    assert not short(NEW)
    [told] = Message.objects.filter(person=home.guardian, kind="consent.number_changed")
    assert told.mail_at
    grown = Client()
    grown.post(reverse("account_login"), {"login": NEW})
    code = re.search(r"\b(\d{6})\b", short(NEW)).group(1)
    grown.post(reverse("account_confirm_login_code"), {"code": code})
    assert grown.session.get("_auth_user_id") == str(home.guardian.pk)
    row = NewNumber.objects.get()
    assert (row.mark, row.asked_by, row.confirmed_by, bool(row.settled_at)) == ("", one, two, True)
    acts = [line.act for line in audit.lines(subject=f"person:{home.guardian.pk}") if line.act.startswith("number.")]
    assert acts == ["number.asked", "number.replaced"]


def test_the_record_and_the_tables_hold_no_number(home, here):  # PRI-3
    replaced(home, here)
    kept = str(list(NewNumber.objects.values())) + "".join(f"{line.subject}{line.detail}" for line in audit.lines())
    assert not any(number[3:] in kept for number in (OLD, NEW))


LINKS = {
    "known": ({}, True),
    "activities only": ({"authority": "activities"}, True),
    "at rest": ({"state": "suspended"}, False),
    "in doubt": ({"state": "disputed"}, False),
    "ended": ({"state": "ended", "ended_code": "moved"}, False),
    "papers unseen": (
        {"state": "waiting", "level": 1}
        | dict.fromkeys(["papers_at", "papers_by", "confirmed_at", "confirmed_by"]), False
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LINKS)
def test_only_for_an_adult_whose_papers_were_seen(home, here, name):
    fields, may = LINKS[name]
    more = {"disputed": {"disputed_at": NOW(), "disputed_by": home.guardian}, "ended": {"ended_at": NOW()}}
    GuardianLink.objects.update(**fields, **more.get(fields.get("state"), {}))
    client, worker = at_desk(here)
    answer = client.post(reverse("families:number", args=[home.link.pk]), {"number": NEW}, follow=True)
    assert (answer.status_code == 200) == may
    assert NewNumber.objects.exists() == may
    if not may:
        with pytest.raises(actions.NotForYou):
            actions.ask_number(by=worker, link=home.link, number=NEW, at=NOW())


@pytest.mark.parametrize("who", ["another office's", "the guardian", "a worker of the family", "a paused one"])
def test_nobody_else_has_a_page_or_an_action(home, here, who):  # SEC-1
    waiting = actions.ask_number(by=make.worker(office=here), link=home.link, number=NEW, at=NOW())
    person = make.worker(office=here)
    if who == "another office's":
        person = make.worker(office=make_directory.office())
    if who == "the guardian":
        person = home.guardian
    if who == "a worker of the family":
        make.link(home.child, person)
    if who == "a paused one":
        person.is_active = False
    same = {"by": person, "link": home.link, "at": NOW()}
    for act in (
        lambda: actions.ask_number(number=THIRD, **same),
        lambda: actions.confirm_number(waiting=waiting, number=NEW, **same),
        lambda: actions.drop_number(waiting=waiting, **same),
    ):
        with pytest.raises(actions.NotForYou):
            act()
    if who in {"another office's", "a worker of the family"}:
        client = Client()
        make_accounts.sign_in(client, person)
        address = reverse("families:number", args=[home.link.pk])
        assert client.post(address, {"number": NEW}, follow=True).status_code == 404
    assert lets_in(NEW) is None


def test_one_worker_is_not_two_and_one_familys_number_is_not_anothers(home, here):
    first, second = make.worker(office=here), make.worker(office=here)
    waiting = actions.ask_number(by=first, link=home.link, number=NEW, at=NOW())
    with pytest.raises(actions.NotForYou):
        actions.confirm_number(by=first, link=home.link, waiting=waiting, number=NEW, at=NOW())
    other = make.at_office(make.family(child_age=9), here)
    with pytest.raises(actions.NotForYou):
        actions.confirm_number(by=second, link=other.link, waiting=waiting, number=NEW, at=NOW())
    with pytest.raises(accounts.NotTheSame):
        actions.ask_number(by=second, link=home.link, number=THIRD, at=NOW())


@pytest.mark.parametrize("how", ["dropped", "a week later", "used", "another took its place", "typed for two"])
def test_a_number_that_waits_no_longer_opens_nothing(home, here, how):
    found, worker = replaced(home, here), make.worker(office=here)
    at = NOW()
    assert lets_in(NEW) == home.guardian
    if how == "dropped":
        actions.drop_number(by=worker, link=home.link, waiting=found, at=at)
    elif how == "a week later":
        NewNumber.objects.update(confirmed_at=at - NewNumber.LASTS)
    elif how == "used":
        accounts.number_answered(by=home.guardian, person=home.guardian, number=NEW, at=at)
        assert NewNumber.objects.get().settled_at
        return
    elif how == "another took its place":
        actions.ask_number(by=worker, link=home.link, number=THIRD, at=at)
    else:
        replaced(make.at_office(make.family(child_age=9), here), here)
    assert lets_in(NEW) is None


def test_what_is_somebodys_or_no_number_is_refused(home, here):
    other = make.person("guardian")
    accounts.number_answered(by=other, person=other, number=NEW, at=NOW())
    worker = make.worker(office=here)
    with pytest.raises(NotFree):
        actions.ask_number(by=worker, link=home.link, number=NEW, at=NOW())
    with pytest.raises(NoContact):
        actions.ask_number(by=worker, link=home.link, number="12", at=NOW())
    waiting = actions.ask_number(by=worker, link=home.link, number=THIRD, at=NOW())
    accounts.number_answered(by=other, person=other, number=THIRD, at=NOW())
    with pytest.raises(NotFree):  # taken by its owner between the two workers
        actions.confirm_number(by=make.worker(office=here), link=home.link, waiting=waiting, number=THIRD, at=NOW())
    assert lets_in(OLD) == home.guardian


def test_a_page_drops_it(home, here):
    client, _worker = at_desk(here)
    address = reverse("families:number", args=[home.link.pk])
    client.post(address, {"number": NEW})
    client.post(address, {"drop": "yes"})
    assert NewNumber.objects.get().settled_at
    assert client.post(address, {"number": "1"}).status_code == 400


@pytest.mark.parametrize("wrong", ["alone", "for oneself", "no mark", "kept mark", "half"])
def test_the_database_holds_it(home, here, wrong):
    found = replaced(home, here)
    fields = {
        "alone": {"confirmed_by": found.asked_by},
        "for oneself": {"confirmed_by": home.guardian},
        "no mark": {"mark": ""},
        "kept mark": {"settled_at": NOW()},
        "half": {"confirmed_by": None},
    }[wrong]
    with pytest.raises(IntegrityError), transaction.atomic():
        NewNumber.objects.update(**fields)
