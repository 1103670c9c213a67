"""Sockets: who gets in, what each may do, what reaches whom, and that nothing is lost or heard twice."""

import json

import pytest
from channels.db import database_sync_to_async as in_db
from django.conf import settings

from activities.live.models import Entry
from activities.live.protocol import Close
from moderation import signals
from moderation.models import Case
from tests.making import live as make

pytestmark = pytest.mark.django_db
CANARY = "打给我 13912345678"


def test_a_message_a_hand_and_a_poll_go_round(talk):
    house = make.house()

    async def conversation(enter):
        ming, ning = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        await kite.moves()
        assert (await ming.does("set_chat", mode="open"))["type"] == "accepted"
        assert not (await kite.does("say", text="我们走北门吧"))["held"]
        for window in (bell, ming, ning):
            assert (await window.hears("message_posted"))["text"] == "我们走北门吧"
        await bell.does("raise_hand")
        assert (await kite.hears("hand_raised"))["by"]["id"] == str(house.children[1].pk)
        poll = (await ming.does("open_poll", question="走哪边？", choices=["北", "南"]))["seq"]
        await kite.hears("poll_opened")
        assert (await kite.does("answer_poll", poll=poll, choice=0))["seq"] == poll + 1
        await ning.does("close_poll", poll=poll)
        closed = await bell.hears("poll_closed")
        assert closed["counts"] == [None, None]
        for window in (bell, ming):
            assert not any(frame["type"] == "poll_answered" for frame in window.frames)

    talk(conversation, house)


def test_a_number_is_held_before_anybody_else_hears_it(talk):  # PII-9
    house = make.house()

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        await ming.does("set_chat", mode="open")
        told = await kite.does("say", text=CANARY)
        assert (told["held"], told["kinds"]) == (True, ["phone"])
        held = await ming.hears("message_held")
        assert held["text"] == CANARY
        await bell.read()
        late = await enter(house.children[1])
        back = await enter(house.children[1], since=1, epoch=house.room.epoch)
        await late.read()
        await back.read()
        assert not any(window.saw("13912345678") for window in (bell, late, back))
        await ming.does("release", message=held["seq"])
        assert (await bell.hears("message_released"))["text"] == CANARY
        await ming.does("remove", message=held["seq"])
        again = await enter(house.children[1], since=1, epoch=house.room.epoch)
        fresh = await enter(house.adults[1], since=1, epoch=house.room.epoch)
        await again.read()
        await fresh.read()
        assert not again.saw("13912345678")
        assert not fresh.saw("13912345678")

    talk(conversation, house)


def test_a_question_that_asks_for_numbers_is_not_put(talk):  # PII-9
    house = make.house()

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        told = await ming.does("open_poll", question="加我微信 kite99 好吗？", choices=["好", "不"])
        assert (told["type"], told["code"]) == ("refused", "screened")
        told = await ming.does("open_poll", question="走哪边？", choices=["打 13912345678", "不"])
        assert (told["type"], told["code"]) == ("refused", "screened")
        await kite.read()
        assert not any(frame["type"] == "poll_opened" for frame in kite.frames)

    talk(conversation, house)


def test_a_sign_of_harm_reaches_no_other_socket(talk):  # SAF-5, SAF-6, MOD-28
    house, words = make.house(child_age=15), "有时候我想自杀"

    async def conversation(enter):
        ming, ning = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        await kite.moves()
        first = await kite.does("say", text=words, client_id="client-harm")
        assert (first["held"], "harm" in first["kinds"]) == (True, True)
        assert await kite.does("say", text=words, client_id="client-harm") == first
        assert kite.log[first["seq"]]["text"] == words
        for adult in (ming, ning):
            told = await adult.hears("lead_told")
            assert (told["who"]["id"], told["message"]) == (str(house.children[0].pk), first["seq"])
        assert (await ming.does("release", message=first["seq"]))["code"] == "with_lead"
        late = await enter(house.adults[1])
        back = await enter(house.children[1], since=1, epoch=house.room.epoch)
        for window in (bell, late, back):
            await window.read()
        assert not any(window.saw("自杀") for window in (ming, ning, bell, late, back))
        assert not any(window.saw("lead_told") for window in (kite, bell, back))
        assert [each["id"] for each in late.frames[0]["room"]["with_lead"]] == [first["seq"]]
        assert await in_db(Case.objects.filter(kind="live").count)() == 1

    talk(conversation, house)


def test_a_child_whom_nobody_could_hear_is_told_so(talk):  # decisions: care
    house = make.house(child_age=15)

    def broken(**news):
        raise RuntimeError

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await kite.moves()
        refused = await kite.does("say", text="有时候我想自杀")
        assert (refused["type"], refused["code"]) == ("refused", "unheard")
        assert refused["words"].startswith("Thank you for telling us.")
        await kite.does("raise_hand")
        await ming.hears("hand_raised")
        assert not ming.saw("lead_told")

    signals.care_needed.connect(broken, weak=False, dispatch_uid="t")
    try:
        talk(conversation, house)
    finally:
        signals.care_needed.disconnect(dispatch_uid="t")


def test_a_number_split_over_messages_is_held_too(talk):
    house = make.house()

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await ming.does("set_chat", mode="open")
        assert not (await kite.does("say", text="139"))["held"]
        assert not (await kite.does("say", text="1234"))["held"]
        assert (await kite.does("say", text="5678"))["kinds"] == ["phone"]
        assert not (await kite.does("say", text="走吧"))["held"]

    talk(conversation, house)


