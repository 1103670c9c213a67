"""Who may decide: roles, offices, the locked door, and never a party to the words."""

import pytest

from moderation import actions
from moderation.models import Case, Decision
from moderation.states import Lane
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
AT = make.AT


def fresh(case):
    return Case.objects.get(pk=case.pk)


def who(name, case, child):
    office = case.office
    if name == "moderator of another office":
        return make.moderator(office=make_activities.office())
    people = {
        "moderator": lambda: make.moderator(office=office),
        "safeguarding lead": lambda: make.lead(office=office),
        "author": lambda: child,
        "guardian": lambda: make_consent.person("guardian"),
        "facilitator": lambda: make_accounts.staff(Role.FACILITATOR, office=office),
        "curator": lambda: make_accounts.staff(Role.CURATOR, office=office),
        "editor": lambda: make_accounts.staff(Role.EDITOR, office=office),
        "supervisor": lambda: make_accounts.staff(Role.SUPERVISOR, office=office),
        "superuser": superuser,
        "moderator without vetting": lambda: make_accounts.staff(Role.MODERATOR, vetted=False, office=office),
    }
    return people[name]()


def superuser():
    made = make_accounts.staff()
    made.is_superuser = True
    made.save()
    return made


MATRIX = [
    # who, may approve and decline open words, may clear and decline words behind the locked door
    ("moderator", True, False),
    ("moderator of another office", False, False),
    ("moderator without vetting", False, False),
    ("safeguarding lead", False, True),
    ("author", False, False),
    ("guardian", False, False),
    ("facilitator", False, False),
    ("curator", False, False),
    ("editor", False, False),
    ("supervisor", False, False),
    ("superuser", False, False),
]


@pytest.mark.parametrize(("name", "opens", "unlocks"), MATRIX)
def test_who_may_decide(name, opens, unlocks):  # MOD-6, MOD-28
    office, child = make_activities.office(), make_accounts.child(age=9)
    clean = make.sent(make.WORDS, author=child, office=office)
    danger = make.sent(make.DANGER, author=child, office=office, age=9)
    assert (clean.lane, danger.lane) == (Lane.OPEN, Lane.LOCKED)
    person = who(name, clean, child)
    assert Case.objects.visible_to(person, at=AT).filter(pk=clean.pk).exists() is opens
    assert Case.objects.visible_to(person, at=AT).filter(pk=danger.pk).exists() is unlocks
    assert make.may(make.approve, clean, person) is opens
    assert make.may(make.decline, clean, person) is opens
    assert make.may(make.approve, danger, person) is False, "nothing behind the locked door is approved (SAF-6)"
    assert make.may(make.decline, danger, person) is unlocks
    assert make.may(make.clear, danger, person) is unlocks


def test_a_role_in_one_office_opens_no_queue_in_another():  # MOD-28
    """A moderator here who leads groups there."""
    here, there = make_activities.office(), make_activities.office()
    person = make.moderator(office=here)
    accounts.grant_role(by=None, person=person, role=Role.FACILITATOR, office=there, at=AT)
    ours, theirs = make.sent(office=here), make.sent(office=there)
    assert make.may(make.decline, ours, person) is True
    assert make.may(make.decline, theirs, person) is False


@pytest.mark.parametrize("party", ["author", "helper", "guardian"])
def test_never_a_party_even_with_the_role(party):  # MOD-6
    family = make_consent.family()
    moderator = make.moderator()
    if party == "guardian":
        make_consent.link(family.child, moderator)
    case = make.opened(
        author=moderator if party == "author" else family.child, helper=moderator if party == "helper" else None
    )
    case = make.send(case)
    assert make.may(make.approve, case, moderator) is False
    assert make.may(make.decline, case, moderator) is False
    assert make.may(make.approve, case, make.moderator()) is True


def test_only_people_decide():  # MOD-8
    assert not Decision._meta.get_field("by").null
    case = make.sent()
    with pytest.raises(AttributeError):
        actions.approve(by=None, case=case, revision=case.revision, digest=case.digest, best_interests="x", at=AT)
