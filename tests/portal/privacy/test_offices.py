"""The vault parts families by office: to decide, to read and to look is for those whom the family's office knows."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.roles import Role
from portal.consent import queries as links
from portal.consent.actions import NotForYou
from portal.consent.states import LinkState
from portal.family import actions as family
from portal.privacy import actions, queries
from portal.privacy.actions import NotAllowed
from portal.privacy.kinds import Code
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
HOW = {"code": Code.CONTACT, "why": "接送"}


@pytest.fixture
def where():
    """Families at an office, at none, and one that takes part in what another office holds."""
    here, away = make_directory.office(), make_directory.office()
    known, stray, guest = make.family(), make.family(), make.family()
    make.at_office(known, here)
    make.at_office(guest, here)
    make_activities.place(make_activities.activity(office=away), guest.child)
    return {"here": here, "away": away, "everywhere": None, "known": known, "stray": stray, "guest": guest}


@pytest.mark.parametrize(
    ("office", "family_", "decides"),
    [
        ("here", "known", True),
        ("away", "known", False),
        ("everywhere", "known", True),
        ("here", "guest", True),
        ("away", "guest", True),
        ("here", "stray", True),  # a wish has its day by law: somebody must answer it
        ("away", "stray", True),
        ("everywhere", "stray", True),
    ],
)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.DATA_OFFICER])
def test_who_decides_about_whom(where, role, office, family_, decides):  # PRI-4, decisions: Offices
    at, child = timezone.now(), where[family_].child
    worker, lead = make_accounts.staff(Role.WORKER), make_accounts.staff(Role.SAFEGUARDING_LEAD)
    decider = make_accounts.staff(role, office=where[office])
    asked = actions.ask_to_look(by=worker, person=child.pk, at=at, **HOW)
    broken = actions.break_glass(by=lead, person=child.pk, at=at, **HOW)
    wish = actions.wish(by=child, person=child.pk, kind="correct", words="少一个字", at=at)
    lists = queries.to_decide, queries.looked_through, queries.wishes_to_answer
    assert [list(found(decider, at=at)) for found in lists] == [[row] * decides for row in (asked, broken, wish)]
    for act in (
        lambda: actions.decide(by=decider, request=asked, yes=True, at=at),
        lambda: actions.answer_wish(by=decider, wish=wish, yes=False, words="证件上就是这样", at=at),
    ):
        if decides:
            act()
        else:
            with pytest.raises((NotAllowed, actions.NotYoursToAnswer)):
                act()


@pytest.mark.parametrize(
    ("office", "family_", "asks"),
    [("here", "known", True), ("away", "known", False), ("away", "guest", True), ("here", "stray", False)],
)
def test_who_asks_about_whom_and_for_how_long(where, office, family_, asks):  # PRI-4
    at, child = timezone.now(), where[family_].child
    worker = make_accounts.staff(Role.WORKER, office=where[office])
    if not asks:
        with pytest.raises(NotAllowed):
            actions.ask_to_look(by=worker, person=child.pk, at=at, **HOW)
        return
    asked = actions.ask_to_look(by=worker, person=child.pk, at=at, **HOW)
    actions.decide(by=make_accounts.staff(Role.SUPERVISOR), request=asked, yes=True, at=at)
    actions.open_care(by=worker, request=asked, at=at)


def test_leave_ends_when_the_family_goes_to_another_office(where):  # PRI-4
    at, family_ = timezone.now(), where["known"]
    worker = make_accounts.staff(Role.WORKER, office=where["here"])
    asked = actions.ask_to_look(by=worker, person=family_.child.pk, at=at, **HOW)
    actions.decide(by=make_accounts.staff(Role.SUPERVISOR), request=asked, yes=True, at=at)
    links.home_of(family_.child).delete()
    make.at_office(family_, where["away"])
    with pytest.raises(NotAllowed):
        actions.open_care(by=worker, request=asked, at=at)


def test_lists_cost_the_same_at_one_and_three(where):
    at = timezone.now()
    worker = make_accounts.staff(Role.WORKER)
    decider = make_accounts.staff(Role.SUPERVISOR, office=where["here"])
    costs = []
    for name in ("known", "stray", "guest"):
        actions.ask_to_look(by=worker, person=where[name].child.pk, at=at, **HOW)
        with CaptureQueriesContext(connection) as seen:
            list(queries.to_decide(decider, at=at))
        costs.append(len(seen))
    assert all(one == other for one, other in pairwise(costs))


@pytest.mark.parametrize(
    ("changed", "may"),
    [({}, True), ({"authority": "activities"}, False), ({"state": LinkState.DISPUTED, "disputed": True}, False)],
)
def test_a_wish_is_for_who_speaks_in_everything(changed, may):  # PRI-5
    at, home = timezone.now(), make.family()
    changed = dict(changed)
    if changed.pop("disputed", False):
        changed |= {"disputed_at": at, "disputed_by": home.child}
    type(home.link).objects.filter(pk=home.link.pk).update(**changed)
    if may:
        assert family.ask_for(by=home.guardian, child=home.child, kind="copy", at=at)
    else:
        with pytest.raises(NotForYou):
            family.ask_for(by=home.guardian, child=home.child, kind="copy", at=at)
    for stranger in (make.family().guardian, make.family().child):
        with pytest.raises(NotForYou):
            family.ask_for(by=stranger, child=home.child, kind="copy", at=at)
    assert family.ask_for(by=home.child, child=home.child, kind="copy", at=at)
