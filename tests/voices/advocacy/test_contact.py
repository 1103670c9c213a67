"""Before a family says yes it reads who would receive the words and how anybody reaches them; the receipt keeps it
(CON-23)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit import queries as audit
from portal.consent import queries as consent
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from portal.directory import actions as directory
from portal.directory.models import Office
from portal.pages.management.demo import places
from tests.making import accounts as make_accounts
from tests.making import advocacy as make
from tests.making import consent as make_consent
from tests.making.directory import REACHED
from voices.advocacy import actions
from voices.advocacy.purposes import scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    at = timezone.now()
    house = make.house(at=at)
    home, voice = make.voice(at=at)
    campaign = make.campaign(house, at=at)
    actions.ask_to_use(by=house.curator, campaign=campaign, voice=voice, at=at)
    return home, campaign


def page(person, address, language="en"):
    client = Client()
    client.cookies["django_language"] = language
    make_accounts.sign_in(client, person)
    return client.get(address).content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_guardian_and_child_read_how_the_office_is_reached(asked, language):
    home, campaign = asked
    found = consent.open_asks(child=home.child, person=home.guardian, at=timezone.now()).get(purpose=Purpose.ADVOCACY)
    for person, name in ((home.guardian, "family:ask"), (home.child, "me_ask")):
        seen = page(person, reverse(name, args=[found.pk]), language)
        assert REACHED in seen
        assert (campaign.recipient.name_en if language == "en" else campaign.recipient.name) in seen


def test_the_receipt_keeps_what_was_read_whatever_the_office_says_later(asked):
    home, campaign = asked
    make_consent.says(home.guardian, home.child, Purpose.ADVOCACY, scope(campaign))
    directory.name_contact(by=None, office=campaign.recipient, contact=" 柳巷9号 ", at=timezone.now())
    event = Event.objects.get(actor=home.guardian, purpose=Purpose.ADVOCACY)
    named = consent.receipt(event)["processing"]["recipients"]["named"]
    assert [each["contact"] for each in named] == [REACHED]
    assert REACHED in page(home.guardian, reverse("family:receipt", args=[event.pk]))
    assert Office.objects.get(pk=campaign.recipient_id).contact == "柳巷9号"
    assert audit.lines(act="office.contact_named").count() == 1


def test_nobody_is_asked_for_an_office_that_nobody_can_reach():
    at = timezone.now()
    house = make.house(at=at)
    what = {"title": "x", "title_en": "x", "office": house.office, "recipient": house.recipient}
    Office.objects.filter(pk=house.recipient.pk).update(contact="")
    house.recipient.refresh_from_db()
    with pytest.raises(actions.NotReady, match=r"reached|联系"):
        actions.open_campaign(by=house.curator, **what, ends_at=at + timedelta(days=9), at=at)
    directory.name_contact(by=None, office=house.recipient, contact=REACHED, at=at)
    assert actions.open_campaign(by=house.curator, **what, ends_at=at + timedelta(days=9), at=at)


def test_a_question_without_a_recipient_names_none():
    home = make_consent.family(child_age=9)
    assert "Given to" not in page(home.guardian, reverse("family:say", args=[home.child.pk, "publish"]))


def test_every_recipient_of_the_demo_can_be_reached():
    assert all(contact for *_rest, receives, contact in places.OFFICES if receives)
