"""Pages of a room without a script: reading, writing by form, asking again; and what strangers see."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from activities.live.models import Entry
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = pytest.mark.django_db
CANARY = "打给我 13912345678"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


def visit(person) -> Client:
    client = Client()
    if person is not None:
        make_accounts.sign_in(client, person)
    return client


def at(name, *args, language="zh-hans"):
    """An address in a language: each answer leaves its own language behind in this thread."""
    with translation.override(language):
        return reverse(name, args=args)


def post(client, house, command, *, desk=False, script=False, language="zh-hans", **fields):
    address = at("live_desk:do" if desk else "live:do", house.room.pk, language=language)
    headers = {"accept": "application/json"} if script else {}
    return client.post(address, {"type": command, **fields}, headers=headers)


def page(client, house, *, desk=False, language="zh-hans"):
    return client.get(at("live_desk:room" if desk else "live:room", house.room.pk, language=language))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_room_works_without_a_script(language):
    house = make.house()
    ming, kite, bell = visit(house.adults[0]), visit(house.children[0]), visit(house.children[1])
    house.sit()

    def seen(client):
        return page(client, house, language=language).content.decode()

    assert page(ming, house, desk=True).status_code == 200
    assert post(kite, house, "raise_hand", language=language).status_code == 302
    assert post(kite, house, "say", text="我们走北门吧", language=language).status_code == 302
    assert "我们走北门吧" in seen(kite)
    assert ("大人在看" if language == "zh-hans" else "An adult is reading it first") in seen(kite)
    assert "我们走北门吧" not in seen(bell)
    assert "我们走北门吧" in page(ming, house, desk=True).content.decode()
    held = house.room.log.get(event__type="message_held").seq
    assert post(ming, house, "release", desk=True, message=held).status_code == 302
    assert "我们走北门吧" in seen(bell)
    post(ming, house, "open_poll", desk=True, question="走哪边？", choices=["北", "南", ""])
    poll = house.room.log.get(event__type="poll_opened").seq
    assert 'aria-pressed="true"' not in seen(kite)
    post(kite, house, "answer_poll", poll=poll, choice=1, language=language)
    assert 'aria-pressed="true"' in seen(kite)
    assert 'aria-pressed="true"' not in seen(bell)
    post(ming, house, "close_poll", desk=True, poll=poll)
    assert ("不到11个人回答" if language == "zh-hans" else "Fewer than 11 people answered") in seen(kite)


def test_what_was_refused_is_said_and_nothing_typed_is_lost():
    house = make.house()
    kite = visit(house.children[0])
    answer = post(kite, house, "say", text="我的话")
    seen = kite.get(answer.url).content.decode()
    assert "等两位大人都到了" in seen
    assert ">我的话</textarea>" in seen


def test_pressing_twice_says_once():
    house = make.house()
    house.sit()
    kite = visit(house.children[0])
    for _ in range(2):
        post(kite, house, "say", text="一次", client_id="the-same-form")
    assert Entry.objects.filter(event__type="message_held").count() == 1


def test_a_sign_of_harm_is_answered_with_thanks_and_help(monkeypatch):  # SAF-5
    from moderation.screening import Finding

    monkeypatch.setattr("moderation.screening.screen", lambda *_: [Finding("harm.test", "1", "harm", 0, 1, 1.0)])
    house = make.house(child_age=15)
    house.sit()
    kite = visit(house.children[0])
    answer = post(kite, house, "say", text="他打我")
    assert "thanks=1" in answer.url
    seen = kite.get(answer.url).content.decode()
    assert "谢谢你告诉我们" in seen
    assert "你没有做错什么" in seen
    assert "tel:12356" in seen
    assert "他打我" not in page(visit(house.children[1]), house).content.decode()


def test_without_a_socket_a_script_hears_the_same_and_no_canary():
    house = make.house(child_age=15)
    house.sit()
    kite, bell = visit(house.children[0]), visit(house.children[1])
    told = post(kite, house, "say", script=True, text=CANARY, client_id="client-canary")
    assert json.loads(told.content)["held"] is True
    since = at("live:since", house.room.pk)
    frames = json.loads(bell.get(since).content)
    assert [frame["type"] for frame in frames] == ["welcome", "presence"]
    tail = json.loads(bell.get(since, {"since": 1, "epoch": house.room.epoch}).content)
    assert (tail[0]["how"], tail[1]["type"]) == ("tail", "cover_changed")
    assert "13912345678" not in json.dumps([frames, tail], ensure_ascii=False)
    refused = post(kite, house, "say", script=True, text="")
    assert (refused.status_code, json.loads(refused.content)["code"]) == (400, "unreadable")
    assert post(kite, house, "here").status_code == 302
    assert post(kite, house, "pause", script=True).status_code == 409


def test_forms_are_slowed_like_sockets(monkeypatch):  # SEC-34
    monkeypatch.setattr("activities.live.views.doors.A_SECOND", 1)
    house = make.house()
    house.sit()
    kite = visit(house.children[0])
    answers = [post(kite, house, "raise_hand", script=True) for _ in range(30)]
    assert "too_fast" in {json.loads(answer.content).get("code") for answer in answers}


def test_nobody_else_sees_more_than_kind_words():  # SEC-32
    house, other = make.house(), make.house()
    stranger, guardian = visit(other.children[0]), visit(house.homes[0].guardian)
    for name in ("live:room", "live:since"):
        assert stranger.get(at(name, house.room.pk)).status_code == 404
        assert guardian.get(at(name, house.room.pk)).status_code in {403, 404}
        assert visit(None).get(at(name, house.room.pk)).status_code in {302, 403, 404}
    for name in ("live:ticket", "live:do"):
        assert stranger.post(at(name, house.room.pk)).status_code == 404
    far = visit(other.adults[0])
    assert far.get(at("live_desk:room", house.room.pk), follow=True).status_code == 404
    for name in ("live_desk:ticket", "live_desk:do"):
        assert far.post(at(name, house.room.pk), follow=True).status_code == 404
        assert visit(house.children[0]).post(at(name, house.room.pk)).status_code in {302, 403, 404}
    missing = stranger.get(at("live:room", house.activity.pk)).content.decode()
    closed = stranger.get(at("live:room", house.room.pk)).content.decode()
    assert missing.replace(str(house.activity.pk), "") == closed.replace(str(house.room.pk), "")


def test_a_child_who_may_be_there_no_more_finds_every_door_as_if_it_were_none():  # SEC-1, SEC-32
    """The place is still held; only the live consent is gone."""
    house = make.house()
    house.sit()
    kite = visit(house.children[0])
    assert kite.post(at("live:ticket", house.room.pk)).status_code == 200
    home, where = house.homes[0], scope(house.activity)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.LIVE, scope=where, at=timezone.now())
    assert kite.post(at("live:ticket", house.room.pk)).status_code == 404
    assert post(kite, house, "raise_hand", script=True).status_code == 404
    assert kite.get(at("live:since", house.room.pk)).status_code == 404
    assert kite.get(at("live:room", house.room.pk)).status_code == 404


def test_a_facilitator_opens_the_room_of_a_session():
    house = make.house()
    ming = visit(house.adults[0])
    from tests.making import activities as make_activities

    session = make_activities.session(house.activity, starts_at=house.room.opened_at)
    assert str(session.pk) in ming.get(at("live_desk:list")).content.decode()
    answer = ming.post(at("live_desk:open", session.pk))
    assert answer.url == at("live_desk:room", session.rooms.get().pk)
    again = ming.post(at("live_desk:open", session.pk), follow=True)
    assert again.redirect_chain[-1][0] == at("live_desk:list")


@pytest.mark.parametrize("rooms", [1, 3])
def test_the_lists_cost_the_same_however_long(rooms, django_assert_max_num_queries):
    from activities.live import actions
    from tests.making import activities as make_activities

    house = make.house()
    for _ in range(rooms - 1):
        session = make_activities.session(house.activity, starts_at=house.room.opened_at)
        actions.open_room(by=house.adults[0], session=session, at=house.room.opened_at)
    kite, ming = visit(house.children[0]), visit(house.adults[0])
    for client, name, most in ((kite, "live:list", 8), (ming, "live_desk:list", 16)):
        client.get(at(name))
        with django_assert_max_num_queries(most):
            assert client.get(at(name)).status_code == 200


def test_a_room_is_found_from_the_pages_of_its_people():
    house, elsewhere = make.house(), make.house()
    kite, ming = visit(house.children[0]), visit(house.adults[0])
    group = at("activities:group", house.activity.pk)
    own = at("live:room", house.room.pk)
    assert own in kite.get(group).content.decode()
    assert at("live:room", elsewhere.room.pk) not in kite.get(group).content.decode()
    rooms = at("live_desk:list")
    assert rooms in ming.get(at("desk_day:sessions")).content.decode()
    assert at("live_desk:room", house.room.pk) in ming.get(rooms).content.decode()
    house.sit()
    house.do(house.adults[0], "close_room")
    assert own not in kite.get(group).content.decode()
