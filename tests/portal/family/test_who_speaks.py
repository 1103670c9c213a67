"""The child's own page says who speaks for it now, about what, and is not drawn into a doubt (SEC-10, SAF-4)."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
ALL, SOME, COLLECTS, UNSEEN = "所有的事", "只说活动的事", "来接你，不替你做主", "我们还没看过证件"


def speaks(client, child) -> str:
    child.refresh_from_db()
    child.is_active = True  # the account may have closed with the last link; the page speaks all the same
    child.save(update_fields=["is_active"])
    make_accounts.sign_in(client, child)
    page = client.get(reverse("me_seen")).content.decode()
    return re.search(r'<section[^>]*id="speaks">.*?</section>', page, re.S).group()


def suspend(link):
    actions.suspend(by=make.worker(), link=link, code="safety", at=timezone.now())


def dispute(link):
    actions.dispute(by=make.worker(), link=link, at=timezone.now())


def end(link):
    actions.revoke(by=make.worker(), link=link, code="moved", at=timezone.now())


@pytest.mark.parametrize(
    ("fields", "act", "words"),
    [
        ({}, None, ALL),
        ({"authority": "activities"}, None, SOME),
        ({"authority": "none"}, None, COLLECTS),
        ({}, suspend, None),
        ({}, dispute, None),
        ({}, end, None),
    ],
)
def test_a_child_reads_who_speaks_and_about_what(client, fields, act, words):
    home = make.family(child_age=10)
    other = make.link(home.child, make.person("guardian"), relation="father", **fields)
    if act:
        act(other)
    found = speaks(client, home.child)
    assert "妈妈" in found
    assert ALL in found
    assert ("爸爸" in found) == (words is not None)
    assert words is None or words in found
    assert not any(word in found for word in ("停", "疑", "结束", other.guardian.pseudonym))


def test_whose_papers_nobody_has_seen(client):
    home = make.family(child_age=7)
    make.link(home.child, make.person("guardian"), relation="father", level=1)
    found = speaks(client, home.child)
    assert UNSEEN in found
    assert "谁和你一起说可以或不可以" in found


@pytest.mark.parametrize("act", [suspend, dispute, end])
def test_nobody_speaks_just_now(client, act):
    home = make.family(child_age=15)
    act(home.link)
    assert "现在没有人" in speaks(client, home.child)
