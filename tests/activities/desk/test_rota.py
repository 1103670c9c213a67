"""Two adults in date at every session; a substitute at the last hour; calling off tells everybody."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.models import Session
from portal.accounts import actions as rights
from portal.accounts.roles import QualificationKind, Role
from portal.notices import actions as notices
from portal.notices.models import Message
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db


def hall(hours=3, **more):
    return make.hall(starts_at=timezone.now() + timedelta(hours=hours), **more)


def told(kind, **where) -> int:
    return Message.objects.filter(kind=f"desk.{kind}", **where).count()


@pytest.mark.parametrize(("case", "ok"), [
    ("in date", True), ("without the role", False), ("vetting ends before that day", False),
    ("training missing", False), ("check not in order", False), ("closed account", False), ("child", False),
])  # fmt: skip
def test_only_who_is_in_date_that_day_is_put_on_duty(case, ok):  # SAF-8, ETH-7
    found, at = hall(hours=30), timezone.now()
    person = {
        "in date": lambda: make.adult(found.office),
        "without the role": lambda: accounts.staff(Role.EDITOR, office=found.office, vetted=True),
        "vetting ends before that day": lambda: qualified(found.office, expires_at=at + timedelta(hours=31)),
        "training missing": lambda: half_qualified(found.office),
        "check not in order": lambda: not_clear(found.office),
        "closed account": lambda: closed(make.adult(found.office)),
        "child": lambda: found.child,
    }[case]()
    act = {"by": found.adults[0], "session": found.session, "person": person, "at": timezone.now()}
    if ok:
        assert actions.assign(**act).person == person
        assert told("on_duty", person=person) == 1
        assert actions.assign(**act).pk == queries.on_duty(person, found.session).pk  # twice is once
    else:
        with pytest.raises(actions.NotInDate):
            actions.assign(**act)
        assert person not in queries.may_be_asked(found.session, at=at)


def qualified(office, *, expires_at):
    person = accounts.staff(Role.FACILITATOR, office=office, vetted=False)
    accounts.qualify(person, expires_at=expires_at, at=timezone.now())
    return person


def half_qualified(office):
    person, at = accounts.staff(Role.FACILITATOR, office=office, vetted=False), timezone.now()
    record(person, QualificationKind.VETTING, at)
    return person


def not_clear(office):
    person, at = make.adult(office), timezone.now()
    record(person, QualificationKind.VETTING, at, result="not_clear")
    return person


def record(person, kind, at, **more):
    day, end = timezone.localdate(at), at + timedelta(days=300)
    rights.record_qualification(by=None, person=person, kind=kind, checked_on=day, expires_at=end, at=at, **more)


def closed(person):
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person


@pytest.mark.parametrize(("children", "needed"), [(0, 2), (15, 2), (30, 2), (31, 3), (46, 4)])
def test_how_many_adults(children, needed):
    assert queries.adults_needed(children) == needed


def test_nobody_goes_off_on_the_last_day_without_somebody_instead():
    found, at = hall(), timezone.now()
    first = queries.duties(found.session)[0]
    with pytest.raises(actions.NotEnoughAdults):
        actions.take_off(by=found.adults[0], duty=first, at=at)
    other = make.adult(found.office)
    came = actions.substitute(by=found.adults[0], duty=first, person=other, at=timezone.now())
    assert came.task == first.task
    assert {duty.person for duty in queries.duties(found.session)} == {found.adults[1], other}
    first.refresh_from_db()
    assert (first.off_by, bool(first.off_at)) == (found.adults[0], True)  # who was to come stays readable


@pytest.mark.parametrize(("adults", "out_of_date", "goes", "ok"), [
    (3, 0, "in date", True), (3, 1, "in date", False), (3, 1, "out of date", True), (2, 1, "in date", False),
    (2, 1, "out of date", True), (2, 0, "in date", False), (1, 0, "in date", False), (4, 2, "in date", False),
])  # fmt: skip
def test_who_is_out_of_date_is_no_adult_who_remains(adults, out_of_date, goes, ok):  # SAF-8, MOD-25
    found = hall(adults=adults)
    for person in found.adults[1 : 1 + out_of_date]:
        person.qualifications.update(expires_at=found.session.starts_at)
    duty = queries.on_duty(found.adults[0 if goes == "in date" else 1], found.session)
    if ok:
        assert actions.take_off(by=found.adults[0], duty=duty, at=timezone.now()).off_at
    else:
        with pytest.raises(actions.NotEnoughAdults):
            actions.take_off(by=found.adults[0], duty=duty, at=timezone.now())
        assert queries.on_duty(duty.person, found.session)


@pytest.mark.parametrize(("where", "free"), [
    ("here already", False), ("elsewhere at that time", False), ("elsewhere, one minute of it", False),
    ("elsewhere, taken off", True), ("elsewhere, called off", True), ("elsewhere, just before", True),
])  # fmt: skip
def test_nobody_is_at_two_places_at_one_time(where, free):
    found, other = hall(), hall(on_duty=False, children=0)
    person, at = make.adult(found.office), timezone.now()
    shift = {"elsewhere, one minute of it": 119, "elsewhere, just before": 120}.get(where, 0)
    away = make_activities.session(other.activity, starts_at=found.session.starts_at - timedelta(minutes=shift))
    duty = make.duty(found.session if where == "here already" else away, person)
    if where == "elsewhere, taken off":
        type(duty).objects.filter(pk=duty.pk).update(off_at=at, off_by=person)
    if where == "elsewhere, called off":
        type(away).objects.filter(pk=away.pk).update(cancelled_at=at, why="房间不能用")
    first = queries.on_duty(found.adults[1], found.session)
    assert (person in queries.may_be_asked(found.session, at=at)) is free
    asked = {"by": found.adults[0], "duty": first, "person": person}
    if free:
        assert actions.substitute(at=timezone.now(), **asked).person == person
        return
    with pytest.raises(actions.NotFree):
        actions.substitute(at=timezone.now(), **asked)
    assert queries.on_duty(found.adults[1], found.session)  # nobody went off for it
    if where != "here already":
        with pytest.raises(actions.NotFree):
            actions.assign(by=found.adults[0], session=found.session, person=person, at=timezone.now())


def test_a_substitute_who_is_not_in_date_changes_nothing():
    found = hall(hours=1)
    duty = queries.duties(found.session)[0]
    with pytest.raises(actions.NotInDate):
        actions.substitute(by=found.adults[0], duty=duty, person=half_qualified(found.office), at=timezone.now())
    assert len(queries.duties(found.session)) == 2


def test_far_ahead_somebody_may_go_off():
    found = hall(hours=200)
    actions.take_off(by=found.adults[0], duty=queries.duties(found.session)[0], at=timezone.now())
    assert len(queries.duties(found.session)) == 1


def test_hours_are_those_of_a_day_and_written_when_it_has_begun():
    late, now = hall(), make.hall()
    with pytest.raises(actions.TooLate):
        actions.note_hours(by=late.adults[0], duty=queries.duties(late.session)[0], minutes=60, at=timezone.now())
    duty = queries.duties(now.session)[0]
    assert actions.note_hours(by=now.adults[0], duty=duty, minutes=90, at=timezone.now()).minutes == 90
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.note_hours(by=now.adults[0], duty=duty, minutes=1441, at=timezone.now())


def test_calling_off_tells_children_home_and_colleagues_once():
    found = hall(children=2)
    helper = make.adult(found.office)
    make.duty(found.session, helper)
    make_activities.lead(found.activity, found.adults[1])
    blocked = found.homes[1]
    notices.block(by=None, person=blocked.guardian, about=f"child:{blocked.child.pk}", at=timezone.now())
    actions.cancel(by=found.adults[0], session=found.session, why="weather", at=timezone.now())
    for person in (*found.children, found.homes[0].guardian):
        assert Message.objects.filter(kind="activities.off", person=person).count() == 1
    assert not Message.objects.filter(person=blocked.guardian).exists()  # SAF-4
    for person, times in ((helper, 1), (found.adults[1], 1), (found.adults[0], 0)):
        assert told("cancelled_staff", person=person) + both(person) == times
    assert told("cancelled_staff", person=helper) == both(found.adults[1]) == 1
    message = Message.objects.get(kind="activities.off", person=found.child)
    assert "天气或空气不好" in message.body
    with pytest.raises(actions.TooLate):
        actions.cancel(by=found.adults[0], session=found.session, why="room", at=timezone.now())


def both(person) -> int:
    """Who leads has the message of any cancelled time, and none of the desk's beside it."""
    return Message.objects.filter(kind="activities.off", person=person).count()


