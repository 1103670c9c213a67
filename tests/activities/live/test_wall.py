"""A screen at the wall shows what everybody may read, is nobody in the room, says nothing, and goes with its adult."""

import json
from datetime import timedelta

import pytest
from channels.db import database_sync_to_async as in_db
from django.contrib.sessions.models import Session as Login
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import actions, protocol
from activities.live.models import Presence
from activities.live.protocol import Audience, Close
from activities.live.room import NOBODY, Refused, Room, apply
from portal.accounts.models import User
from tests.activities.live.test_random import steps
from tests.making import directory as make_directory
from tests.making import live as make
from tests.making.live_pages import seated, visit, way
from tests.making.rules import AT, EVERYBODY, Log


@settings(max_examples=200, deadline=None)
@given(st.lists(steps, max_size=25), st.booleans())
def test_nothing_that_is_not_for_all_is_ever_in_its_pictures(script, names):  # PII-9, SAF-6
    log = Log(chat="open")
    for number, (who, command, (kinds, harm), cover) in enumerate(script):
        target = next((each.face for each in EVERYBODY if each.id == getattr(command, "who", None)), None)
        now = {"kinds": kinds, "cover": cover, "target": target, "harm": harm, "at": AT + timedelta(minutes=number)}
        try:
            log.do(who, command, present=[each.face for each in EVERYBODY], **now)
        except Refused:
            continue
    heard = Room().seen_by(NOBODY)
    for seq, sent in enumerate(log.sent, 1):
        heard = apply(heard, seq, sent.event if sent.audience == Audience.ALL else None)
    shown = protocol.screen(log.room.seen_by(NOBODY), names=names)
    assert shown == protocol.screen(heard, names=names), "it can be made of what is for all alone"
    told = json.dumps(shown, ensure_ascii=False)
    assert not any(str(each.id) in told for each in EVERYBODY)
    assert names or not any(each.face.name in told for each in EVERYBODY)
    up = [log.room.notes[number] for number in log.room.screen]
    assert [each["text"] for each in shown["shown"]] == [note.text for note in up]
    assert all(note.state == "posted" for note in up)


def open_wall(house, adult, application, *, names=False, ticket=None):
    async def opened():
        word = ticket
        if word is None:
            login = await in_db(house.login)(adult)
            facts = {"by": adult, "room": house.room.pk, "login": login, "language": "en"}
            word = await in_db(lambda: actions.issue_wall_ticket(**facts, names=names))()
        window = make.Window(house, adult, application)
        return await window.open(path=f"/ws/rooms/{house.room.pk}/screen/?ticket={word}")

    return opened()


@pytest.fixture
def application():
    from portal.asgi import application

    return application


pytestmark = pytest.mark.django_db


def test_it_is_shown_the_room_and_nobody_is_there_by_it(talk, application):
    house = make.house(child_age=15)

    async def conversation(enter):
        ming, ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await kite.moves()
        seats = await in_db(Presence.objects.count)()
        wall = await open_wall(house, house.adults[0], application)
        first = (await wall.hears("screen"))["room"]
        assert await in_db(Presence.objects.count)() == seats
        number = (await kite.does("say", text="台阶太高"))["seq"]
        await kite.does("say", text="打给我 13912345678")
        await ming.does("tell_adults", text="我看着后面那组")
        await ming.does("give_role", role="note_taker", who=house.children[0].pk)
        await kite.does("write_down", text="大家想走北门")
        while first["minutes"] == []:
            first = (await wall.hears("screen"))["room"]
        assert first["minutes"] == ["大家想走北门"]
        assert not any(wall.saw(words) for words in ("台阶", "139", "后面那组", str(house.children[0].pk)))
        await ning.does("put_on_screen", message=number)
        while not first["shown"]:
            first = (await wall.hears("screen"))["room"]
        assert first["shown"] == [{"text": "台阶太高", "by": {"avatar": house.children[0].avatar, "name": ""}}]
        assert {frame["type"] for frame in wall.frames} == {"welcome", "screen"}
        await wall.write('{"type":"here"}')
        await wall.send("say", text="我是墙")
        assert await wall.is_closed() == Close.BAD_MANNERS
        await kite.read()
        assert not kite.saw("我是墙")
        await wall.close()

    talk(conversation, house)


