"""Allergies and whom to call: for who is on duty, while they are, written down, and never a way to a name (PRI-4)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions
from portal.accounts import actions as rights
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions as links
from portal.consent.purposes import Level
from portal.family.views.looking import looks
from portal.privacy import actions as privacy
from portal.privacy import queries as vault
from portal.privacy import registry
from portal.privacy.kinds import ContactKind, NoteKind
from portal.privacy.models import Opening, Request
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
ALLERGY, NUMBER = "花生过敏，书包里有药", "13800001234"


@pytest.fixture
def hall():
    return ill(make.hall(children=2))


def ill(hall):
    at = timezone.now()
    for child in hall.children:
        privacy.note(by=None, person=child.pk, kind=NoteKind.HEALTH, words=ALLERGY, at=at)
        kind = ContactKind.EMERGENCY
        privacy.keep_contact(by=None, person=child.pk, kind=kind, value=NUMBER, called="外婆", at=at)
    make.pick_up(hall.child)
    return hall


def look(hall, by=None, child=None, at=None):
    return actions.open_card(by=by or hall.adults[0], child=child or hall.child, at=at or timezone.now())


def test_who_is_on_duty_reads_and_the_family_sees_it(hall):
    card = look(hall)
    assert card.notes["health"] == ALLERGY
    assert card.contacts[0]["value"].endswith(NUMBER)
    assert [each["called"] for each in card.collectors] == ["奶奶"]
    assert ALLERGY not in repr(card)
    look(hall)
    seen = looks(hall.child, reader=hall.homes[0].guardian)
    assert [each.what_for for each in seen] == ["知道活动时怎么照顾孩子"] * 2
    assert Opening.objects.filter(person=hall.child.pk, by=hall.adults[0].pk).count() == 2


@pytest.mark.parametrize("case", [
    "put there by oneself", "not on duty", "taken off", "out of date", "too early", "too late", "called off",
    "a child of another group", "a child who left", "told to stay away", "taken back", "came to another session",
    "another session",
])  # fmt: skip
def test_nobody_else_and_at_no_other_time(case):
    hall = ill(make.hall(on_duty=False))
    me, other = hall.adults
    set_by = me if case == "put there by oneself" else other
    duty = None if case == "not on duty" else make.duty(hall.session, me, set_by=set_by, at=hall.session.starts_at)
    child, at = hall.child, timezone.now()
    if case == "taken off":
        duty.off_at, duty.off_by = at, other
        duty.save()
    if case == "out of date":
        me.qualifications.update(expires_at=at)
    if case == "called off":
        type(hall.session).objects.filter(pk=hall.session.pk).update(cancelled_at=at, why="房间不能用")
    if case == "a child of another group":
        child = make.hall().child
    if case in {"a child who left", "told to stay away", "taken back", "came to another session"}:
        hall.activity.places.filter(child=child).update(state="left", number=None, left_at=at)
    if case == "told to stay away":
        for word in ("excused", "missing"):
            make.mark(hall.session, child, word, by=me)
    if case == "taken back":
        wrong = make.mark(hall.session, child, by=me)
        make.mark(hall.session, child, "nothing", by=me, replaces=wrong.key)
    if case == "came to another session":
        make.mark(make_activities.session(hall.activity, starts_at=hall.session.starts_at), child, by=me)
    if case == "another session":
        make.Duty.objects.filter(pk=duty.pk).update(
            session=make_activities.session(hall.activity, starts_at=at + timedelta(days=7))
        )
    times = {"too early": hall.session.starts_at - timedelta(hours=2, minutes=1)}
    times["too late"] = hall.session.ends_at + timedelta(hours=2)
    if case == "too early":
        make.Duty.objects.update(set_at=at - timedelta(days=1))
    with pytest.raises(privacy.NotAllowed):
        look(hall, by=me, child=child, at=times.get(case, at))
    assert not Opening.objects.filter(by=me.pk).exists()


@pytest.mark.parametrize("when", ["two hours before", "two hours after"])
def test_from_two_hours_before_to_two_hours_after(hall, when):
    make.Duty.objects.update(set_at=timezone.now() - timedelta(days=1))
    before, after = hall.session.starts_at - timedelta(hours=2), hall.session.ends_at + timedelta(minutes=119)
    assert look(hall, at=before if when == "two hours before" else after).notes


def test_a_substitute_from_another_office_may_look_while_they_are_on_duty(hall):
    other = make.adult(make_activities.office())
    duty = make.duty(hall.session, other, set_by=hall.adults[0])
    assert look(hall, by=other).notes
    duty.off_at, duty.off_by = timezone.now(), other
    duty.save()
    with pytest.raises(privacy.NotAllowed):
        look(hall, by=other)


def test_the_leave_of_a_day_never_opens_a_name_and_is_no_request_of_ones_own(hall):
    look(hall)
    request = Request.objects.get()
    assert (request.decided_by, request.until) == (hall.adults[1].pk, hall.session.ends_at + timedelta(hours=2))
    with pytest.raises(privacy.NotAllowed):
        privacy.open_identity(by=hall.adults[0], request=request, at=timezone.now())
    assert not vault.requests_of(hall.adults[0]).exists()
    hall.session.duties.update(off_at=timezone.now(), off_by=hall.adults[1])
    with pytest.raises(privacy.NotAllowed):
        privacy.open_care(by=hall.adults[0], request=request, at=timezone.now())


@pytest.mark.parametrize("by_list", [False, True])
def test_a_card_is_no_comparing_of_papers(by_list):  # CON-18: nobody becomes a known guardian by it
    hall = ill(make.hall())
    me, link, at = hall.adults[0], hall.homes[0].link, timezone.now()
    rights.grant_role(by=None, person=me, role=Role.WORKER, office=hall.office, at=at)
    consent.at_office(hall.homes[0], hall.office)
    link.delete()
    link = consent.link(hall.child, hall.homes[0].guardian, level=Level.G1)
    if by_list:
        actions.crisis_list(by=me, session=hall.session, at=at)
    else:
        look(hall)
    with pytest.raises(links.NotForYou):
        links.check_papers(by=me, link=link, papers="household", at=at)
    consent.looked(me, link)
    links.check_papers(by=me, link=link, papers="household", at=timezone.now())


def test_a_leave_that_somebody_gave_to_themself_is_none(hall, monkeypatch):
    me = hall.adults[0]
    until = timezone.now() + timedelta(hours=1)
    for giver, allowed in ((me, False), (hall.adults[1], True)):
        leave = registry.Standing(hall.session.pk, giver.pk, hall.session.starts_at, until, "session")
        find = [lambda worker, persons, at, leave=leave: dict.fromkeys(persons, leave)]
        monkeypatch.setattr("portal.privacy.actions.openings.standing", find)
        if allowed:
            assert look(hall).notes
        else:
            with pytest.raises(privacy.NotAllowed):
                look(hall)


def test_the_crisis_list_is_of_who_is_here_or_still_to_come_and_all_or_none(hall):
    make.mark(hall.session, hall.children[1], "excused")
    cards = actions.crisis_list(by=hall.adults[0], session=hall.session, at=timezone.now())
    assert [card.child for card in cards] == [hall.child]
    assert Opening.objects.count() == 1
    with pytest.raises(privacy.NotAllowed):
        actions.crisis_list(by=make.adult(hall.office), session=hall.session, at=timezone.now())
    assert Opening.objects.count() == 1


def test_a_guest_who_came_has_a_card_and_one_noted_by_mistake_hinders_nobody(hall):
    came, mistaken = consent.child(), consent.child()
    privacy.note(by=None, person=came.pk, kind=NoteKind.HEALTH, words=ALLERGY, at=timezone.now())
    make.mark(hall.session, came)
    wrong = make.mark(hall.session, mistaken)
    make.mark(hall.session, mistaken, "nothing", replaces=wrong.key)
    cards = actions.crisis_list(by=hall.adults[0], session=hall.session, at=timezone.now())
    assert [card.child for card in cards] == [*hall.children, came]
    assert cards[-1].notes["health"] == ALLERGY


def test_the_list_is_of_all_or_none(hall):
    stranger = consent.child()
    with pytest.raises(privacy.NotAllowed):
        privacy.look_on_duty(by=hall.adults[0], persons=[hall.child.pk, stranger.pk], at=timezone.now())
    assert not Opening.objects.exists()


def test_the_crisis_list_costs_the_same_at_one_and_at_three_children():
    counts = []
    for children in (1, 3):
        hall = ill(make.hall(children=children))
        with CaptureQueriesContext(connection) as count:
            cards = actions.crisis_list(by=hall.adults[0], session=hall.session, at=timezone.now())
        counts.append(len(count))
        assert [card.notes["health"] for card in cards] == [ALLERGY] * children
        assert Opening.objects.filter(by=hall.adults[0].pk).count() == children
        assert audit.lines(act="care.opened").filter(actor=hall.adults[0].pk).count() == children
    assert counts[0] == counts[1]


def test_pages_show_a_card_once_and_only_in_the_answer(client, hall):
    accounts.sign_in(client, hall.adults[0])
    page = reverse("desk_day:child", args=[hall.session.pk, hall.child.pk])
    day = reverse("desk_day:session", args=[hall.session.pk])
    for address in (page, day):
        html = client.get(address).content.decode()
        assert ALLERGY not in html
        assert NUMBER not in html
    for address in (f"{page}card/", f"{day}crisis/"):
        assert client.get(address).status_code == 405
        opened = client.post(address)
        assert ALLERGY in opened.content.decode()
        assert "no-store" in opened["Cache-Control"]
        assert opened["Refresh"].startswith("1800")
    assert ALLERGY not in client.get(page).content.decode()


def test_a_stranger_at_the_door_is_refused_in_words(client, hall):
    accounts.sign_in(client, make.adult(hall.office))
    page = reverse("desk_day:child", args=[hall.session.pk, hall.child.pk])
    for address in (f"{page}card/", reverse("desk_day:crisis", args=[hall.session.pk])):
        html = client.post(address, follow=True).content.decode()
        assert "这次查看没有人批准，或时限已过。" in html
        assert ALLERGY not in html
    accounts.sign_in(client, make.adult(make_activities.office()))
    assert client.post(f"{page}card/", follow=True).status_code == 404


def test_who_collects_is_chosen_from_the_card(client, hall):
    accounts.sign_in(client, hall.adults[0])
    make.mark(hall.session, hall.child)
    page = reverse("desk_day:child", args=[hall.session.pk, hall.child.pk])
    row = client.post(f"{page}card/").context["card"].collectors[0]
    sent = {"key": consent.person("staff").pk, "child": hall.child.pk, "says": "left", "company": "listed"}
    other = make.pick_up(hall.children[1])
    client.post(reverse("desk_day:note", args=[hall.session.pk]), sent | {"pick_up": other.pk})
    assert hall.session.marks.count() == 1  # on another child's list
    client.post(reverse("desk_day:note", args=[hall.session.pk]), sent | {"pick_up": row["id"]})
    assert hall.session.marks.order_by("at").last().pick_up == row["id"]