def test_nothing_moves_at_a_session_that_is_called_off_or_over():
    off, over = hall(), make.hall(starts_at=timezone.now() - timedelta(hours=5))
    actions.cancel(by=off.adults[0], session=off.session, why="room", at=timezone.now())
    for found in (off, over):
        with pytest.raises(actions.TooLate):
            actions.assign(
                by=found.adults[0], session=found.session, person=make.adult(found.office), at=timezone.now()
            )
        with pytest.raises(actions.TooLate):
            actions.cancel(by=found.adults[0], session=found.session, why="room", at=timezone.now())
        duty, other = queries.duties(found.session)[0], make.adult(found.office)
        for act, more in ((actions.take_off, {}), (actions.substitute, {"person": other})):
            with pytest.raises(actions.TooLate):
                act(by=found.adults[0], duty=duty, at=timezone.now(), **more)
        assert len(queries.duties(found.session)) == 2


def test_another_offices_rota_is_out_of_reach():
    found, stranger = hall(), make.adult(make_activities.office())
    duty = queries.duties(found.session)[0]
    for act, facts in (
        (actions.assign, {"session": found.session, "person": stranger}),
        (actions.take_off, {"duty": duty}),
        (actions.substitute, {"duty": duty, "person": stranger}),
        (actions.note_hours, {"duty": duty, "minutes": 5}),
        (actions.cancel, {"session": found.session, "why": "room"}),
    ):
        with pytest.raises(actions.NotYours):
            act(by=stranger, at=timezone.now(), **facts)


