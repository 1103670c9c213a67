"""Sockets: who gets in, what each may do, what reaches whom, and that nothing is lost or heard twice."""

import json

import pytest
from channels.db import database_sync_to_async as in_db
from django.conf import settings
from django.utils import timezone

from activities.live import actions
from activities.live.models import Entry
from activities.live.protocol import Close
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
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


BAD_ORIGINS = [
    "", "null", "https://evil.example", "http://127.0.0.1:8001", "http://127.0.0.1", "https://127.0.0.1:8000.evil.example",
    "http://127.0.0.1:8000/", "file://", "HTTP://EVIL.EXAMPLE", "http://127.0.0.1:8000@evil.example",
]  # fmt: skip


@pytest.mark.parametrize("origin", BAD_ORIGINS)
def test_a_socket_opens_only_from_our_own_pages(talk, origin):  # SEC-31
    house = make.house()

    async def conversation(enter):
        window = await enter(house.adults[0], origin=origin)
        assert not window.connected

    talk(conversation, house)


def test_in_production_only_the_public_address_counts(talk, settings):  # SEC-31
    house = make.house()
    settings.EMBEDDED, settings.BASE_URL = False, "https://tongyan.example"

    async def conversation(enter):
        assert not (await enter(house.adults[0], origin="http://127.0.0.1:8000")).connected

    talk(conversation, house)


def test_an_unknown_address_says_so(talk):  # SEC-31
    house = make.house()

    async def conversation(enter):
        for path in ("/ws/", "/ws/rooms/", "/ws/rooms/1/", "/ws/rooms/admin/?ticket=x", "/elsewhere"):
            window = await enter(house.adults[0], path=path)
            assert (window.connected, window.code) == (False, Close.UNKNOWN)

    talk(conversation, house)


def test_a_ticket_opens_one_door_once(talk):
    house, other = make.house(), make.house()
    kite = house.children[0]
    login = house.login(kite)
    ticket = actions.issue_ticket(by=kite, room=house.room.pk, login=login, language="en")
    wrong = actions.issue_ticket(by=kite, room=other.room.pk, login=login, language="en")

    async def conversation(enter):
        assert (await enter(kite, ticket=ticket)).connected
        for spent in (ticket, wrong, "", "x" * 100, "nonsense"):
            assert not (await enter(kite, ticket=spent)).connected

    talk(conversation, house)


def strangers(house):
    """People who are somebody, but not here."""
    other = make.house()
    moderator = make_accounts.staff(Role.MODERATOR, office=house.office, at=timezone.now())
    elsewhere = make.adult(other.office)
    unvetted = make_accounts.staff(Role.FACILITATOR, office=house.office, vetted=False, at=timezone.now())
    boss = make_accounts.staff(at=timezone.now())
    boss.is_superuser = True
    boss.save()
    return [other.children[0], house.homes[0].guardian, moderator, elsewhere, unvetted, boss]


def test_nobody_else_gets_in_and_no_reason_is_given(talk):  # SEC-32
    house = make.house()
    people = strangers(house)

    async def conversation(enter):
        codes = set()
        for person in people:
            window = await enter(person)
            assert not window.connected
            codes.add(window.code)
        assert len(codes) == 1

    talk(conversation, house)


def withdraw(purpose):
    def act(house):
        from activities.purposes import scope

        home = house.homes[0]
        where = scope(house.activity)
        consent.withdraw(by=home.guardian, child=home.child, purpose=purpose, scope=where, at=timezone.now())

    return act


def refuse_myself(house):
    from activities.purposes import scope

    child = house.homes[0].child
    consent.withdraw(by=child, child=child, purpose=Purpose.LIVE, scope=scope(house.activity), at=timezone.now())


def end_login(house):
    from django.contrib.sessions.models import Session

    Session.objects.filter(session_key=house.login(house.homes[0].child)).delete()


def put_to_sleep(house):
    accounts.deactivate(by=None, person=house.homes[0].child, at=timezone.now())


def give_place_away(house):
    from activities.models import Place

    Place.objects.filter(child=house.homes[0].child).update(state="left", number=None, left_at=timezone.now())


def expel(house):
    house.do(house.adults[0], "expel", who=house.homes[0].child.pk)


REVOCATIONS = {
    "live consent": withdraw(Purpose.LIVE),
    "activity consent": withdraw(Purpose.ACTIVITY),
    "own no": refuse_myself,
    "sign-out": end_login,
    "account": put_to_sleep,
    "place": give_place_away,
    "expelled": expel,
}
CHILD_SENDS = {
    "say": {"text": "你好"},
    "raise_hand": {},
    "lower_hand": {},
    "answer_poll": {"poll": 2, "choice": 0},
    "remove": {"message": 3},
}


