"""A family's steps that want a fresh proof, and those that wait for nothing (SEC-9)."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse

from portal.consent import queries
from portal.consent.purposes import Purpose
from portal.privacy.models import Wish
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AGAIN, ON = reverse("again"), reverse("again_on")


@pytest.fixture
def home():
    return make.family(child_age=9)


def answer(client, child, purpose, said):
    address = reverse("family:say", args=[child.pk, purpose])
    read = re.findall(r'name="(notice|seen)" value="([^"]+)"', client.get(address).content.decode())
    return client.post(address, {"answer": said, **dict(read)})


@pytest.mark.parametrize(
    ("purpose", "said", "waits"),
    [
        (Purpose.PICTURE_BY_CHILD, "yes", True),
        (Purpose.PICTURE_BY_CHILD, "no", False),
        (Purpose.PICTURE_BY_CHILD, "back", False),
        (Purpose.PUBLISH, "yes", False),
        (Purpose.PUBLISH, "no", False),
    ],
)
def test_only_a_yes_that_needs_a_confirmed_guardian_waits(client, home, purpose, said, waits):
    client.force_login(home.guardian)  # signed in, and nothing shown lately
    found = answer(client, home.child, purpose, said)
    assert found["Location"].startswith(AGAIN) is waits
    kept = queries.answers_of(home.guardian, child=home.child).filter(purpose=purpose)
    assert kept.exists() is not waits


def test_after_the_code_the_yes_is_sent_as_it_was(client, home):
    client.force_login(home.guardian)
    EmailAddress.objects.create(user=home.guardian, email="mama@example.org", verified=True, primary=True)
    answer(client, home.child, Purpose.PICTURE_BY_CHILD, "yes")
    client.post(AGAIN, {"next": ON})
    code = re.search(r"^(\d{6})$", mail.outbox[-1].body, re.M).group(1)
    assert client.post(AGAIN, {"next": ON, "code": code})["Location"] == ON
    page = client.get(ON).content.decode()
    address = reverse("family:say", args=[home.child.pk, Purpose.PICTURE_BY_CHILD])
    assert f'<form method="post" action="{address}"' in page
    fields = dict(re.findall(r'<input type="hidden" name="(answer|notice|seen|words|helper)" value="([^"]*)"', page))
    assert client.post(address, fields).status_code == 302
    assert queries.answers_of(home.guardian, child=home.child).filter(purpose=Purpose.PICTURE_BY_CHILD).exists()


@pytest.mark.parametrize(("kind", "waits"), [("erase", True), ("copy", False), ("correct", False)])
def test_a_wish_to_erase_waits(client, home, kind, waits):
    client.force_login(home.guardian)
    found = client.post(reverse("family:wish", args=[home.child.pk, kind]), {"words": "请改一下"})
    assert found["Location"].startswith(AGAIN) is waits
    assert Wish.objects.exists() is not waits


def test_a_child_is_asked_no_code(client, home):
    client.force_login(home.child)
    assert client.post(reverse("me_wish", args=["erase"])).status_code == 302
    assert Wish.objects.exists()


def test_a_copy_waits_for_the_guardian(client, home):
    client.force_login(home.guardian)
    found = client.post(reverse("family:copy", args=["00000000-0000-4000-8000-000000000000"]))
    assert found["Location"].startswith(AGAIN)