def test_a_session_without_two_adults_in_date_is_seen_a_day_before_and_told_once():
    good, alone, ends = hall(), hall(adults=1), hall()
    far = hall(hours=80, adults=1)
    for person in ends.adults[:1]:
        person.qualifications.update(expires_at=ends.session.starts_at)
    boss = make.adult(alone.office, role=Role.SUPERVISOR)
    at = timezone.now()
    found = {row.pk: (have, need) for row, have, need in queries.uncovered(Session.objects.all(), at=at, within=DAY)}
    assert found == {alone.session.pk: (1, 2), ends.session.pk: (1, 2)}
    assert good.session.pk not in found
    assert far.session.pk not in found
    for _ in range(2):
        actions.warn_uncovered(at=timezone.now())
    assert told("uncovered", person=boss) == 1


DAY = timedelta(days=1)


def test_a_phone_calls_off_in_two_taps_and_puts_on_duty(client):
    found = hall()
    accounts.sign_in(client, found.adults[0])
    other, stranger = make.adult(found.office), make.adult(make_activities.office())
    page = reverse("desk_day:session", args=[found.session.pk])
    client.post(f"{page}rota/", {"person": stranger.pk, "task": "help"})
    client.post(f"{page}rota/", {"person": other.pk, "task": "help"})
    duty = queries.on_duty(other, found.session)
    assert (queries.on_duty(stranger, found.session), duty.task) == (None, "help")
    client.post(f"{page}rota/{duty.pk}/", {"step": "off"})
    assert queries.on_duty(other, found.session) is None
    mine = queries.on_duty(found.adults[0], found.session)
    client.post(f"{page}rota/{mine.pk}/", {"step": "instead", "person": other.pk})
    assert queries.on_duty(other, found.session)
    assert "/off/" in client.get(page).content.decode()
    client.post(f"{page}off/", {"why": "nonsense"})
    found.session.refresh_from_db()
    assert found.session.cancelled_at is None
    client.post(f"{page}off/", {"why": "adults"})
    found.session.refresh_from_db()
    assert (found.session.why, found.session.why_en) == ("能到的大人不够", "not enough grown-ups can be there")
    html = client.get(page).content.decode()
    assert "这一节取消了" in html
    assert "/off/" not in html


def test_hours_by_the_page(client):
    found = make.hall()
    accounts.sign_in(client, found.adults[0])
    duty = queries.on_duty(found.adults[0], found.session)
    address = reverse("desk_day:duty", args=[found.session.pk, duty.pk])
    for minutes in ("75", "0", "much"):
        client.post(address, {"step": "hours", "minutes": minutes})
    duty.refresh_from_db()
    assert duty.minutes == 75
    gone = consent.person("staff")
    assert client.post(reverse("desk_day:duty", args=[found.session.pk, gone.pk]), follow=True).status_code == 404


def test_whoever_left_is_on_no_rota_and_who_is_out_of_date_does_not_count(client):
    found = hall()
    from portal.accounts import actions as accounts_actions

    accounts_actions.leave(by=make.adult(found.office, role=Role.SUPERVISOR), person=found.adults[1], at=timezone.now())
    assert [duty.person for duty in queries.duties(found.session)] == [found.adults[0]]
    late = make.adult(found.office)
    make.duty(found.session, late)
    late.qualifications.update(expires_at=found.session.starts_at)
    accounts.sign_in(client, found.adults[0])
    html = client.get(reverse("desk_day:session", args=[found.session.pk])).content.decode()
    assert "大人：1 / 2。" in html
    assert "资料不在有效期" in html


def test_who_came_on_duty_by_themself_is_confirmed_by_somebody_else(client):  # PRI-4
    found = make.hall(on_duty=False)
    me, other = found.adults
    for _ in range(2):
        actions.assign(by=me, session=found.session, person=me, at=timezone.now())
    assert queries.leaves_of(me, [found.child.pk], timezone.now()) == {}
    address = reverse("desk_day:duty", args=[found.session.pk, queries.on_duty(me, found.session).pk])
    accounts.sign_in(client, other)
    client.post(address, {"step": "confirm"})
    duty = queries.on_duty(me, found.session)
    assert duty.set_by == other
    assert queries.leaves_of(me, [found.child.pk], timezone.now())[found.child.pk].given_by == other.pk
    third = make.adult(found.office)
    actions.assign(by=third, session=found.session, person=me, at=timezone.now())
    duty.refresh_from_db()
    assert duty.set_by == other  # it is confirmed once


def test_one_warning_that_fails_holds_no_other_back(monkeypatch):
    from activities.desk.actions import rota

    found = hall(on_duty=False)
    boss = make.adult(found.office, role=Role.SUPERVISOR)
    make_activities.session(found.activity, starts_at=timezone.now() + timedelta(hours=5))
    told, tell = [], rota.tell

    def once(**facts):
        told.append(facts["session"])
        if len(told) == 1:
            raise ValueError("broken")
        tell(**facts)

    monkeypatch.setattr(rota, "tell", once)
    assert actions.warn_uncovered(at=timezone.now()) == 1
    assert Message.objects.filter(person=boss, kind="desk.uncovered").count() == 1
