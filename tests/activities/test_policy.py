"""Who sees and who may do what: one table."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from activities import policy, queries
from activities.models import Activity, Place
from activities.states import PlaceState
from portal.accounts import actions as rights
from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import activities as make

pytestmark = pytest.mark.django_db
AT = timezone.now()


@pytest.fixture
def house():
    office, other = make.office(), make.office()
    author = accounts.staff(Role.FACILITATOR, office=office)
    activity = make.activity(office=office, made_by=author)
    member, waiting, gone = (make.child() for _ in range(3))
    make.place(activity, member)
    make.place(activity, waiting, state=PlaceState.WAITING)
    make.place(activity, gone, state=PlaceState.LEFT)
    lead = accounts.staff(Role.FACILITATOR, office=other)
    make.lead(activity, lead)
    two = accounts.staff(Role.FACILITATOR, office=other)
    rights.grant_role(by=None, person=two, role=Role.MODERATOR, office=office, at=AT)
    return {
        "activity": activity, "author": author, "lead": lead, "member": member, "waiting": waiting, "gone": gone,
        "colleague": accounts.staff(Role.FACILITATOR, office=office),
        "supervisor": accounts.staff(Role.SUPERVISOR, office=office),
        "unchecked": accounts.staff(Role.FACILITATOR, office=office, vetted=False),
        "stranger": accounts.staff(Role.FACILITATOR, office=other),
        "moderator": accounts.staff(Role.MODERATOR, office=office), "two offices": two,
        "guardian": accounts.guardian(), "nobody": AnonymousUser(),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "sees_open", "sees_closed", "changes", "reads_risks", "sees_places"),
    [
        ("nobody", True, False, False, False, 0),
        ("guardian", True, False, False, False, 0),
        ("member", True, True, False, False, 1),
        ("waiting", True, True, False, False, 1),
        ("gone", True, False, False, False, 1),
        ("author", True, True, True, False, 3),
        ("colleague", True, True, True, True, 3),
        ("supervisor", True, True, True, True, 3),
        ("lead", True, False, False, False, 0),  # of another office: what one led opens nothing after a move
        ("unchecked", True, False, False, False, 0),
        ("stranger", True, False, False, False, 0),
        ("moderator", True, True, False, False, 0),
        ("two offices", True, True, False, False, 0),  # works with children at another office alone
    ],
)
def test_who_may(house, who, sees_open, sees_closed, changes, reads_risks, sees_places):
    person, activity = house[who], house["activity"]
    assert Activity.objects.visible_to(person).filter(pk=activity.pk).exists() == sees_open
    assert Place.objects.visible_to(person).count() == sees_places
    if person.is_authenticated:
        assert policy.may_change(person, activity, at=AT) == changes
        assert policy.may_read_risks(person, activity, at=AT) == reads_risks
    Activity.objects.filter(pk=activity.pk).update(state="closed")
    assert Activity.objects.visible_to(person).filter(pk=activity.pk).exists() == sees_closed


def test_leads_and_members(house):
    activity = house["activity"]
    assert list(queries.leads(house["lead"])) == [activity]
    assert queries.is_lead(house["lead"], activity)
    assert not queries.is_lead(house["colleague"], activity)
    assert queries.members(activity) == [house["member"].pk]
    assert [place.activity for place in queries.places_of(house["member"])] == [activity]
    assert list(queries.places_of(house["gone"])) == []
