"""Who may open a socket, and how soon it closes when a permission ends."""

import asyncio

import pytest
from channels.db import database_sync_to_async as in_db
from django.conf import settings
from django.utils import timezone

from activities.live import actions
from activities.live.consumers.station import Station
from activities.live.models import Entry
from activities.live.protocol import Close
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import live as make

pytestmark = pytest.mark.django_db

BAD_ORIGINS = [
    "", "null", "https://evil.example", "http://127.0.0.1:8001", "http://127.0.0.1", "https://127.0.0.1:8000.evil.example",
    "http://127.0.0.1:8000/", "file://", "HTTP://EVIL.EXAMPLE", "http://127.0.0.1:8000@evil.example", "http://[",
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

    elsewhere = actions.issue_ticket(by=kite, room=other.room.pk, login=login, language="en")
    assert make.use_ticket(elsewhere, room=house.room.pk) is None

    async def conversation(enter):
        assert (await enter(kite, ticket=ticket)).connected
        for spent in (ticket, wrong, "", "x" * 100, "nonsense"):
            assert not (await enter(kite, ticket=spent)).connected

    talk(conversation, house)


def test_a_page_that_goes_while_its_door_opens_is_no_fault(talk, caplog):
    """Somebody turns to another page at once: nothing is wrong, and nobody is kept as here."""
    house = make.house()
    kite = house.children[0]

    from portal.asgi import application

    async def conversation(enter):
        left = asyncio.Event()

        async def receive():
            if left.is_set():
                return {"type": "websocket.disconnect", "code": 1006}
            left.set()
            return {"type": "websocket.connect"}

        async def send(_message):
            raise OSError

        await enter(house.adults[0])
        headers = [(b"host", b"127.0.0.1:8000"), (b"origin", settings.BASE_URL.encode())]
        await application(scope | {"headers": headers}, receive, send)
        assert kite.pk not in Station.here().rooms[house.room.pk].people()

    ticket = actions.issue_ticket(by=kite, room=house.room.pk, login=house.login(kite), language="en")
    scope = {"type": "websocket", "path": f"/ws/rooms/{house.room.pk}/", "query_string": f"ticket={ticket}".encode()}
    talk(conversation, house)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def strangers(house):
    """People who are somebody, but not here."""
    other = make.house()
    moderator = make_accounts.staff(Role.MODERATOR, office=house.office, at=timezone.now())
    elsewhere = make.adult(other.office)
    unvetted = make_accounts.staff(Role.FACILITATOR, office=house.office, vetted=False, at=timezone.now())
    led = make_accounts.staff(Role.FACILITATOR, office=house.office, vetted=False, at=timezone.now())
    make_activities.lead(house.activity, led)
    boss = make_accounts.staff(at=timezone.now())
    boss.is_superuser = True
    boss.save()
    return [other.children[0], house.homes[0].guardian, moderator, elsewhere, unvetted, led, boss]


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


def test_a_ticket_of_a_session_that_has_ended_opens_nothing(talk):  # SEC-32
    house = make.house()
    kite = house.children[0]
    ticket = actions.issue_ticket(by=kite, room=house.room.pk, login=house.login(kite), language="en")
    end_login(house)

    async def conversation(enter):
        assert not (await enter(kite, ticket=ticket)).connected

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
    "mark_poll": {"poll": 2, "marks": [0]},
    "give_word": {"into": 2, "text": "大树"},
    "put_note": {"into": 2, "text": "修台阶"},
    "remove": {"message": 3},
    "pass_piece": {},
    "tell_mood": {"mood": 3, "feeling": "good"},
    "take_role": {"role": "chair"},
    "need_help": {},
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

            await Station.here()._look(set(Station.here().rooms))
        assert await kite.is_closed(5) in {Close.LEFT, Close.ASK_AGAIN}
        assert not (await enter(house.children[0])).connected
        assert (await bell.does("raise_hand"))["type"] == "accepted"

    talk(conversation, house)


@pytest.mark.parametrize("revoked", [each for each in REVOCATIONS if each not in {"sign-out", "place"}])
def test_the_news_alone_closes_the_socket(talk, monkeypatch, revoked):  # SEC-33, CON-11
    """With the periodic check asleep: five seconds must not depend on when it would have come round."""
    from activities.live.consumers import station

    monkeypatch.setattr(station, "CHECK_EVERY", 10**9)
    house = make.house()

    async def conversation(enter):
        for adult in house.adults:
            await enter(adult)
        kite = await enter(house.children[0])
        await kite.moves()
        await in_db(REVOCATIONS[revoked])(house)
        assert await kite.is_closed(3) in {Close.LEFT, Close.ASK_AGAIN}

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
