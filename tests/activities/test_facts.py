"""Making, checking, opening and closing an activity."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from activities import actions
from activities.models import Activity
from activities.states import State
from portal.accounts import actions as rights
from portal.accounts.roles import Role
from portal.audit.models import Line
from tests.making import accounts
from tests.making import activities as make
from tests.making import desk as make_desk

pytestmark = pytest.mark.django_db
AT = timezone.now()


@pytest.fixture
def office():
    return make.office()


@pytest.fixture
def author(office):
    return accounts.staff(Role.FACILITATOR, office=office)


@pytest.fixture
def colleague(office):
    return accounts.staff(Role.FACILITATOR, office=office)


@pytest.fixture
def draft(author, office):
    facts = {"name": "小声电台", "summary": "自己做的节目。", "office": office, "capacity": 3, "where": "槐安站"}
    facts |= {
        "starts_at": AT + timedelta(days=1),
        "ends_at": AT + timedelta(days=60),
        "risks": "晚上回家：两个大人送。",
    }
    return actions.create(by=author, at=AT, decides="节目", **facts)


def ready(draft, author):
    actions.add_lead(by=author, activity=draft, person=author, at=AT)
    start = AT + timedelta(days=1)
    actions.add_session(by=author, activity=draft, starts_at=start, ends_at=start + timedelta(hours=2), at=AT)


def test_the_whole_way(draft, author, colleague):
    ready(draft, author)
    actions.read_risks(by=colleague, activity=draft, at=AT)
    make_desk.planned(draft)
    assert actions.open_activity(by=author, activity=draft, at=AT).state == State.OPEN
    assert actions.close(by=colleague, activity=draft, at=AT).state == State.CLOSED
    acts = set(Line.objects.filter(subject=f"activity:{draft.pk}").values_list("act", flat=True))
    assert acts >= {"activity.made", "activity.risks_read", "activity.opened", "activity.closed"}


def test_no_opening_before_another_read_the_risks(draft, author):  # ETH-8
    ready(draft, author)
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=author, activity=draft, at=AT)
    with pytest.raises(actions.NotYours):
        actions.read_risks(by=author, activity=draft, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.pk).update(state=State.OPEN)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.pk).update(risks_read_by=author, risks_read_at=AT)


def test_no_risks_written_cannot_be_read(draft, author, colleague):
    actions.change(by=author, activity=draft, at=AT, risks=" ")
    with pytest.raises(actions.NotReady):
        actions.read_risks(by=colleague, activity=draft, at=AT)


def test_risks_written_anew_are_read_anew(draft, author, colleague):
    ready(draft, author)
    actions.read_risks(by=colleague, activity=draft, at=AT)
    actions.change(by=author, activity=draft, at=AT, risks="又多了一条马路。")
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=author, activity=draft, at=AT)


def test_who_wrote_of_the_risks_does_not_read_them(draft, author, colleague, office):  # ETH-8
    """Not even when somebody else wrote last."""
    third, reader = (accounts.staff(Role.FACILITATOR, office=office) for _ in range(2))
    for person, risks in ((colleague, "多了一条马路。"), (third, "马路上有红绿灯。")):
        actions.change(by=person, activity=draft, at=AT, risks=risks)
    actions.change(by=reader, activity=draft, at=AT, where="二楼")  # no word of the risks
    for person in (author, colleague, third):
        with pytest.raises(actions.NotYours):
            actions.read_risks(by=person, activity=draft, at=AT)
    assert actions.read_risks(by=reader, activity=draft, at=AT).risks_read_by == reader


def test_risks_that_change_while_it_is_open_are_read_anew(author, office, colleague):  # ETH-8
    activity = make.activity(made_by=author, office=office, at=AT)
    assert activity.risks_are_read
    later = AT + timedelta(minutes=1)
    with pytest.raises(actions.NotReady):
        actions.change(by=author, activity=activity, at=later, risks=" ")
    changed = actions.change(by=author, activity=activity, at=later, risks="下雨，路滑。")
    assert (changed.state, changed.risks_are_read) == (State.OPEN, False)
    with pytest.raises(actions.NotYours):
        actions.read_risks(by=author, activity=activity, at=later)
    assert actions.read_risks(by=colleague, activity=activity, at=later).risks_are_read


@pytest.mark.parametrize(("state", "goes"), [(State.DRAFT, True), (State.OPEN, False), (State.CLOSED, False)])
def test_an_activity_with_families_goes_to_no_other_office(author, office, state, goes):
    """Its colleagues would read the roster, and what was said there."""
    activity, other = make.activity(made_by=author, office=office, state=state, at=AT), make.office()
    rights.grant_role(by=None, person=author, role=Role.FACILITATOR, office=other, at=AT)
    if goes:
        assert actions.change(by=author, activity=activity, at=AT, office=other).office == other
    else:
        with pytest.raises(actions.NotReady):
            actions.change(by=author, activity=activity, at=AT, office=other)


@pytest.mark.parametrize("missing", ["leads", "sessions"])
def test_no_opening_without_somebody_and_a_time(draft, author, colleague, missing):
    ready(draft, author)
    actions.read_risks(by=colleague, activity=draft, at=AT)
    getattr(draft, missing).all().delete()
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=author, activity=draft, at=AT)


def test_what_is_closed_stays_closed(author, office):
    closed = make.activity(made_by=author, office=office, state=State.CLOSED, at=AT)
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=author, activity=closed, at=AT)


def test_colleagues_of_another_office_change_nothing(draft):
    stranger = accounts.staff(Role.FACILITATOR, office=make.office())
    for action in (actions.open_activity, actions.close, actions.change, actions.read_risks):
        with pytest.raises(actions.NotYours):
            action(by=stranger, activity=draft, at=AT)
    with pytest.raises(actions.NotYours):
        actions.add_lead(by=stranger, activity=draft, person=stranger, at=AT)


def test_only_facilitators_make_and_lead(draft, author, office):
    for role in (Role.MODERATOR, Role.CURATOR, Role.EDITOR):
        other = accounts.staff(role, office=office)
        with pytest.raises(actions.NotYours):
            actions.create(by=other, at=AT, name="x")
        with pytest.raises(actions.NotReady):
            actions.add_lead(by=author, activity=draft, person=other, at=AT)


def test_a_facilitator_whose_checks_ran_out_leads_nothing(draft, author, office):  # SAF-8
    lapsed = accounts.staff(Role.FACILITATOR, office=office, vetted=False)
    with pytest.raises(actions.NotReady):
        actions.add_lead(by=author, activity=draft, person=lapsed, at=AT)


def test_leads_come_and_go_once(draft, author, colleague):
    for _ in range(2):
        actions.add_lead(by=author, activity=draft, person=colleague, at=AT)
    assert draft.leads.count() == 1
    actions.remove_lead(by=author, activity=draft, person=colleague, at=AT)
    assert draft.leads.count() == 0


def test_the_database_opens_nothing_whose_risks_no_other_person_read(draft):  # ETH-8
    for wrong in ({"risks_read_by": F("made_by"), "risks_read_at": AT}, {"state": State.OPEN}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.filter(pk=draft.pk).update(**wrong)


def test_new_bounds_reach_the_places(author, office):
    activity = make.activity(made_by=author, office=office, at=AT, capacity=2)
    place = make.place(activity, age_years=9)
    actions.change(by=author, activity=activity, at=AT, capacity=5, max_age=12)
    place.refresh_from_db()
    assert (place.capacity, place.max_age) == (5, 12)


@pytest.mark.parametrize("facts", [{"capacity": 1}, {"max_age": 8}, {"min_age": 10}])
def test_no_change_pushes_a_child_out(author, office, facts):
    activity = make.activity(made_by=author, office=office, at=AT, capacity=2)
    make.place(activity, age_years=9)
    make.place(activity, age_years=9)
    with pytest.raises(actions.NotReady):
        actions.change(by=author, activity=activity, at=AT, **facts)


@pytest.mark.parametrize(
    "wrong", [{"min_age": 12, "max_age": 9}, {"max_age": 18}, {"min_age": 5}, {"capacity": 0}, {"ends_at": AT}]
)
def test_the_database_refuses_what_must_not_be(draft, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.filter(pk=draft.pk).update(**wrong)
