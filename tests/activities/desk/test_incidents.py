"""What went wrong is noted once and stands; what may be harm is read by the safeguarding lead and by nobody else."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Incident
from moderation import queries as judging
from moderation.models import Case
from moderation.registry import content
from moderation.states import Lane, Priority
from portal.accounts.roles import Role
from portal.notices.models import Message
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
WHAT = "一个孩子说家里有人打他，手臂上有伤"


@pytest.fixture
def hall():
    return make.hall()


def note(hall, *, harm=False, by=None, **over):
    at = timezone.now()
    facts = {"what": WHAT, "happened_at": at - timedelta(minutes=5), "told": "社工阿禾，当场", "first": "坐下来陪着"}
    return actions.note_incident(by=by or hall.adults[0], session=hall.session, harm=harm, at=at, **(facts | over))


@pytest.mark.parametrize("when", ["0001-01-01T00:00", "9999-12-31T23:59", "\x00", "1-1-1"])
def test_no_year_breaks_the_page(client, hall, when):
    accounts.sign_in(client, hall.adults[0])
    sent = {"what": WHAT, "happened_at": when, "told": "当场", "first": "陪着"}
    answer = client.post(reverse("desk_day:incident", args=[hall.session.pk]), sent)
    assert answer.status_code == 400
    assert WHAT in answer.content.decode()
    assert not Incident.objects.exists()


def test_an_ordinary_one_is_read_by_who_noted_it_and_supervisors_of_the_office(hall):
    made = note(hall, what="跑步摔倒，擦破膝盖")
    boss = make.adult(hall.office, role=Role.SUPERVISOR)
    elsewhere = make.adult(make_activities.office(), role=Role.SUPERVISOR)
    at = timezone.now()
    readers = {person: made in queries.incidents_read_by(person, at=at) for person in (
        hall.adults[0], hall.adults[1], boss, elsewhere,
    )}  # fmt: skip
    assert list(readers.values()) == [True, False, True, False]
    assert made.case is None
    for change in (lambda: Incident.objects.update(what="没事"), made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("harm", [False, True])
def test_sent_twice_is_one_incident_and_one_case(hall, harm):
    when = timezone.now() - timedelta(minutes=5)
    first = note(hall, harm=harm, happened_at=when)
    assert note(hall, harm=harm, happened_at=when) == first
    assert Case.objects.count() == harm
    assert note(hall, by=hall.adults[1], happened_at=when) != first


def test_harm_is_a_locked_case_of_the_lead_and_stands_nowhere_else(hall):  # SAF-1, SAF-4
    lead = make.adult(hall.office, role=Role.SAFEGUARDING_LEAD)
    boss = make.adult(hall.office, role=Role.SUPERVISOR)
    made = note(hall, harm=True)
    assert (made.case.lane, made.case.office) == (Lane.LOCKED, hall.office)
    assert made.case.priority <= Priority.P1
    parts = content("incident").body(made.case)
    assert WHAT in [part.text for part in parts]
    assert f"{timezone.localtime(made.happened_at):%Y-%m-%d %H:%M}" in parts[-1].text
    for person in (hall.adults[0], boss):
        assert made not in queries.incidents_read_by(person, at=timezone.now())
    assert made.case in judging.queue(lead, at=timezone.now())
    assert made.case not in judging.queue(boss, at=timezone.now())
    assert not Message.objects.filter(person__in=[home.guardian for home in hall.homes]).exists()


def test_without_a_lead_in_the_office_every_lead_has_it(hall):
    lead = make.adult(make_activities.office(), role=Role.SAFEGUARDING_LEAD)
    made = note(hall, harm=True)
    assert made.case in judging.queue(lead, at=timezone.now())


def test_nothing_is_noted_if_the_lead_cannot_be_reached(hall, monkeypatch):
    def fails(**more):
        raise RuntimeError("no queue")

    monkeypatch.setattr("moderation.actions.hand_to_lead", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        note(hall, harm=True)
    assert not Incident.objects.exists()


@pytest.mark.parametrize("wrong", [{"harm": True, "case": None}, {"what": ""}, {"first": ""}, {"told": ""}])
def test_the_database_wants_it_whole(hall, wrong):
    at = timezone.now()
    facts = {
        "session": hall.session,
        "what": "摔倒",
        "happened_at": at,
        "told": "家里",
        "first": "冰敷",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.create(noted_by=hall.adults[0], noted_at=at, **(facts | wrong))
    assert Incident.objects.create(noted_by=hall.adults[0], noted_at=at, **facts)


def test_only_who_works_there_and_only_what_has_happened(hall):
    with pytest.raises(actions.NotYours):
        note(hall, by=make.adult(make_activities.office()))
    with pytest.raises(actions.NotHappened):
        note(hall, happened_at=timezone.now() + timedelta(minutes=1))


def test_by_the_page(client, hall):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:incident", args=[hall.session.pk])
    sent = {"what": WHAT, "happened_at": f"{timezone.localtime() - timedelta(minutes=2):%Y-%m-%dT%H:%M}"}
    for never in ("0001-01-01T00:00", "9999-12-31T23:59"):
        far = client.post(address, sent | {"told": "负责人", "first": "陪着", "harm": "on", "happened_at": never})
        assert far.status_code == 400
    half = client.post(address, sent)
    assert half.status_code == 400
    assert WHAT in half.content.decode()  # nothing typed is lost
    whole = client.post(address, sent | {"told": "负责人", "first": "陪着", "harm": "on"}, follow=True).content.decode()
    assert "现在在儿童保护负责人手里" in whole
    assert Incident.objects.get().harm
    assert WHAT not in client.get(reverse("desk_day:incidents")).content.decode()


def test_the_lead_opens_and_closes_the_case_at_the_desk(client, hall):
    made = note(hall, harm=True)
    accounts.sign_in(client, make.adult(hall.office, role=Role.SAFEGUARDING_LEAD))
    page = client.get(judging_page(made.case))
    assert page.status_code == 200
    assert WHAT in page.content.decode()


def judging_page(case) -> str:
    from django.urls import reverse

    return reverse("moderation:case", args=[case.pk])
