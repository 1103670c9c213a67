"""Taking a place, waiting, being offered, leaving."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from activities import actions, queries
from activities.models import Place
from activities.states import PlaceState
from portal.audit.models import Line
from portal.consent import actions as consent
from portal.consent import queries as asked
from portal.consent.purposes import Level, Purpose
from portal.notices.models import Message
from tests.making import activities as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db
AT = timezone.now()


def family(age=9):
    return families.family(child_age=age, level=Level.G2, at=AT)


def home_says(yes, family, activity, at=AT):
    families.says(family.guardian, family.child, Purpose.ACTIVITY, queries.scope(activity), yes=yes, at=at)


def joined(activity, at=AT, age=9):
    """A child whose home said yes, and who then said yes."""
    house = family(age)
    home_says(True, house, activity, at)
    return house, actions.join(by=house.child, activity=activity, words="想去看路灯", at=at)


def told(child):
    return list(Message.objects.filter(person=child).order_by("at", "id").values_list("kind", flat=True))


def test_a_yes_of_child_and_home_is_a_numbered_place():
    activity = make.activity(at=AT)
    house, place = joined(activity)
    assert (place.state, place.number, place.age_years, place.words) == (PlaceState.HELD, 1, 9, "想去看路灯")
    assert queries.holds_place(house.child, activity)


def test_saying_yes_twice_is_saying_it_once():
    activity = make.activity(at=AT)
    house, place = joined(activity)
    assert actions.join(by=house.child, activity=activity, at=AT) == place
    assert Place.objects.count() == 1


def test_without_a_yes_from_home_home_is_asked_and_nothing_is_taken():
    activity = make.activity(at=AT)
    house = family()
    place = actions.join(by=house.child, activity=activity, at=AT)
    assert (place.state, place.number) == (PlaceState.ASKED, None)
    assert not queries.holds_place(house.child, activity)
    ask = asked.open_asks(child=house.child, person=house.guardian, at=AT).get()
    assert (ask.purpose, ask.scope) == (Purpose.ACTIVITY, queries.scope(activity))
    assert ask.about["en"] == activity.name_en


def test_when_home_says_yes_the_child_has_the_place_and_is_told():
    activity = make.activity(at=AT)
    house = family()
    actions.join(by=house.child, activity=activity, at=AT)
    home_says(True, house, activity)
    assert queries.holds_place(house.child, activity)
    assert told(house.child) == ["activities.held"]


def test_when_home_says_yes_after_the_last_place_went_the_child_queues_and_is_told():
    activity = make.activity(at=AT, capacity=1)
    house = family()
    actions.join(by=house.child, activity=activity, at=AT)
    joined(activity)
    home_says(True, house, activity)
    assert queries.place_of(house.child, activity).state == PlaceState.WAITING
    assert told(house.child) == ["activities.waiting"]


def test_the_next_child_after_the_last_place_waits_and_is_offered_the_freed_one():
    activity = make.activity(at=AT, capacity=1)
    first, _place = joined(activity)
    second, waiting = joined(activity, AT + timedelta(minutes=1))
    third, _later = joined(activity, AT + timedelta(minutes=2))
    assert waiting.state == PlaceState.WAITING
    actions.leave(by=first.child, activity=activity, at=AT + timedelta(hours=1))
    place = queries.place_of(second.child, activity)
    assert (place.state, place.number) == (PlaceState.OFFERED, 1)
    assert told(second.child) == ["activities.offered"]
    assert told(third.child) == told(first.child) == []
    actions.take_offer(by=second.child, activity=activity, at=AT + timedelta(hours=2))
    assert queries.holds_place(second.child, activity)


def test_an_offer_nobody_takes_goes_to_the_next_child():
    activity = make.activity(at=AT, capacity=1)
    first, _place = joined(activity)
    second, _second = joined(activity, AT + timedelta(minutes=1))
    third, _third = joined(activity, AT + timedelta(minutes=2))
    actions.leave(by=first.child, activity=activity, at=AT + timedelta(hours=1))
    assert actions.lapse_offers(at=AT + timedelta(hours=40)) == 0
    assert actions.lapse_offers(at=AT + timedelta(hours=50)) == 1
    assert queries.place_of(third.child, activity).state == PlaceState.OFFERED
    assert queries.place_of(second.child, activity).state == PlaceState.WAITING


def test_an_offer_stays_while_nobody_else_waits():
    activity = make.activity(at=AT, capacity=1)
    first, _place = joined(activity)
    second, _second = joined(activity)
    actions.leave(by=first.child, activity=activity, at=AT)
    assert actions.lapse_offers(at=AT + timedelta(days=9)) == 0
    actions.take_offer(by=second.child, activity=activity, at=AT + timedelta(days=9))


def test_a_place_not_kept_cannot_be_taken():
    activity = make.activity(at=AT, capacity=1)
    joined(activity)
    second, _waiting = joined(activity)
    with pytest.raises(actions.CannotJoin):
        actions.take_offer(by=second.child, activity=activity, at=AT)


def test_an_offer_needs_every_yes_on_the_day_it_is_taken_and_on_the_day_it_is_made():  # CON-12, CON-20
    """A year later, before the clock has announced anything: the yes of the second family has run out."""
    activity = make.activity(at=AT, capacity=1, ends_at=AT + timedelta(days=1000))  # it goes on; the yeses do not
    first, _place = joined(activity)
    second, _waiting = joined(activity)
    third, _later = joined(activity, AT + timedelta(days=300))
    year = AT + timedelta(days=366)
    actions.leave(by=first.child, activity=activity, at=year)
    assert queries.place_of(second.child, activity).state == PlaceState.WAITING
    assert queries.place_of(third.child, activity).state == PlaceState.OFFERED
    with pytest.raises(actions.CannotJoin, match="没有再留着"):
        actions.take_offer(by=third.child, activity=activity, at=year + timedelta(days=300))
    actions.take_offer(by=third.child, activity=activity, at=year)


def test_home_taking_its_yes_back_frees_the_place_and_offers_it():  # CON-8, promise 2
    activity = make.activity(at=AT, capacity=1)
    first, _place = joined(activity)
    second, _waiting = joined(activity)
    consent.withdraw(
        by=first.guardian, child=first.child, purpose=Purpose.ACTIVITY, scope=queries.scope(activity), at=AT
    )
    assert not queries.holds_place(first.child, activity)
    assert told(first.child) == ["activities.ended"]
    assert queries.place_of(second.child, activity).state == PlaceState.OFFERED
    assert Line.objects.filter(act="place.left", detail__code="consent").exists()


def test_a_yes_taken_back_for_another_activity_changes_nothing():
    activity, other = make.activity(at=AT), make.activity(at=AT)
    house, _place = joined(activity)
    home_says(False, house, other)
    assert queries.holds_place(house.child, activity)


def test_the_childs_no_gives_the_place_up_and_stands_against_homes_yes():  # promise 2
    activity = make.activity(at=AT)
    house, _place = joined(activity)
    actions.answer_no(by=house.child, activity=activity, at=AT)
    assert not queries.holds_place(house.child, activity)
    assert not asked.may(house.child.pk, Purpose.ACTIVITY, queries.scope(activity), at=AT)
    home_says(True, house, activity)
    assert queries.place_of(house.child, activity) is None


def test_leaving_without_a_place_is_nothing():
    actions.leave(by=family().child, activity=make.activity(at=AT), at=AT)


@pytest.mark.parametrize(("age", "fits"), [(7, False), (8, True), (12, True), (13, False), (None, False)])
def test_the_age_on_the_day_decides(age, fits):
    activity = make.activity(at=AT, min_age=8, max_age=12)
    house = families.family(child_age=age, level=Level.G2, at=AT)
    if fits:
        assert actions.join(by=house.child, activity=activity, at=AT).age_years == age
    else:
        with pytest.raises(actions.CannotJoin):
            actions.join(by=house.child, activity=activity, at=AT)
        assert not Place.objects.exists()


@pytest.mark.parametrize(
    "over", [{"state": "draft"}, {"state": "closed"}, {"ends_at": AT, "starts_at": AT - timedelta(9)}]
)
def test_nobody_joins_what_is_not_open(over):
    with pytest.raises(actions.CannotJoin):
        actions.join(by=family().child, activity=make.activity(at=AT, **over), at=AT)


def test_nobody_is_offered_a_place_in_something_over():
    activity = make.activity(at=AT, capacity=1)
    first, _place = joined(activity)
    second, _waiting = joined(activity)
    actions.leave(by=first.child, activity=activity, at=activity.ends_at)
    assert queries.place_of(second.child, activity).state == PlaceState.WAITING


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 11},
        {"number": 0},
        {"number": None},
        {"age_years": 18},
        {"age_years": 5},
        {"state": PlaceState.WAITING, "number": 1},
        {"state": PlaceState.LEFT, "number": None, "left_at": None},
        {"state": PlaceState.OFFERED, "offer_until": None},
        {"state": "dreamt"},
    ],
)
def test_the_database_refuses_what_must_not_be(wrong):  # house rule 4
    activity = make.activity(at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.place(activity, **wrong)


def test_one_number_once_and_one_place_a_child():
    activity = make.activity(at=AT)
    place = make.place(activity, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.place(activity, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.place(activity, place.child, state=PlaceState.WAITING)


def test_the_record_holds_no_words_of_the_child():
    activity = make.activity(at=AT)
    joined(activity)
    assert Line.objects.filter(act="place.held").exists()
    assert "路灯" not in str(list(Line.objects.values_list("detail", flat=True)))
