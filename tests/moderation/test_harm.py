"""One door for words that may be a sign of harm: whose leads see them, and that they wait for nobody (SAF-5)."""

import uuid

import pytest

from moderation import actions, policy, registry
from moderation import queries as judged
from moderation.adapters import OnlyKept
from moderation.models import Case
from moderation.states import Lane, Priority
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from tests.making import accounts as make_accounts
from tests.making import consent as make_consent
from tests.making import directory as make_directory
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
AT = make.AT
TEXTS = {"words": "一句平常的话"}  # whoever hands words over has seen the sign already


def handed(*, author=None, office=None, **over) -> Case:
    make.ready()
    author = author or make_accounts.child(age=9)
    facts = {"kind": make.KIND, "revision": uuid.uuid4(), "texts": TEXTS} | over
    return actions.hand_to_lead(by=author, author=author, office=office, at=AT, **facts)


def sees(person, case) -> bool:
    return case in judged.queue(person, at=AT) and policy.may_judge(person, case, at=AT)


def test_it_is_a_locked_case_within_the_hour_whatever_screening_says():
    case = handed(age_years=9)
    assert (case.lane, case.priority, case.age_years) == (Lane.LOCKED, Priority.P1, 9)
    assert (case.digest, case.state in judged.WAITING) == (actions.fingerprint(TEXTS), True)
    assert handed(nearest=Priority.P0).priority == Priority.P0
    assert handed(nearest=Priority.P3).priority == Priority.P1


def test_the_lead_of_the_office_has_it_and_no_other():  # MOD-28
    office = make_directory.office()
    own, far = make.lead(office=office), make.lead(office=make_directory.office())
    moderator = make.moderator(office=office)
    case = handed(office=office)
    assert case.office == office
    assert [sees(person, case) for person in (own, far, moderator)] == [True, False, False]


def test_where_nobody_leads_every_lead_has_it():
    far = make.lead(office=make_directory.office())
    assert sees(far, handed(office=make_directory.office()))
    assert sees(far, handed())


@pytest.mark.parametrize("why", ["said it", "is family"])
def test_a_lead_who_is_concerned_does_not_make_it_wait(why):  # MOD-6
    office = make_directory.office()
    concerned, far = make.lead(office=office), make.lead(office=make_directory.office())
    author = concerned if why == "said it" else make_accounts.child(age=9)
    if why == "is family":
        make_consent.link(author, concerned, at=AT)
    alone = handed(author=author, office=office)
    assert [sees(person, alone) for person in (concerned, far)] == [False, True]
    second = make.lead(office=office)
    both = handed(author=author, office=office)
    assert both.office == office
    assert [sees(person, both) for person in (concerned, second, far)] == [False, True, False]
    accounts.leave(by=make_accounts.staff(Role.SUPERVISOR, office=office), person=second, at=AT)
    assert sees(far, both), "only who is concerned is left"


def test_when_the_last_lead_goes_others_have_it_that_second():
    office = make_directory.office()
    own, far = make.lead(office=office), make.lead(office=make_directory.office())
    case, calm = handed(office=office), make.sent(office=office)
    kept = make.sent(make.DANGER, office=office)  # came in by another door
    assert not sees(far, case)
    accounts.leave(by=make_accounts.staff(Role.SUPERVISOR, office=office), person=own, at=AT)
    assert sees(far, case)
    assert sees(far, kept)
    assert not sees(far, calm)


def test_what_is_only_kept_answers_everything_a_judge_may_ask():
    content, case = registry.content("incident"), Case()
    assert content.shown is False
    assert (content.difference(case, 1, 2), content.media(case), list(content.helpers(case))) == ([], [], [])
    assert content.on_decision(case, None) is None
    with pytest.raises(actions.WrongMove):
        content.apply_edit(case, by=None, texts={}, at=AT)
    for kind in ("live", "asking", "incident"):
        assert isinstance(registry.content(kind), OnlyKept), "one way to show what is only kept"
