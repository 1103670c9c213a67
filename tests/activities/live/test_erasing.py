"""What was said in a room and waits behind a lead's door goes once they have taken care of it (PRI-6, SAF-6)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.live import actions
from activities.live.models import Entry, HeldForCare
from moderation import actions as judging
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts
from tests.making import live as make
from tests.making import moderation as make_moderation

pytestmark = pytest.mark.django_db
NEAR, PLAIN = "有时候我想自杀", "我们走北门吧"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(child_age=15)
    made.sit()
    return made


def texts(person) -> list[str]:
    said = Entry.objects.filter(author=person.pk).order_by("seq").values_list("event", flat=True)
    return [event["text"] for event in said if "text" in event]


def erased(child):
    at = timezone.now()
    wish = privacy.wish(by=child, person=child.pk, kind="erase", words="", at=at)
    privacy.answer_wish(by=make_accounts.staff(Role.SUPERVISOR), wish=wish, yes=True, at=at)


def erasures() -> list[int]:
    return [line.detail["entries"] for line in audit.lines(act="live.erased").order_by("pk")]


def test_the_rest_goes_when_the_lead_has_done(house):
    child, other = house.children
    for person in (child, other):
        house.do(person, "say", text=NEAR)
    house.do(child, "say", text=PLAIN)
    erased(child)
    assert texts(child) == [NEAR, ""]
    told = erasures()
    for hour in range(2):
        actions.erase_rest(at=timezone.now() + timedelta(hours=hour))
    assert texts(child) == [NEAR, ""]
    assert erasures() == told  # nothing went, and nothing is said of it
    lead, case = (
        make_moderation.lead(office=house.office, at=timezone.now()),
        HeldForCare.objects.get(entry__author=child.pk).case,
    )
    judging.claim(by=lead, case=case, at=timezone.now())
    case.refresh_from_db()
    judging.close(
        by=lead, case=case, revision=case.revision, digest=case.digest, best_interests="已安排", at=timezone.now()
    )
    for _hour in range(2):
        actions.erase_rest(at=timezone.now())
    assert texts(child) == ["", ""]
    assert texts(other) == [NEAR]  # whose data nobody wished away
    assert erasures() == [*told, 1]


def test_nobody_elses_words_are_looked_through(house):
    """Only what this child said for itself is read, however much is kept of others."""
    child, other = house.children
    house.do(other, "say", text=NEAR)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        actions.erase_entries(by=None, person=child.pk, at=timezone.now())
    read = next(each["sql"] for each in asked if "heldforcare" in each["sql"].lower())
    assert child.pk.hex in read.replace("-", "")
