"""Each person's own yes and no, in their order, with the words that were read; nobody else's (CON-3, CON-9, CON-19)."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = timezone.now() - timedelta(days=2)


@pytest.fixture
def home():
    """A guardian and a child who each said yes, took it back, and said no to something else."""
    made = make.family(child_age=9, guardians=2)
    for hours, who in enumerate([*made.guardians, made.child]):
        at = AT + timedelta(hours=hours)
        make.says(who, made.child, Purpose.PUBLISH, at=at)
        actions.withdraw(by=who, child=made.child, purpose=Purpose.PUBLISH, scope="", at=at + timedelta(minutes=1))
        make.says(who, made.child, Purpose.PICTURE_BY_CHILD, yes=False, at=at + timedelta(minutes=2))
    return made


def pages(home, who):
    if who.is_child:
        return reverse("me_receipts"), "me_receipt"
    return reverse("family:receipts", args=[home.child.pk]), "family:receipt"


@pytest.mark.parametrize("number", [0, 1, 2], ids=["guardian", "other guardian", "child"])
def test_each_reads_their_own_in_order_and_no_other(client, home, number):
    who = [*home.guardians, home.child][number]
    client.force_login(who)
    listing, one = pages(home, who)
    page = client.get(listing).content.decode()
    own = list(Event.objects.filter(actor=who).order_by("-at", "-number"))
    assert [event.state for event in own] == ["refused", "withdrawn", "given"]
    found = re.findall(r'href="[^"]*/([0-9a-f-]{36})/"', page.partition("<ul")[2].partition("</ul>")[0])
    assert found == [str(event.pk) for event in own]
    for event in own:
        assert timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M") in page
        assert event.get_state_display() in page
    for other in Event.objects.exclude(actor=who):
        assert str(other.pk) not in page
        assert client.get(reverse(one, args=[other.pk]), follow=True).status_code == 404


def test_newer_words_do_not_change_what_was_read(client, home):  # CON-3
    read = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    words = {"audience": "guardian", "language": "zh-hans", "version": read.version + 1}
    text = f"{read.text}\n\n## 新的\n\n金丝雀新说明"
    fresh = {"text": text, "sha256": read.digest(text), "published_at": AT + timedelta(days=1)}
    type(read).objects.create(purpose=Purpose.PUBLISH, **words, **fresh)
    client.force_login(home.guardian)
    page = client.get(reverse("family:receipts", args=[home.child.pk])).content.decode()
    assert f"读的是第{read.version}版说明" in page
    assert f"读的是第{read.version + 1}版说明" not in page
    said = Event.objects.filter(actor=home.guardian, state="given").get()
    page = client.get(reverse("family:receipt", args=[said.pk])).content.decode()
    assert read.sections[0][1] in page
    assert "金丝雀" not in page
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    page = client.get(reverse("family:receipts", args=[home.child.pk])).content.decode()
    assert f"读的是第{read.version + 1}版说明" in page
