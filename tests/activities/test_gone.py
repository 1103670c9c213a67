"""Who has gone from an office reads nothing there any more, whatever they made or led (SEC-8, ETH-7)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities import actions, policy
from activities.desk import policy as desk_policy
from activities.desk import queries
from activities.desk.models import Sending
from activities.live import queries as live
from activities.models import Activity, Session
from portal.accounts import actions as rights
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make
from voices.queries.beside import beside

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    hall = make.hall(starts_at=timezone.now() - timedelta(days=20))
    make_activities.lead(hall.activity, hall.adults[0])
    return hall


def leaves(person, office, *, to=None) -> None:
    """Ends the role there, and gives the same at another office."""
    at = timezone.now()
    if to:
        rights.grant_role(by=None, person=person, role=Role.FACILITATOR, office=to, at=at)
    rights.end_role(by=accounts.staff(), person=person, role=Role.FACILITATOR, office=office, at=at)


def opens(person, hall) -> set[str]:
    """What of the activity this person may do or read now."""
    at, activity, session = timezone.now(), hall.activity, hall.session
    asked = {
        "sees": Activity.objects.visible_to(person).filter(pk=activity.pk, state="closed").exists(),
        "works": policy.works_on(person, activity),
        "changes": policy.may_change(person, activity, at=at),
        "leads": policy.may_lead(person, activity, at=at),
        "places": bool(activity.places.model.objects.visible_to(person).count()),
        "day": desk_policy.may_work_at(person, session, at=at),
        "record": desk_policy.may_record(person, session, at=at),
        "evaluation": desk_policy.may_evaluate(person, activity, at=at),
        "read about": queries.read_about(person, at=at).exists(),
        "sent": queries.sendings_read_by(person, at=at).exists(),
        "room": live.may_lead(session, person, at=at),
        "beside": person in {each.person for each in beside(hall.child, at=at)},
    }
    return {name for name, yes in asked.items() if yes}


@pytest.mark.parametrize("moves", [True, False], ids=["moved", "lost-the-role"])
def test_maker_and_lead_have_all_of_it_until_they_go(hall, moves):
    person = hall.adults[0]
    Sending.objects.create(
        id=uuid4(), activity=hall.activity, made_by=person, made_at=timezone.now(), to="homes", words="周六照常"
    )
    Activity.objects.filter(pk=hall.activity.pk).update(state="closed")
    before = opens(person, hall)
    assert before >= {"sees", "works", "changes", "leads", "places", "day", "record", "evaluation", "sent", "room"}
    leaves(person, hall.office, to=make_activities.office() if moves else None)
    assert opens(person, hall) == set()


def test_the_pages_are_as_unknown_as_none(client, hall):
    person = hall.adults[0]
    leaves(person, hall.office, to=make_activities.office())
    accounts.sign_in(client, person)
    ways = [reverse("activities_desk:roster", args=[hall.activity.pk])]
    ways += [reverse(f"desk_day:{name}", args=[hall.session.pk]) for name in ("session", "record")]
    ways += [reverse("desk_day:evaluation", args=[hall.activity.pk])]
    for way in ways:
        assert client.get(way, follow=True).status_code == 404, way


def test_nobody_from_elsewhere_is_made_lead(hall):
    stranger = make.adult(make_activities.office())
    with pytest.raises(actions.NotReady):
        actions.add_lead(by=hall.adults[0], activity=hall.activity, person=stranger, at=timezone.now())


@pytest.mark.parametrize(("days", "sees"), [(0, True), (13, True), (15, False)])
def test_who_helped_from_another_office_looks_back_for_two_weeks(hall, days, sees):
    helper = make.adult(make_activities.office())
    make.duty(hall.session, helper, set_by=hall.adults[0])
    ended = timezone.now() - timedelta(days=days)
    Session.objects.filter(pk=hall.session.pk).update(starts_at=ended - timedelta(hours=2), ends_at=ended)
    hall.session.refresh_from_db()
    assert queries.sessions_of(helper).exists() is sees
    assert desk_policy.may_record(helper, hall.session, at=timezone.now()) is sees
    assert not policy.works_on(helper, hall.activity)


def test_a_role_at_many_offices_asks_as_much_as_at_one(client, hall):
    counts = []
    for more in (0, 2):
        for _ in range(more):
            office = make_activities.office()
            rights.grant_role(by=None, person=hall.adults[0], role=Role.FACILITATOR, office=office, at=timezone.now())
            make_activities.activity(office=office)
        accounts.sign_in(client, hall.adults[0])
        with CaptureQueriesContext(connection) as count:
            client.get(reverse("activities_desk:list"))
        counts.append(len(count))
    assert counts[0] == counts[1]


def test_an_activity_is_laid_only_where_one_works_with_groups(client):
    office, other = make_activities.office(), make_activities.office()
    person = make.adult(office)
    rights.grant_role(by=None, person=person, role=Role.MODERATOR, office=other, at=timezone.now())
    facts = {"name": "诗社", "summary": "念诗。", "capacity": 3, "where": "槐安站", "decides": "题目"}
    facts |= {"starts_at": timezone.now(), "ends_at": timezone.now() + timedelta(days=9)}
    by = {"by": person, "at": timezone.now()}
    with pytest.raises(actions.NotYours):
        actions.create(office=other, **facts, **by)
    made = actions.create(office=office, **facts, **by)
    with pytest.raises(actions.NotYours):
        actions.change(activity=made, office=other, **by)
    accounts.sign_in(client, person)
    for way in (reverse("activity-facts:add"), reverse("activity-facts:edit", args=[made.pk])):
        assert list(client.get(way).context["form"].fields["office"].queryset) == [office]
