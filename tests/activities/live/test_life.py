"""The life of a room: prepared, lobby, open, closed, looked through; and who waits where (MOD-25)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from activities.live import actions, log, queries
from activities.live.actions import NotNow
from activities.live.actions.rooms import NotItsTime, NotYours
from activities.live.models import Presence, Room
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    return make.house(stage="prepared")


def visit(person) -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    return client


def at(name, *args):
    with translation.override("zh-hans"):
        return reverse(name, args=args)


def page(client, house, name="live:room"):
    return client.get(at(name, house.room.pk)).content.decode()


def test_a_room_begins_prepared_and_the_young_are_offered_a_lobby():
    young, grown = make.house(stage="prepared"), make.house(stage="prepared", child_age=15)
    for house, lobby in ((young, True), (grown, False)):
        state = log.current(house.room.pk)
        assert (state.stage, state.lobby) == ("prepared", lobby)


def test_who_waits_sees_who_leads_and_nothing_of_what_is_said(house):
    house.sit()
    kite = visit(house.children[0])
    ming = visit(house.adults[0])
    assert "大人正在布置房间" in page(kite, house)
    house.do(house.adults[0], "open_doors", stage="lobby")
    house.do(house.adults[0], "say", text="大家先安静坐好")
    seen = page(kite, house)
    assert "你到门口了" in seen
    assert house.adults[0].pseudonym in seen
    assert "大家先安静坐好" not in seen
    assert house.children[1].pseudonym not in seen
    assert kite.get(at("live:since", house.room.pk)).status_code == 404
    assert kite.get(at("live:waits", house.room.pk)).json() == {"waits": True}
    assert not Presence.objects.filter(person=house.children[0]).exists()
    page(kite, house)
    assert house.room.log.filter(event__type="child_waits").count() == 1, "told once, however often the page asks"
    assert house.children[0].pseudonym in page(ming, house, "live_desk:room")
    with pytest.raises(NotNow) as no:
        house.do(house.children[0], "raise_hand")
    assert no.value.code == "waiting"


def test_one_is_let_in_and_the_other_waits_on(house):
    house.sit()
    kite, bell = (visit(child) for child in house.children)
    ming = visit(house.adults[0])
    house.do(house.adults[0], "open_doors", stage="lobby")
    page(kite, house), page(bell, house)
    told = ming.post(at("live_desk:do", house.room.pk), {"type": "admit", "who": house.children[0].pk})
    assert told.status_code == 302
    assert kite.get(at("live:waits", house.room.pk)).json() == {"waits": False}
    assert "data-live " in page(kite, house)
    assert "data-lobby" in page(bell, house)
    assert set(log.current(house.room.pk).waiting) == {house.children[1].pk}
    house.do(house.adults[0], "admit")
    assert "data-live " in page(bell, house)


def test_who_was_let_in_once_comes_back_without_waiting(house):
    house.sit()
    kite = house.children[0]
    house.do(house.adults[0], "open_doors", stage="lobby")
    actions.at_the_door(by=kite.pk, room=house.room.pk, at=timezone.now())
    house.do(house.adults[0], "admit", who=kite.pk)
    door = {"room": house.room.pk, "place": house.room.pk, "epoch": 0, "since": 0, "at": timezone.now()}
    assert make.enter(by=kite.pk, **door)
    actions.leave(by=kite.pk, room=house.room.pk, place=house.room.pk, sockets=0)
    assert make.enter(by=kite.pk, **door)
    assert make.enter(by=house.children[1].pk, **door) is None, "a ticket does not open the door"


def test_with_one_adult_nobody_is_let_in(house):  # MOD-25
    house.sit(house.adults[0])
    house.do(house.adults[0], "set_steps", text="10 认识彼此")
    house.do(house.adults[0], "open_doors", stage="lobby")
    actions.at_the_door(by=house.children[0].pk, room=house.room.pk, at=timezone.now())
    for command, more in (("admit", {}), ("open_doors", {"stage": "open"}), ("set_steps", {"text": "走路"})):
        with pytest.raises(NotNow) as no:
            house.do(house.adults[0], command, **more)
        assert no.value.code == "uncovered", command
    house.sit()
    assert house.do(house.adults[0], "open_doors", stage="open").seq
    assert log.current(house.room.pk).waiting == {}


def test_strangers_find_no_door(house):  # SEC-32
    other = make.house(children=1)
    for person in (other.children[0], other.homes[0].guardian, house.adults[0]):
        assert actions.at_the_door(by=person.pk, room=house.room.pk, at=timezone.now()) is None
    silent = make.house(asked=False, stage="prepared")
    assert actions.at_the_door(by=silent.children[0].pk, room=silent.room.pk, at=timezone.now()) is None
    assert "live-lobby" not in page(visit(other.children[0]), house)
    assert visit(other.children[0]).get(at("live:waits", house.room.pk)).status_code == 404
    house.sit()
    assert actions.at_the_door(by=house.children[0].pk, room=house.room.pk, at=timezone.now())
    house.do(house.adults[0], "expel", who=house.children[0].pk)
    assert log.current(house.room.pk).waiting == {}
    assert actions.at_the_door(by=house.children[0].pk, room=house.room.pk, at=timezone.now()) is None


def test_a_child_at_the_door_may_ask_for_help(house):
    kite = visit(house.children[0])
    page(kite, house)
    kite.post(at("live:do", house.room.pk), {"type": "need_help"})
    assert "大人看到你需要帮助了" in page(kite, house)
    ming = visit(house.adults[0])
    assert "需要帮助" in page(ming, house, "live_desk:room")
    ming.post(at("live_desk:do", house.room.pk), {"type": "answer_help", "who": house.children[0].pk})
    assert house.adults[0].pseudonym in page(kite, house)


def test_a_room_that_is_over_is_looked_through_once(house):
    house.sit()
    house.do(house.adults[0], "open_doors", stage="open")
    house.do(house.children[0], "say", text="我家在红砖楼")
    house.do(house.children[0], "say", text="走北门吧")
    ming = visit(house.adults[0])
    way = at("live_desk:review", house.room.pk)
    assert ming.get(way, follow=True).status_code == 404, "not while it goes on"
    with pytest.raises(NotItsTime):
        actions.review(by=house.adults[0], room=house.room, at=timezone.now())
    actions.close_overdue(at=house.room.session.ends_at + timedelta(hours=1))
    assert "我家在红砖楼" in ming.get(way).content.decode()
    assert visit(make.house().adults[0]).get(way, follow=True).status_code == 404
    for stranger in (make.house().adults[0], house.children[0]):
        with pytest.raises(NotYours):
            actions.review(by=stranger, room=house.room, at=timezone.now())
    assert ming.post(way).status_code == 302
    row = Room.objects.get(pk=house.room.pk)
    assert (row.state, row.reviewed_by) == ("reviewed", house.adults[0])
    assert "已经翻看过了" in ming.get(at("live_desk:list")).content.decode()
    with pytest.raises(NotItsTime):
        actions.review(by=house.adults[1], room=row, at=timezone.now())
    for change in ({"reviewed_by": None}, {"state": "closed"}, {"closed_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Room.objects.filter(pk=row.pk).update(**change)


def test_what_the_plan_says_is_what_we_do_today(house):
    from activities.desk.models import Plan
    from activities.desk.states import PlanState

    at_ = timezone.now()
    made = {"made_by": house.adults[0], "made_at": at_, "written_by": house.adults[0], "written_at": at_}
    plan = Plan.objects.create(activity=house.activity, **made)
    for number, (what, minutes) in enumerate((("认识彼此", 10), ("打给我 13912345678", 5), ("画地图", 30)), 1):
        plan.steps.create(number=number, what=what, minutes=minutes)
    assert queries.planned(house.room.session) == [], "a plan nobody approved is not followed"
    Plan.objects.filter(pk=plan.pk).update(
        state=PlanState.APPROVED, handed_at=at_, approved_at=at_, approved_by=make.adult(house.office)
    )
    from tests.making import activities as make_activities

    session = make_activities.session(house.activity, starts_at=at_)
    room = make.opened(house.adults[0], session, at=at_)
    assert [(step.what, step.minutes) for step in log.current(room.pk).steps] == [("认识彼此", 10), ("画地图", 30)]
