"""The desk's pages for what a child without a phone answers, and receipts printed for who answered on paper."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.models import Entry
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
OWN = "我愿意，大家都怕那个路口。"


@pytest.fixture
def here():
    return make_directory.office(name="槐安站", name_en="Huai'an")


def desk(office):
    client = Client()
    make_accounts.sign_in(client, make.worker(office=office))
    return client


@pytest.fixture
def home(here):
    made = make.at_office(make.family(child_age=9), here)
    make.says(made.guardian, made.child, Purpose.PUBLISH)
    return made


def slip(home, client, **more):
    at = timezone.now()
    notice = queries.notice(Purpose.PUBLISH, queries.audience_for(home.child, home.child, at=at), "zh-hans", at=at)
    said = {"notice": notice.pk, "answer": "yes", "method": "picture", "reference": "2026-19", "same_words": "on"}
    said |= {"said_on": timezone.localdate(), "words": OWN} | more
    return client.post(reverse("families:write_of_child", args=[home.child.pk, "publish"]), said)


def test_two_workers_write_down_a_childs_yes_and_print_its_slip(home, here):  # CON-10, CON-15, CON-21
    first, second = desk(here), desk(here)
    page = first.get(reverse("families:one", args=[home.child.pk])).content.decode()
    choose = reverse("families:choose_of_child", args=[home.child.pk])
    assert choose in page
    write = reverse("families:write_of_child", args=[home.child.pk, "publish"])
    assert write in first.get(choose).content.decode()
    shown = first.get(write).content.decode()
    at = timezone.now()
    assert queries.notice(Purpose.PUBLISH, "9-12", "zh-hans", at=at).title in shown
    assert slip(home, first).status_code == 302
    entry = Entry.objects.get()
    assert OWN in second.get(reverse("families:entry", args=[entry.pk])).content.decode()
    second.post(reverse("families:entry_confirm", args=[entry.pk]), {"seen": "on"})
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())

    page = first.get(reverse("families:one", args=[home.child.pk])).content.decode()
    assert OWN not in page  # its own words are on its own slip alone
    [event] = queries.answers_of(home.child, child=home.child)
    print_it = reverse("families:print_receipt", args=[event.pk])
    assert print_it in page
    assert first.get(print_it).status_code == 405
    printed = first.post(print_it)
    assert OWN in printed.content.decode()
    assert "receipt.json" not in printed.content.decode()
    assert "no-store" in printed["Cache-Control"]
    assert audit.lines(act="receipt.printed").count() == 1
    tapped = queries.answers_of(home.guardian, child=home.child).first()
    assert reverse("families:print_receipt", args=[tapped.pk]) not in page
    assert first.post(reverse("families:print_receipt", args=[tapped.pk]), follow=True).status_code == 404
    assert desk(make_directory.office()).post(print_it, follow=True).status_code == 404
    assert audit.lines(act="receipt.printed").count() == 1


def test_a_slip_is_in_the_language_of_whoever_takes_it_home(home, here):
    home.child.language = "en"
    home.child.save(update_fields=["language"])
    client = desk(here)
    at = timezone.now()
    english = queries.notice(Purpose.PUBLISH, queries.audience_for(home.child, home.child, at=at), "en", at=at)
    slip(home, client, answer="no", notice=english.pk)
    [event] = queries.answers_of(home.child, child=home.child)
    assert event.notice == english
    printed = client.post(reverse("families:print_receipt", args=[event.pk])).content.decode()
    assert "My slip" in printed
    assert '<html lang="en"' in printed


@pytest.mark.parametrize(
    "wrong",
    [{"answer": ""}, {"method": "spoken"}, {"reference": ""}, {"same_words": ""}, {"said_on": "2031-01-01"}],
)
def test_a_wrong_slip_keeps_what_was_typed(home, here, wrong):
    page = slip(home, desk(here), **wrong)
    assert page.status_code == 400
    assert OWN in page.content.decode()
    assert not Entry.objects.exists()


def test_newer_words_are_read_again(home, here):  # CON-3
    guardians = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    assert slip(home, desk(here), notice=guardians.pk).status_code == 400
    assert not Entry.objects.exists()


def test_nobody_else_comes_in(home, here):
    pages = ["families:choose_of_child", "families:write_of_child"]
    for person, status in ((home.guardian, 403), (home.child, 403)):
        client = Client()
        make_accounts.sign_in(client, person)
        for name, more in zip(pages, ([], ["publish"]), strict=True):
            assert client.get(reverse(name, args=[home.child.pk, *more])).status_code == status
    other = desk(make_directory.office())
    for name, more in zip(pages, ([], ["publish"]), strict=True):
        assert other.get(reverse(name, args=[home.child.pk, *more]), follow=True).status_code == 404