def test_screening_that_fails_holds(talk, monkeypatch):
    house = make.house(child_age=15)

    def broken(*_args):
        raise RuntimeError("no rules")

    monkeypatch.setattr("moderation.screening.screen", broken)

    async def conversation(enter):
        _ming, _ning = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        assert (await kite.does("say", text="你好"))["held"]
        await bell.read()
        assert not bell.saw("你好")

    talk(conversation, house)


def test_a_dropped_connection_loses_nothing_and_hears_nothing_twice(talk):
    house = make.house()

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        await ming.does("set_chat", mode="open")
        for number in range(3):
            await bell.does("say", text=f"话{number}")
        await kite.hears("message_posted", text="话2")
        seen, epoch = kite.since, kite.epoch
        await kite.close()
        for number in range(3, 6):
            await bell.does("say", text=f"话{number}")
        await bell.does("say", text=CANARY)
        await bell.does("say", text="话6")
        back = await enter(house.children[0], since=seen, epoch=epoch)
        assert back.frames[0]["how"] == "tail"
        await back.hears("message_posted", text="话6")
        said = [frame["text"] for frame in back.log.values() if frame["type"] == "message_posted"]
        assert said == ["话3", "话4", "话5", "话6"]
        # Somebody who remembers more than we have, or another log, is given everything anew.
        for since, era in ((seen, epoch + 1), (seen + 999, epoch)):
            fresh = await enter(house.children[0], since=since, epoch=era)
            assert fresh.frames[0]["how"] == "snapshot"
            assert len(fresh.frames[0]["room"]["notes"]) == 7

    talk(conversation, house)


def test_sending_twice_is_saying_once(talk):
    house = make.house()

    async def conversation(enter):
        for adult in house.adults:
            await enter(adult)
        kite = await enter(house.children[0])
        first = await kite.does("say", text="一次", client_id="client-twice")
        second = await kite.does("say", text="一次", client_id="client-twice")
        assert first == second
        assert await in_db(Entry.objects.filter(event__type="message_held").count)() == 1

    talk(conversation, house)


def test_a_fourth_window_closes_the_oldest(talk):  # SEC-34
    house = make.house()

    async def conversation(enter):
        windows = [await enter(house.children[0]) for _ in range(4)]
        assert await windows[0].is_closed() == Close.ELSEWHERE
        for window in windows[1:]:
            await window.read(0.1)
            assert window.connected

    talk(conversation, house)


def test_a_flood_is_slowed_and_then_ended(talk):  # SEC-34
    house = make.house()

    async def conversation(enter):
        kite = await enter(house.children[0])
        other = await enter(house.children[0])
        for _ in range(9):
            await other.send("raise_hand")
        for _ in range(40):
            await kite.send("raise_hand")
        assert await kite.is_closed() == Close.BAD_MANNERS
        codes = [frame["code"] for frame in kite.frames if frame["type"] == "refused"]
        assert codes.count("too_fast") >= 19  # both windows share one allowance

    talk(conversation, house)


@pytest.mark.parametrize("bad", ["x" * 4097, "字" * 1400, "{}", "[]", '{"type":"say"}', "\x00"])
def test_what_cannot_be_read_is_said_so_and_passed_to_nobody(talk, bad):  # SEC-34
    house = make.house()

    async def conversation(enter):
        kite, bell = [await enter(child) for child in house.children]
        await kite.write(bad)
        assert (await kite.hears("refused"))["code"] == "unreadable"
        await kite.socket.send_input({"type": "websocket.receive", "bytes": b"\x01"})
        assert (await kite.hears("refused"))["code"] == "unreadable"
        assert all(frame["type"] in {"welcome", "presence", "cover_changed"} for frame in await bell.read(0.2))

    talk(conversation, house)


def test_no_event_leaves_its_room(talk):  # ClassQuiz: one class ended another's question
    house, other = make.house(), make.house()

    async def conversation(enter):
        from portal.asgi import application

        _adults = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        far = await make.Window(other, other.children[0], application).open()
        await far.hears("welcome")
        await kite.moves()
        await kite.does("say", text="只在这里")
        await kite.does("raise_hand")
        got = await far.read(0.4)
        await far.close()
        assert all(frame["type"] in {"presence", "cover_changed"} for frame in got)

    talk(conversation, house)


def test_closing_the_room_sends_everybody_home(talk):
    house = make.house()

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await ming.send("close_room")
        assert await kite.is_closed() == Close.OVER
        assert any(frame["type"] == "room_closed" for frame in kite.frames)
        assert not (await enter(house.children[0])).connected

    talk(conversation, house)


def test_presence_shows_pseudonyms_and_nothing_else(talk):  # SEC-35
    house = make.house()

    async def conversation(enter):
        ming = await enter(house.adults[0])
        await enter(house.children[0])
        while True:
            people = (await ming.hears("presence"))["people"]
            if len(people) == 2:
                break
        here = (house.children[0], house.adults[0])
        assert {person["id"]: person["name"] for person in people} == {str(each.pk): each.pseudonym for each in here}
        assert all(set(person) == {"id", "name", "avatar", "adult"} for person in people)
        assert "example.org" not in json.dumps(people)

    talk(conversation, house)


def test_settings_of_the_test_run_are_the_embedded_ones():
    assert settings.EMBEDDED
