"""A sign-up that nobody finished is gone after a day; nothing that holds anything ever goes (PRI-8)."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.actions import unfinished as acts
from portal.accounts.models import User
from portal.audit import log
from portal.audit import queries as audit
from portal.clock.registry import jobs
from portal.notices.actions import tell
from portal.privacy.models import Contact
from tests.making import accounts as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


def sign_up(**typed) -> User:
    """As somebody does who then never types the code."""
    Client().post(reverse("account_signup"), typed)
    return User.objects.get()


WAYS = {"by e-mail": {"email": "mama@example.org"}, "by phone": {"phone": "139 0000 1234"}}


@pytest.fixture(params=WAYS)
def person(request):
    return sign_up(**WAYS[request.param])


def gone(at) -> int:
    return actions.remove_unfinished(at=at)


def test_after_a_day_it_is_gone_and_not_a_second_before(person):
    assert gone(person.date_joined + DAY - SECOND) == 0
    assert User.objects.filter(pk=person.pk).exists()
    assert gone(person.date_joined + DAY) == 1
    assert not User.objects.exists()
    assert not EmailAddress.objects.exists()
    assert not Contact.objects.exists()
    [line] = audit.lines(act="account.never_finished")
    assert (line.actor, line.subject) == (None, f"person:{person.pk}")
    assert gone(person.date_joined + 2 * DAY) == 0


def test_the_clock_does_it(person):
    jobs["accounts.unfinished"].run(person.date_joined + DAY)
    assert not User.objects.exists()


def test_the_address_is_free_again(person, request):
    typed = WAYS[request.node.callspec.params["person"]]
    gone(person.date_joined + DAY)
    assert sign_up(**typed).pk != person.pk


def proved(person):
    if person.email:
        EmailAddress.objects.filter(user=person).update(verified=True)
    else:
        actions.number_answered(by=person, person=person, number="+8613900001234", at=timezone.now())


HOLDS = {
    "it proved itself": proved,
    "it came in once": lambda person: User.objects.filter(pk=person.pk).update(last_login=timezone.now()),
    "a link": lambda person: families.link(families.child(age=9), person),
    "a message": lambda person: tell(person=person, kind="consent.asked", at=timezone.now()),
    "a session": lambda person: make.enter(Client(), person),
    "a line on record": lambda person: log.write("x.y", by=None, subject=f"person:{person.pk}", at=timezone.now()),
    "it works here": lambda person: User.objects.filter(pk=person.pk).update(kind="staff"),
    "a worker helps with a number": lambda person: actions.ask_number(
        by=families.worker(), person=person, number="+8613900009999", at=timezone.now()
    ),
}


@pytest.mark.parametrize("what", HOLDS)
def test_whatever_holds_anything_stays(person, what):
    HOLDS[what](person)
    assert gone(timezone.now() + 3 * DAY) == 0
    assert User.objects.filter(pk=person.pk).exists()


def test_a_family_on_paper_is_none_of_them():
    paper = families.person("guardian", email="")
    made = actions.create_adult(by=families.worker(), kind="guardian", email="", pseudonym="x", at=timezone.now())
    welcomed = make.guardian()
    assert gone(timezone.now() + 30 * DAY) == 0
    assert User.objects.filter(pk__in=[paper.pk, made.pk, welcomed.pk]).count() == 3


def test_each_table_that_points_at_a_person_is_asked():
    """Those without a way back too: a new table of a part above is among them without a word here."""
    from portal.accounts.queries.unfinished import _pointing

    asked = {relation.related_model._meta.label for relation in _pointing()}
    assert {
        "consent.GuardianLink", "consent.Event", "consent.Entry", "notices.Message", "voices.Voice",
        "activities.Place", "usersessions.UserSession", "mfa.Authenticator", "accounts.RoleGrant",
    } <= asked  # fmt: skip
    assert "account.EmailAddress" not in asked


def test_a_flood_takes_several_rounds(monkeypatch):
    monkeypatch.setattr(acts, "AT_ONCE", 2)
    for number in range(3):
        Client().post(reverse("account_signup"), {"email": f"flood-{number}@example.org"})
        cache.clear()
    later = timezone.now() + DAY
    assert [gone(later), gone(later), gone(later)] == [2, 1, 0]


def test_those_that_stay_block_nobody_behind_them(monkeypatch):
    """The oldest ones hold something: whoever comes after them goes all the same."""
    monkeypatch.setattr(acts, "AT_ONCE", 2)
    for number in range(5):
        Client().post(reverse("account_signup"), {"email": f"flood-{number}@example.org"})
        cache.clear()
    oldest = list(User.objects.order_by("date_joined", "pk"))[:3]
    HOLDS["a line on record"](oldest[0])
    HOLDS["a line on record"](oldest[1])
    HOLDS["a message"](oldest[2])
    assert gone(timezone.now() + DAY) == 2
    assert set(User.objects.all()) == set(oldest)


def test_somebody_who_finishes_in_that_moment_stays(person, monkeypatch):
    def finishing(pk, at):
        proved(person)
        return real(pk, at)

    real = acts._remove
    monkeypatch.setattr(acts, "_remove", finishing)
    assert gone(person.date_joined + DAY) == 0
    assert User.objects.filter(pk=person.pk).exists()
