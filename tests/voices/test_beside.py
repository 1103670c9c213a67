"""Under eight a named grown-up writes along, and never judges what came of it (decisions: Ages; MOD-6)."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from moderation import actions as judging_actions
from moderation import policy as judging
from moderation import queries as judged
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.consent.kinds import Relation
from portal.consent.models import GuardianLink
from portal.consent.states import LinkState
from portal.privacy.kinds import needs_helper
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import directory as make_directory
from tests.making import voices as make
from voices import actions, queries
from voices.models import Draft, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def home(at):
    return make.home(age=7, at=at)


def takes_part(child, *, office=None):
    activity = make_activities.activity(office=office or make_directory.office())
    make_activities.place(activity, child)
    return activity


def helped(home, helper, at, **words):
    voice = make.draft(home.child, at=at, **words)
    return actions.name_helper(by=home.child, voice=voice, helper=helper, at=at)


def names(child, at) -> set:
    return {each.person for each in queries.beside(child, at=at)}


@pytest.mark.parametrize(("age", "young"), [(6, True), (7, True), (8, False), (17, False), (None, True)])
def test_who_needs_somebody(age, young):  # CON-14: an unknown age is the youngest
    assert needs_helper(age) is young


STAFF = {
    "facilitator of the office": ([Role.FACILITATOR], True, True, True),
    "worker of the office": ([Role.WORKER], True, True, True),
    "facilitator who also judges": ([Role.FACILITATOR, Role.MODERATOR], True, True, True),
    "facilitator whose checks ran out": ([Role.FACILITATOR], True, False, False),
    "facilitator elsewhere": ([Role.FACILITATOR], False, True, False),
    "moderator of the office": ([Role.MODERATOR], True, True, False),
    "safeguarding lead of the office": ([Role.SAFEGUARDING_LEAD], True, True, False),
    "nobody in particular": ([], True, True, False),
}


@pytest.mark.parametrize("who", STAFF)
def test_which_staff_may_write_along(home, at, who):
    roles, here, vetted, may = STAFF[who]
    activity = takes_part(home.child)
    office = activity.office if here else make_directory.office()
    person = make_accounts.staff(*roles, office=office, vetted=vetted, at=at)
    assert (person in names(home.child, at)) is may
    assert queries.may_sit_beside(person, home.child, at=at) is may


@pytest.mark.parametrize(("office", "may"), [(True, False), (False, True)], ids=["gone-elsewhere", "of-no-office"])
def test_who_leads_what_the_child_does_may_while_their_role_is_there(home, at, office, may):
    """A lead who has gone to another office sits beside nobody here; a role of no office goes everywhere."""
    activity = takes_part(home.child)
    leader = make_accounts.staff(Role.FACILITATOR, office=make_directory.office() if office else None, at=at)
    make_activities.lead(activity, leader)
    assert (leader in names(home.child, at)) is may
    assert leader not in names(make.home(age=7, at=at).child, at)


def test_the_office_that_saw_the_papers_knows_the_child(home, at):
    worker = make_accounts.staff(Role.WORKER, office=make_directory.office(), at=at)
    assert worker not in names(home.child, at)
    GuardianLink.objects.filter(pk=home.link.pk).update(papers_by=worker)
    assert worker in names(home.child, at)


@pytest.mark.parametrize("state", LinkState.values)
def test_which_of_the_family_may(at, state):
    home = make.home(age=7, at=at)
    more = {
        LinkState.DISPUTED: {"disputed_at": at, "disputed_by": home.guardian},
        LinkState.ENDED: {"ended_at": at, "ended_code": "moved"},
    }
    GuardianLink.objects.filter(pk=home.link.pk).update(state=state, **more.get(state, {}))
    assert (home.guardian in names(home.child, at)) is (state == LinkState.CONFIRMED)
    assert not names(home.child, at) & {home.child, make.home(at=at).guardian}


def test_a_closed_account_helps_nobody(home, at):
    accounts.deactivate(by=None, person=home.guardian, at=at)
    assert names(home.child, at) == set()


def test_they_are_called_what_a_child_calls_them(home, at):
    second = make_consent.person("guardian")
    make_consent.link(home.child, second, relation=Relation.GRANDPARENT, at=at)
    third = make_consent.person("guardian")
    make_consent.link(home.child, third, relation=Relation.GRANDPARENT, at=at + timedelta(days=1))
    found = {str(each.label): each.person for each in queries.beside(home.child, at=at)}
    assert found == {"妈妈": home.guardian, "爷爷奶奶、外公外婆": second}


@pytest.mark.parametrize("age", [7, None])
def test_nothing_is_sent_alone_and_nothing_is_lost(age, at):
    home = make.home(age=age, at=at)
    voice = make.draft(home.child, at=at)
    with pytest.raises(actions.NotReady) as no, transaction.atomic():
        actions.submit(by=home.child, voice=voice, at=at)
    assert "请一位大人和你一起写" in str(no.value.message)
    assert Draft.objects.get(voice=voice).body == make.S04
    assert not Revision.objects.exists()
    actions.name_helper(by=home.child, voice=voice, helper=home.guardian, at=at)
    revision = actions.submit(by=home.child, voice=voice, at=at)
    assert (revision.helper, make.again(voice).case.helper) == (home.guardian, home.guardian)
    lines = Line.objects.filter(subject=voice.subject, act="voice.helper_named")
    assert [line.detail["helper"] for line in lines] == [str(home.guardian.pk)]


def test_from_eight_on_nobody_is_asked(at):
    revision = actions.submit(by=(child := make.home(age=8, at=at).child), voice=make.draft(child, at=at), at=at)
    assert revision.helper is None


def test_who_is_not_here_any_more_does_not_count(home, at):
    activity = takes_part(home.child)
    helper = make_accounts.staff(Role.FACILITATOR, office=activity.office, at=at)
    voice = helped(home, helper, at)
    accounts.deactivate(by=None, person=helper, at=at)
    with pytest.raises(actions.NotReady):
        actions.submit(by=home.child, voice=voice, at=at)


def test_not_just_anybody_can_be_named(home, at):
    voice = make.draft(home.child, at=at)
    for stranger in (make.moderator(at), make.home(at=at).guardian, home.child, None):
        with pytest.raises(actions.NotBeside):
            actions.name_helper(by=home.child, voice=voice, helper=stranger, at=at)
    with pytest.raises(actions.NotYours):
        actions.name_helper(by=home.guardian, voice=voice, helper=home.guardian, at=at)
    actions.name_helper(by=home.child, voice=voice, helper=home.guardian, at=at)
    actions.submit(by=home.child, voice=voice, at=at)
    with pytest.raises(actions.AlreadySent):
        actions.name_helper(by=home.child, voice=voice, helper=home.guardian, at=at)


def test_whoever_helped_with_any_revision_never_judges(home, at):  # MOD-6
    activity = takes_part(home.child)
    roles = (Role.FACILITATOR, Role.MODERATOR)
    first, second, other = (make_accounts.staff(*roles, office=activity.office, at=at) for _ in range(3))
    voice = helped(home, first, at)
    actions.submit(by=home.child, voice=voice, at=at)
    case = make.again(voice).case
    assert [judging.may_judge(person, case, at=at) for person in (first, second, other)] == [False, True, True]
    actions.take_back(by=home.child, voice=voice, at=at)
    actions.write(by=home.child, voice=voice, title="", body="还是十二秒。", at=at)
    actions.name_helper(by=home.child, voice=voice, helper=second, at=at)
    actions.submit(by=home.child, voice=voice, at=at)
    case = make.again(voice).case
    assert [judging.may_judge(person, case, at=at) for person in (first, second, other)] == [False, False, True]
    assert judged.helped(case) == sorted([first, second], key=lambda person: person.pseudonym)
    with pytest.raises(judging_actions.NotYours):
        make.approve(voice, by=[first], at=at)
    assert make.approve(voice, by=[other], at=at).case.state == "approved"


def test_a_pseudonym_put_in_by_an_adult_keeps_who_helped(home, at):
    voice = helped(home, home.guardian, at)
    actions.submit(by=home.child, voice=voice, at=at)
    changed = actions.suggest(by=make.moderator(at), voice=voice, texts={"body": "路口的绿灯。"}, at=at)
    assert changed.helper == home.guardian


@pytest.mark.parametrize(("age", "alone"), [(7, False), (None, False), (8, True)])
def test_the_database_keeps_it(home, at, age, alone):
    voice = make.draft(home.child, at=at)
    about = {"voice": voice, "body": "我", "age_years": age, "made_by": home.child, "made_at": at, "digest": "x"}
    Revision.objects.create(number=1, helper=home.guardian, **about)
    try:
        with transaction.atomic():
            Revision.objects.create(number=2, **about)
        kept = True
    except IntegrityError:
        kept = False
    assert kept is alone


def test_nobody_helps_themself(home, at):
    voice = make.draft(home.child, at=at)
    voice.helper = home.child
    with pytest.raises(IntegrityError), transaction.atomic():
        voice.save()


def test_the_same_key_keeps_who_was_named(home, at):
    key = uuid.uuid4()
    voice = actions.start(by=home.child, kind="story", client_key=key, at=at)
    actions.name_helper(by=home.child, voice=voice, helper=home.guardian, at=at)
    assert actions.start(by=home.child, kind="story", client_key=key, at=at).helper == home.guardian