@pytest.mark.parametrize("command", CHILD_SENDS)
@pytest.mark.parametrize("revoked", REVOCATIONS)
def test_every_message_is_refused_the_moment_a_permission_ends(talk, monkeypatch, command, revoked):  # SEC-32
    house = make.house()
    # No push and no periodic check: the message itself must be refused.
    for name in ("expel", "look_again"):
        monkeypatch.setattr(f"activities.live.broadcast.{name}", lambda *a, **k: None)
    monkeypatch.setattr("activities.live.consumers.station.Station._look", _never)
    house.sit()

    async def conversation(enter):
        kite = await enter(house.children[0])
        await in_db(house.do)(house.adults[0], "open_poll", question="走哪边？", choices=["北", "南"])
        await kite.does("say", text="先说一句")
        before = await in_db(Entry.objects.count)()
        await in_db(REVOCATIONS[revoked])(house)
        after = await in_db(Entry.objects.count)()
        answer = await kite.does(command, **CHILD_SENDS[command])
        assert answer["type"] in {"closed", "refused"}
        assert revoked == "expelled" or answer["code"] in {Close.LEFT, Close.ASK_AGAIN}
        assert await in_db(Entry.objects.count)() == after
        assert after - before == (revoked == "expelled")

    talk(conversation, house)


async def _never(*_args, **_kwargs):
    return None


@pytest.mark.parametrize("revoked", REVOCATIONS)
def test_the_socket_is_closed_within_five_seconds(talk, revoked):  # SEC-33
    house = make.house()

    async def conversation(enter):
        _adults = [await enter(adult) for adult in house.adults]
        kite, bell = [await enter(child) for child in house.children]
        await kite.moves()
        await in_db(REVOCATIONS[revoked])(house)
        if revoked in {"sign-out", "place"}:  # nobody told us: the periodic check finds it
            from activities.live.consumers.station import Station

            await Station.here()._look(full=True)
        assert await kite.is_closed(5) in {Close.LEFT, Close.ASK_AGAIN}
        assert not (await enter(house.children[0])).connected
        assert (await bell.does("raise_hand"))["type"] == "accepted"

    talk(conversation, house)


def test_an_adult_whose_vetting_ends_is_out_and_the_room_pauses(talk):  # MOD-25
    house = make.house()

    async def conversation(enter):
        ming, ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await kite.moves()
        await in_db(accounts.deactivate)(by=None, person=house.adults[1], at=timezone.now())
        assert await ning.is_closed() == Close.LEFT
        await kite.hears("cover_changed", uncovered=True)
        assert (await kite.does("say", text="有人吗"))["code"] == "uncovered"
        assert (await ming.does("say", text="我在"))["code"] == "uncovered"

    talk(conversation, house)


def test_the_room_waits_for_the_second_adult_and_pauses_when_one_leaves(talk):  # MOD-25
    house = make.house()

    async def conversation(enter):
        ming = await enter(house.adults[0])
        kite = await enter(house.children[0])
        assert (await kite.does("raise_hand"))["code"] == "uncovered"
        assert (await ming.does("say", text="等等"))["code"] == "uncovered"
        # The same adult in a second window is still one adult.
        again = await enter(house.adults[0])
        assert (await kite.does("raise_hand"))["code"] == "uncovered"
        ning = await enter(house.adults[1])
        await kite.moves()
        assert (await kite.does("raise_hand"))["type"] == "accepted"
        await ning.close()
        await kite.hears("cover_changed", uncovered=True)
        assert (await kite.does("lower_hand"))["code"] == "uncovered"
        await again.close()

    talk(conversation, house)


def test_a_silent_adult_is_not_here(talk, monkeypatch):  # MOD-25: within ten seconds
    from activities.live.consumers import station

    assert station.ADULT_SILENT + station.BEAT + 1 < 10
    monkeypatch.setattr(station, "ADULT_SILENT", 0.5)
    monkeypatch.setattr(station, "BEAT", 0.2)
    house = make.house()

    async def conversation(enter):
        ming = await enter(house.adults[0])
        kite = await enter(house.children[0])
        ning = await enter(house.adults[1])
        while kite.uncovered:
            for window in (ming, ning):
                await window.write('{"type":"here"}')
            await kite.read(0.1)
        assert await ning.is_closed() == Close.COME_BACK

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
        assert {person["id"] for person in people} == {str(house.children[0].pk), str(house.adults[0].pk)}
        assert all(set(person) == {"id", "name", "avatar", "adult"} for person in people)
        assert "example.org" not in json.dumps(people)

    talk(conversation, house)


def test_settings_of_the_test_run_are_the_embedded_ones():
    assert settings.EMBEDDED
