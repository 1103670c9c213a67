"""Places given out later: by a draw that anybody can repeat, or by the choice of those who lead."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities import actions, policy, queries
from activities.actions import settling
from activities.kinds import Priority
from activities.models import Draw, Place
from activities.states import PlaceState, State
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.consent.purposes import Level, Purpose
from portal.figures import lots
from portal.notices.models import Message
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families
from tests.making import desk as make_desk

pytestmark = pytest.mark.django_db
AT = timezone.now()
CLOSING = AT + timedelta(days=3)
LATER = CLOSING + timedelta(minutes=5)


def collecting(priority=Priority.LOTTERY, **over):
    """Names are collected for three days, then it begins on the fifth."""
    over = {"starts_at": AT + timedelta(days=5), "priority": priority, "names_until": CLOSING} | over
    activity = make.activity(at=AT, **over)
    if priority == Priority.LOTTERY:
        settling.seal(activity=activity, at=AT)
    return activity


def named(activity, at=AT, age=9):
    house = families.family(child_age=age, level=Level.G2, at=at)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity), at=at)
    actions.join(by=house.child, activity=activity, words="想去看路灯", at=at)
    return house


def state(house, activity):
    place = queries.place_of(house.child, activity)
    return place and place.state


def told(child):
    return list(Message.objects.filter(person=child).order_by("at", "id").values_list("kind", flat=True))


def test_nobody_has_a_place_before_the_draw_however_early():
    activity = collecting(capacity=5)
    houses = [named(activity) for _ in range(3)]
    assert {state(house, activity) for house in houses} == {PlaceState.LISTED}
    assert len(set(Place.objects.values_list("lot", flat=True)) - {""}) == 3
    assert actions.draw(activity=activity, at=CLOSING - timedelta(seconds=1)) is None
    assert not Place.objects.filter(number__isnull=False).exists()


def test_the_draw_follows_the_published_seed():
    activity = collecting(capacity=2)
    for _ in range(6):
        named(activity)
    entered = set(Place.objects.values_list("lot", flat=True))
    found = actions.draw(activity=activity, at=LATER)
    assert lots.seal(found.seed) == found.seal == Line.objects.get(act="draw.sealed").detail["seal"]
    assert found.drawn == lots.order(found.seed, entered)
    held = Place.objects.held().filter(activity=activity)
    assert {place.lot for place in held} == set(found.drawn[:2])
    assert [place.lot for place in Place.objects.in_queue().filter(activity=activity)] == found.drawn[2:]
    assert all(told(place.child) == ["activities.given"] for place in held)
    assert actions.draw(activity=activity, at=LATER) is None  # once
    assert actions.draw_due(at=LATER) == 0


def test_the_clock_draws_what_is_due_and_no_more():
    due, early, over = collecting(), collecting(names_until=LATER + timedelta(hours=1)), collecting(state=State.CLOSED)
    assert actions.draw_due(at=LATER) == 1
    for activity in (due, early, over):
        activity.refresh_from_db()
    assert (due.settled_at, early.settled_at, over.settled_at) == (LATER, None, None)


def test_whoever_comes_after_the_closing_queues_behind_all_who_were_drawn():
    activity = collecting(capacity=1)
    first, second = named(activity), named(activity)
    late = named(activity, CLOSING + timedelta(minutes=1))
    assert state(late, activity) == PlaceState.WAITING
    actions.draw(activity=activity, at=LATER)
    winner, loser = sorted((first, second), key=lambda house: state(house, activity) != PlaceState.HELD)
    assert [p.child for p in Place.objects.in_queue().filter(activity=activity)] == [loser.child, late.child]
    actions.leave(by=winner.child, activity=activity, at=LATER)
    assert state(loser, activity) == PlaceState.OFFERED
    assert state(late, activity) == PlaceState.WAITING


def test_a_name_is_taken_back_in_one_step_and_is_not_drawn():
    activity = collecting()
    stays, goes = named(activity), named(activity)
    lot = queries.place_of(goes.child, activity).lot
    actions.leave(by=goes.child, activity=activity, at=AT)
    found = actions.draw(activity=activity, at=LATER)
    assert lot not in found.drawn
    assert (state(stays, activity), state(goes, activity)) == (PlaceState.HELD, None)


def test_a_yes_that_ran_out_is_not_drawn_and_home_is_asked_again():  # peers G18, CON-12
    year = AT + timedelta(days=366)
    activity = collecting(
        capacity=1, names_until=year, starts_at=year + timedelta(days=2), ends_at=year + timedelta(days=9)
    )
    old = named(activity)
    fresh = named(activity, AT + timedelta(days=200))
    actions.draw(activity=activity, at=year)
    assert (state(old, activity), state(fresh, activity)) == (PlaceState.ASKED, PlaceState.HELD)


@pytest.mark.parametrize("priority", [Priority.LOTTERY, Priority.FIRST])
def test_who_has_grown_out_meanwhile_is_let_go_kindly(priority):  # peers G18, SEC-42
    """Ten when the name went in, eleven by the time a place is free."""
    facts = {"max_age": 10, "ends_at": AT + timedelta(days=700)}
    if priority == Priority.LOTTERY:
        activity = collecting(capacity=1, **facts)
        grown, fits = named(activity, age=10), named(activity, age=8)
        when = AT + timedelta(days=364)  # born so that eleven comes in a year less a day
        actions.draw(activity=activity, at=when)
    else:
        activity = make.activity(at=AT, capacity=1, **facts)
        held = named(activity, age=9)
        grown, fits = named(activity, age=10), named(activity, AT + timedelta(hours=1), age=8)
        when = AT + timedelta(days=364, hours=1)  # an hour later it may be tomorrow
        actions.leave(by=held.child, activity=activity, at=when)
    assert state(grown, activity) is None
    assert told(grown.child)[-1] == "activities.outgrown"
    place = queries.place_of(fits.child, activity)
    assert place.state in (PlaceState.HELD, PlaceState.OFFERED)
    assert place.age_years == 9  # as old as it is now


def test_the_rule_stays_once_families_were_told():
    facilitator = accounts.staff(Role.FACILITATOR)
    activity = collecting(made_by=facilitator)
    for facts in ({"priority": Priority.FIRST, "names_until": None}, {"names_until": AT + timedelta(days=1)}):
        with pytest.raises(actions.NotReady):
            actions.change(by=facilitator, activity=activity, at=AT, **facts)
    same = {"priority": activity.priority, "names_until": activity.names_until}
    assert actions.change(by=facilitator, activity=activity, at=AT, where="大屋", **same).where == "大屋"


def test_opening_seals_a_lottery():
    facilitator, other = accounts.staff(Role.FACILITATOR), accounts.staff(Role.FACILITATOR)
    at = timezone.now()
    activity = collecting(Priority.FIRST, names_until=None, state=State.DRAFT, made_by=facilitator)
    actions.change(by=facilitator, activity=activity, priority=Priority.LOTTERY, names_until=CLOSING, at=at)
    make.session(activity)
    make.lead(activity, facilitator)
    make_desk.planned(activity)
    actions.open_activity(by=facilitator, activity=activity, at=at)
    assert Draw.objects.get(activity=activity).drawn_at is None
    assert policy.may_change(other, activity, at=at) is False


@pytest.mark.parametrize("priority", [Priority.LOTTERY, Priority.CHOICE])
def test_opening_twice_or_after_names_end_is_refused(priority):
    facilitator, at = accounts.staff(Role.FACILITATOR), timezone.now()
    activity = collecting(Priority.FIRST, names_until=None, state=State.DRAFT, made_by=facilitator)
    actions.change(by=facilitator, activity=activity, priority=priority, names_until=CLOSING, at=at)
    make.session(activity)
    make.lead(activity, facilitator)
    make_desk.planned(activity)
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=facilitator, activity=activity, at=CLOSING)
    actions.open_activity(by=facilitator, activity=activity, at=at)
    with pytest.raises(actions.NotReady):
        actions.open_activity(by=facilitator, activity=activity, at=at)
    assert Draw.objects.count() == (priority == Priority.LOTTERY)


def test_one_draw_that_fails_keeps_no_other_back(monkeypatch, caplog):
    first, second = collecting(names_until=CLOSING - timedelta(hours=1)), collecting()
    house = named(first)
    named(second)
    give = settling._give

    def fails(activity, *more):
        if activity == first:
            raise RuntimeError(f"想去看路灯 {house.child.pseudonym}")
        return give(activity, *more)

    monkeypatch.setattr(settling, "_give", fails)
    assert actions.draw_due(at=LATER) == 1
    for activity in (first, second):
        activity.refresh_from_db()
    assert (first.settled_at, second.settled_at) == (None, LATER)
    assert Draw.objects.get(activity=first).drawn == []
    assert str(first.pk) in caplog.text
    assert not any(word in caplog.text for word in ("路灯", house.child.pseudonym))
    monkeypatch.undo()
    assert actions.draw_due(at=LATER) == 1  # it stayed due


@pytest.mark.parametrize(
    "wrong",
    [
        {"priority": "whoever"},
        {"priority": Priority.LOTTERY, "names_until": None},
        {"priority": Priority.FIRST, "names_until": CLOSING},
        {"priority": Priority.LOTTERY, "names_until": AT + timedelta(days=6)},
        {"settled_at": CLOSING - timedelta(days=1)},
        {"priority": Priority.CHOICE, "settled_at": LATER, "how_chosen": ""},
    ],
)
def test_the_database_refuses_rules_that_do_not_fit(wrong):  # house rule 4
    facts = {"starts_at": AT + timedelta(days=5), "priority": Priority.LOTTERY, "names_until": CLOSING} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        make.activity(at=AT, **facts)


@pytest.mark.parametrize("wrong", [{"lot": ""}, {"lot": "AAAAAA"}])
def test_a_name_on_the_list_has_a_lot_of_its_own(wrong):
    activity = collecting()
    make.place(activity, state=PlaceState.LISTED, lot="AAAAAA")
    with pytest.raises(IntegrityError), transaction.atomic():
        make.place(activity, state=PlaceState.LISTED, **wrong)


# --- the choice of those who lead


@pytest.fixture
def chooser(client):
    office = make.office()
    person = accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=office))
    person.office_made = office
    return person


def past(priority=Priority.CHOICE, **over):
    """Names were collected until yesterday."""
    at = timezone.now()
    facts = {"names_until": at - timedelta(days=1), "starts_at": at + timedelta(days=2), "priority": priority}
    return make.activity(at=at - timedelta(days=9), **(facts | over))


def listed(activity, count=3):
    return [
        make.place(activity, named_child(activity), state=PlaceState.LISTED, lot=lots.new_lot(), words=f"理由{number}")
        for number in range(count)
    ]


def named_child(activity):
    house = families.family(child_age=9, level=Level.G2)
    families.says(house.guardian, house.child, Purpose.ACTIVITY, queries.scope(activity))
    families.says(house.child, house.child, Purpose.ACTIVITY, queries.scope(activity))
    return house.child


def test_those_who_lead_choose_and_say_how(client, chooser):
    activity = past(office=chooser.office_made, capacity=2)
    places = listed(activity)
    address = reverse("activities_desk:choose", args=[activity.pk])
    html = client.get(address).content.decode()
    shown = [html.index(place.child.pseudonym) for place in sorted(places, key=lambda place: place.lot)]
    assert shown == sorted(shown)  # the order of the lots, which is nobody's
    chosen = places[2]
    wrong = client.post(address, {"places": [chosen.pk], "how": ""}).content.decode()
    assert f'value="{chosen.pk}" checked' in wrong  # nothing ticked is lost
    assert client.post(address, {"places": [chosen.pk], "how": "先给还没来过的孩子"}).status_code == 302
    activity.refresh_from_db()
    assert activity.how_chosen == "先给还没来过的孩子"
    chosen.refresh_from_db()
    assert chosen.state == PlaceState.HELD
    # The place that was left goes to the queue, one after another by lot.
    others = sorted(places[:2], key=lambda place: place.lot)
    for place in others:
        place.refresh_from_db()
    assert [place.state for place in others] == [PlaceState.OFFERED, PlaceState.WAITING]


def test_nobody_who_was_not_chosen_gets_the_place_of_one_who_may_not_come(chooser):
    activity = past(office=chooser.office_made, capacity=2)
    chosen, other = listed(activity, 2)
    families.says(chosen.child, chosen.child, Purpose.ACTIVITY, queries.scope(activity), yes=False)
    Place.objects.filter(pk=chosen.pk).update(state=PlaceState.LISTED, left_at=None)  # a no that reached nobody yet
    actions.choose(by=chooser, activity=activity, places=[chosen.pk], how="先来的", at=timezone.now())
    for place in (chosen, other):
        place.refresh_from_db()
    assert chosen.state == PlaceState.ASKED
    assert other.state == PlaceState.OFFERED, "like every free place it is offered down the queue, and may be left"
    assert "activities.given" not in told(other.child)


def test_those_who_choose_hear_once_that_names_are_in(chooser):
    activity = past(office=chooser.office_made)
    drawn, early = past(Priority.LOTTERY), past(names_until=timezone.now() + timedelta(hours=1))
    for each in (activity, drawn, early):
        make.lead(each, chooser)
    for _twice in range(2):
        actions.tell_names_are_in(at=timezone.now())
    message = Message.objects.get(person=chooser)
    assert (message.kind, message.url) == (
        "activities.names_in", reverse("activities_desk:roster", args=[activity.pk]),
    )  # fmt: skip
    actions.choose(by=chooser, activity=activity, places=[], how="没有人报名", at=timezone.now())
    make.lead(activity, accounts.staff(Role.FACILITATOR))
    assert actions.tell_names_are_in(at=timezone.now()) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        "early",
        "too many",
        "no word",
        "a stranger's",
        "somebody else",
        "a lottery",
        "a name",
    ],
)
def test_a_choice_is_refused(chooser, wrong):
    at = timezone.now()
    late = {"names_until": at + timedelta(hours=1)} if wrong == "early" else {}
    kind = Priority.LOTTERY if wrong == "a lottery" else Priority.CHOICE
    activity = past(kind, office=chooser.office_made, capacity=1, **late)
    places = listed(activity, 2)
    chosen = [place.pk for place in places[: 2 if wrong == "too many" else 1]]
    if wrong == "a stranger's":
        chosen = [make.place(past(), state=PlaceState.LISTED, lot="AAAAAA").pk]
    by = accounts.staff(Role.FACILITATOR) if wrong == "somebody else" else chooser
    how = {"no word": " ", "a name": f"先给{places[1].child.pseudonym}"}.get(wrong, "抽签")
    with pytest.raises((actions.NotReady, actions.NotYours, actions.NamesSomebody)):
        actions.choose(by=by, activity=activity, places=chosen, how=how, at=timezone.now())
    assert not Place.objects.held().exists()


# --- what is shown


def test_the_page_says_how_places_are_given(client):
    make.tree()
    lottery, first = collecting(), make.activity(at=AT)
    html = [client.get(make.pages(each)[0].url).content.decode() for each in (lottery, first)]
    assert "抽签" in html[0]
    assert "先说想来的先有位子" in html[1]
    assert reverse("activities:draw", args=[lottery.pk]) in html[0]


def test_the_seed_is_hidden_before_the_draw_and_the_lots_from_the_crowd_after_it(client):  # promise 8
    make.tree()
    activity = collecting(capacity=1)
    houses = [named(activity) for _ in range(3)]
    address = reverse("activities:draw", args=[activity.pk])
    before, found = client.get(address).content.decode(), Draw.objects.get()
    assert found.seal in before
    assert found.seed not in before
    actions.draw(activity=activity, at=LATER)
    after, found = client.get(address).content.decode(), Draw.objects.get()
    assert found.seed in after
    assert not any(lot in after for lot in found.drawn)
    client.force_login(families.child())  # somebody signed in who took no part
    assert not any(lot in client.get(address).content.decode() for lot in found.drawn)
    client.force_login(houses[0].child)
    mine = client.get(address).content.decode()
    assert all(lot in mine for lot in found.drawn)
    assert mine.count("lots__own") == 1


def test_no_draw_no_page(client):
    assert client.get(reverse("activities:draw", args=[make.activity(at=AT).pk])).status_code == 404
