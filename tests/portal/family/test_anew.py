"""Asked again: before a yes runs out, and when the words have changed; both answers lie open."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consent import queries
from portal.consent.actions import words
from portal.consent.purposes import Purpose
from tests.making import consent as make

pytestmark = pytest.mark.django_db
NEW = {"zh-hans": "# 新的话\n\n## 一\n\n改了。\n", "en": "# New words\n\n## 1\n\nChanged.\n"}


def ending():
    """A yes that has ten days left."""
    then = timezone.now() - timedelta(days=355)
    home = make.family(child_age=9, at=then)
    make.all_say(home, Purpose.PUBLISH, at=then)
    return home, then + timedelta(days=365)


def changed():
    at = timezone.now()
    home = make.family(child_age=9, at=at)
    make.all_say(home, Purpose.PUBLISH, at=at)
    for audience in ("guardian", "9-12"):
        words.put_in_force(
            by=None, purpose=Purpose.PUBLISH, audience=audience, texts=NEW, renew_by=at + timedelta(days=20), at=at
        )
    return home, at + timedelta(days=20)


def pages(home):
    yield home.guardian, reverse("family:say", args=[home.child.pk, Purpose.PUBLISH])
    yield home.child, "/zh-hans/me/says/publish/"


@pytest.mark.parametrize("why", [ending, changed])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_yes_and_no_both_lie_open_again(client, why, answer):  # CON-4, CON-12, CON-16
    home, until = why()
    for who, address in pages(home):
        client.force_login(who)
        page = client.get(address).content.decode()
        assert re.findall(r'name="answer" value="(\w+)"', page) == ["yes", "no"]
        assert f"{timezone.localtime(until):%Y-%m-%d}" in page
        read = dict(re.findall(r'name="(notice|seen)" value="([^"]+)"', page))
        assert client.post(address, {"answer": answer, **read}).status_code == 302
        again = client.get(address).content.decode()
        assert re.findall(r'name="answer" value="(\w+)"', again) == (
            ["yes", "back"] if answer == "yes" else ["yes", "no"]
        )
    assert bool(queries.may(home.child.pk, Purpose.PUBLISH, at=until)) == (answer == "yes")
    assert bool(queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())) == (answer == "yes")


@pytest.mark.parametrize("why", [ending, changed])
def test_it_stands_among_what_waits(client, why):
    home, _until = why()
    client.force_login(home.child)
    assert "/zh-hans/me/says/publish/" in client.get("/zh-hans/me/").content.decode()
    client.force_login(home.guardian)
    assert "等您回答" in client.get(reverse("family:home")).content.decode()