def test_names_only_where_an_adult_asked_for_them(talk, application):
    house = make.house(child_age=15)

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults]
        kite = await enter(house.children[0])
        await kite.moves()
        await kite.does("raise_hand")
        await ming.does("call_on", who=house.children[0].pk)
        for names in (False, True):
            wall = await open_wall(house, house.adults[0], application, names=names)
            await wall.hears("screen")
            assert wall.saw(house.children[0].pseudonym) == names
            await wall.close()

    talk(conversation, house)


def test_each_kind_of_ticket_opens_its_own_kind_of_socket(talk, application):
    house = make.house()
    adult = house.adults[0]

    async def conversation(enter):
        login = await in_db(house.login)(adult)
        facts = {"by": adult, "room": house.room.pk, "login": login, "language": "en"}
        window = await enter(adult, ready=False, ticket=actions.issue_wall_ticket(**facts, names=True))
        assert not window.connected
        wall = await open_wall(house, adult, application, ticket=actions.issue_ticket(**facts))
        assert not wall.connected
        await wall.close()
        child = {**facts, "by": house.children[0], "login": await in_db(house.login)(house.children[0])}
        wall = await open_wall(house, adult, application, ticket=actions.issue_wall_ticket(**child, names=True))
        assert not wall.connected
        await wall.close()

    talk(conversation, house)


@pytest.mark.parametrize("ending", ["signed out", "account closed", "asked to leave"])
def test_it_goes_with_its_adult_within_five_seconds(talk, application, ending):
    house = make.house(adults=3)

    async def conversation(enter):
        ming, _ning = [await enter(adult) for adult in house.adults[:2]]
        await ming.moves()
        wall = await open_wall(house, house.adults[2], application)
        await wall.hears("screen")
        if ending == "signed out":
            await in_db(Login.objects.filter(session_key=house.logins[house.adults[2].pk]).delete)()
        elif ending == "asked to leave":
            await ming.does("expel", who=house.adults[2].pk)
        else:
            await in_db(User.objects.filter(pk=house.adults[2].pk).update)(is_active=False)
        assert await wall.is_closed(seconds=5) in {Close.ASK_AGAIN, Close.LEFT}
        await wall.close()

    talk(conversation, house)


# --- The page


@pytest.fixture
def sitting(commits):
    return seated()


def test_the_page_without_a_script_and_for_whom(sitting):
    ming = visit(sitting.adults[0])
    sitting.do(sitting.children[0], "raise_hand")
    sitting.do(sitting.adults[0], "call_on", who=sitting.children[0].pk)
    sitting.do(sitting.children[0], "say", text="台阶太高")
    seats = Presence.objects.count()
    Presence.objects.all().delete()
    address = way("live_desk:screen", sitting)
    plain, named = ming.get(address).content.decode(), ming.get(f"{address}?names=1").content.decode()
    assert sitting.children[0].pseudonym not in plain
    assert sitting.children[0].pseudonym in named
    assert "台阶太高" not in named
    assert seats > 0
    assert not Presence.objects.exists(), "reading it is not being there"
    since = json.loads(ming.get(way("live_desk:screen_since", sitting)).content)
    assert since[0]["room"]["piece"] == {"avatar": sitting.children[0].avatar, "name": ""}
    stranger = visit(make.adult(make_directory.office()))
    kite = visit(sitting.children[0])
    for name in ("screen", "screen_since"):
        assert stranger.get(way(f"live_desk:{name}", sitting), follow=True).status_code == 404
        assert "data-wall-shows" not in kite.get(way(f"live_desk:{name}", sitting), follow=True).content.decode()
    assert stranger.post(way("live_desk:screen_ticket", sitting), follow=True).status_code == 404
    sitting.do(sitting.adults[0], "close_room")
    assert ming.get(address, follow=True).status_code == 404
