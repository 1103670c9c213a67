"""Small groups of a room: who is moved where, what is carried along, and that no word crosses from one to another."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from activities.live import actions, log, queries
from activities.live.actions import NotHere, NotNow
from activities.live.models import Entry, Presence, Room
from activities.live.protocol import Close
from portal.accounts.roles import Role
from portal.asgi import application
from portal.audit import queries as audit
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = pytest.mark.django_db
CANARY = "小卖部前面的台阶太高了"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    """Four children and four adults; `divided` puts children 0, 1 with adults 0, 1 and children 2, 3 with nobody."""
    made = make.house(children=4, adults=4, child_age=15)
    made.sit(*made.adults, *made.children)
    return made


def divided(house, *, minutes=10, adults=True):
    ming = house.adults[0]
    house.do(ming, "plan_groups", how_many=2, how="hand")
    for child, group in zip(house.children, (1, 1, 2, 2), strict=True):
        house.do(ming, "place_in_group", who=child.pk, group=group)
    for person in house.adults[:2] if adults else ():
        house.do(ming, "place_in_group", who=person.pk, group=1)
    house.do(ming, "open_groups", minutes=minutes)
    small = list(Room.objects.filter(parent=house.room, state="open").order_by("number"))
    return [make.House(row, house.adults, house.homes, house.office) for row in small]


def refusal(house, person, command, **fields) -> str:
    with pytest.raises((NotNow, NotHere)) as no:
        house.do(person, command, **fields)
    return no.value.code


def visit(person) -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    return client


def at(name, *args):
    with translation.override("zh-hans"):
        return reverse(name, args=args)


def cover(house) -> tuple[int, int]:
    found = queries.cover(house.room.pk, at=timezone.now())
    return found.adults, found.children


def test_children_are_dealt_out_evenly_and_by_chance(house):
    seen = set()
    for _time in range(12):
        house.do(house.adults[0], "plan_groups", how_many=2, how="chance")
        placed = log.current(house.room.pk).groups.placed
        assert set(placed) == {child.pk for child in house.children}, "children only, and all of them"
        groups = [placed[child.pk].group for child in house.children]
        assert sorted(groups) == [1, 1, 2, 2]
        seen.add(tuple(groups))
    assert len(seen) > 1
    assert refusal(house, house.adults[0], "plan_groups", how_many=6, how="chance") == "too_few"


def test_opening_moves_everybody_who_was_placed(house):
    one, two = divided(house)
    assert cover(house) == (2, 0), "who was assigned to a group is no cover here any more"
    state = log.current(house.room.pk)
    for child, small in zip(house.children, (one, one, two, two), strict=True):
        assert state.groups.room_of(child.pk) == small.room.pk
        assert visit(child).get(at("live:room", house.room.pk)).url == at("live:room", small.room.pk)
    assert [log.current(small.room.pk).group for small in (one, two)] == [1, 2]
    assert audit.lines(act="live.groups_opened", subject=f"room:{house.room.pk}").exists()


def test_nobody_but_adults_reads_another_groups_words(house):  # SEC-32, MOD-25
    one, two = divided(house)
    one.sit(*house.adults[:2], house.children[0])
    one.do(house.adults[0], "set_chat", mode="open")
    one.do(house.children[0], "say", text=CANARY)
    mate, other = visit(house.children[1]), visit(house.children[2])
    assert CANARY in mate.get(at("live:room", one.room.pk)).content.decode()
    assert CANARY in visit(house.adults[3]).get(at("live_desk:room", one.room.pk)).content.decode()
    for row in (one.room, two.room, house.room):
        for name in ("live:room", "live:since"):
            assert CANARY not in other.get(at(name, row.pk), follow=True).content.decode()
        entrance = actions.be_here(by=house.children[2].pk, room=row.pk, at=timezone.now())
        assert (entrance is not None) == (row == two.room)
    assert other.post(at("live:ticket", one.room.pk)).status_code == 409
    assert (
        make.enter(by=house.children[2].pk, room=one.room.pk, place=one.room.pk, epoch=0, since=0, at=timezone.now())
        is None
    )
    assert refusal(one, house.children[2], "raise_hand") == "moved"
    assert refusal(house, house.children[0], "raise_hand") == "moved", "nor is one in the main room meanwhile"


def test_a_group_without_two_adults_has_no_words(house):  # SAF-10, MOD-25
    _one, two = divided(house)
    house.sit(house.adults[3])
    for there in (0, 1):
        if there:
            two.sit(house.adults[2])
        for person in (house.children[2], *[house.adults[2]][:there]):
            assert refusal(two, person, "say", text=CANARY) == "unwatched"
        assert two.do(house.children[2], "raise_hand").seq
        two.do(house.children[2], "lower_hand")
        assert log.current(two.room.pk).text_off
    two.sit(*house.adults[2:])
    assert two.do(house.adults[2], "say", text="我们两个都在").seq
    assert not log.current(two.room.pk).text_off


def test_with_one_adult_in_the_whole_gathering_nothing_moves(house):  # MOD-25
    _one, two = divided(house)
    Presence.objects.exclude(person=house.adults[2]).delete()
    assert refusal(two, house.children[2], "raise_hand") == "uncovered"
    assert two.do(house.children[2], "need_help").seq


def test_an_adult_counts_in_the_room_they_look_at(house):  # MOD-25
    one, _two = divided(house)
    ming, now = house.adults[0], timezone.now()
    place = one.room.pk
    for number, small in enumerate((one, house)):
        enter = {"by": ming.pk, "room": small.room.pk, "place": place, "epoch": 0, "since": 0}
        assert make.enter(**enter, at=now + timedelta(milliseconds=number))
    later = now + timedelta(seconds=1)
    ours = [small.room.pk for small in (one, house)]

    def looks():
        found = queries.present(ours, at=later)
        return [any(seat.person == ming.pk for seat in found.get(room, ())) for room in ours]

    assert looks() == [False, True]
    actions.look(by=ming.pk, room=one.room.pk, place=place, at=later)
    assert looks() == [True, False]
    back = {"by": ming.pk, "room": house.room.pk, "place": house.activity.pk, "epoch": 0, "since": 0}
    make.enter(**back, looking=False, at=later)
    assert looks() == [True, False], "a page that comes back by itself behind another is not looked at"


def test_an_adult_in_two_activities_is_one_pair_of_eyes():  # MOD-25
    house, other = make.house(), make.house()
    house.sit()
    ming, now = house.adults[0], timezone.now()
    row = {"adult": True, "since": now, "looked": now + timedelta(seconds=1), "until": now + timedelta(hours=1)}
    Presence.objects.create(room=other.room, person=ming, place=other.room.pk, **row)
    assert queries.cover(house.room.pk, at=now).uncovered


def test_help_out_of_a_group_reaches_all_adults_at_once(house):  # SAF-12
    _one, two = divided(house)
    kite = house.children[2]
    two.do(kite, "need_help")
    asked = log.current(house.room.pk).help
    assert set(asked) == {kite.pk}
    assert kite.pseudonym in visit(house.adults[3]).get(at("live_desk:room", house.room.pk)).content.decode()
    house.do(house.adults[3], "answer_help", who=kite.pk)
    assert log.current(two.room.pk).help[kite.pk].seen.id == house.adults[3].pk
    two.do(kite, "need_help")
    two.do(house.adults[2], "answer_help", who=kite.pk)
    assert log.current(house.room.pk).help[kite.pk].seen.id == house.adults[2].pk


def test_who_asked_and_was_not_answered_is_not_forgotten_on_the_way(house):  # SAF-5
    kite = house.children[2]
    house.do(kite, "need_help")
    _one, two = divided(house)
    assert set(log.current(two.room.pk).help) == {kite.pk}
    house.do(house.adults[3], "bring_back")
    assert not log.current(house.room.pk).with_lead
    house.do(house.adults[3], "close_room")
    assert log.current(house.room.pk).with_lead, "once, when the whole room ends"


def test_roles_are_carried_and_never_raised(house):  # BBB #8652
    chair = house.children[0]
    house.do(house.adults[0], "give_role", role="chair", who=chair.pk)
    one, two = divided(house)
    assert {role: face.id for role, face in log.current(one.room.pk).roles.items()} == {"chair": chair.pk}
    assert log.current(two.room.pk).roles == {}
    one.sit(*house.adults[:2], *house.children[:2])
    for command, more in (
        ("bring_back", {}),
        ("extend_groups", {"minutes": 5}),
        ("expel", {"who": house.children[1].pk}),
    ):
        assert refusal(one, chair, command, **more) == "not_for_you"
    assert refusal(two, house.children[2], "start_round") == "not_for_you"
    assert refusal(one, house.adults[0], "close_room") == "not_for_you"


def test_whose_words_adults_read_first_does_not_escape_it_in_a_group(house):
    kite, bell = house.children[:2]
    house.do(house.adults[0], "pause_one", who=kite.pk, minutes=10)
    one, _two = divided(house)
    one.sit(*house.adults[:2])
    one.do(house.adults[0], "set_chat", mode="open")
    assert one.do(kite, "say", text=CANARY).held
    one.do(house.adults[0], "pause_one", who=bell.pk, minutes=10)
    assert set(log.current(house.room.pk).resting) == {kite.pk, bell.pk}
    house.do(house.adults[3], "resume_one", who=kite.pk)
    assert set(log.current(one.room.pk).resting) == {bell.pk}


def test_who_is_sent_out_is_out_of_all_rooms(house):  # BBB #21207
    one, _two = divided(house)
    one.sit(*house.adults[:2])
    kite = house.children[0]
    one.do(house.adults[0], "expel", who=kite.pk)
    assert set(log.current(house.room.pk).out) == {kite.pk}
    assert kite.pk not in log.current(house.room.pk).groups.placed
    for small in (one, house):
        assert actions.be_here(by=kite.pk, room=small.room.pk, at=timezone.now()) is None
        assert refusal(small, kite, "raise_hand") in {"out", "moved"}
    one.do(house.adults[0], "expel", who=house.adults[1].pk)
    assert actions.be_here(by=house.adults[1].pk, room=one.room.pk, at=timezone.now()) is None
    assert cover(one) == (1, 0), "nor does an adult who had to go cover a group"


def test_one_is_moved_and_brought_back(house):
    one, two = divided(house)
    kite = house.children[0]
    one.sit(*house.adults[:2])
    one.do(kite, "raise_hand")
    house.do(house.adults[3], "place_in_group", who=kite.pk, group=2)
    assert log.current(one.room.pk).hands == ()
    assert visit(kite).get(at("live:room", one.room.pk), follow=True).redirect_chain[-1][0] == at(
        "live:room", two.room.pk
    )
    house.do(house.adults[3], "place_in_group", who=kite.pk, group=0)
    assert visit(kite).get(at("live:room", two.room.pk)).url == at("live:room", house.room.pk)
    assert visit(kite).get(at("live:room", house.room.pk)).status_code == 200
    house.do(house.adults[3], "bring_back", group=2)
    state = log.current(house.room.pk)
    assert state.groups.open, "the other group goes on"
    assert set(state.groups.placed) == {house.children[1].pk, *(person.pk for person in house.adults[:2])}
    house.do(house.adults[3], "bring_back", group=1)
    assert not log.current(house.room.pk).groups.open, "the last one ends them"


def test_the_clock_brings_them_back_and_may_be_extended(house):
    one, _two = divided(house, minutes=10)
    now = timezone.now()
    house.do(house.adults[2], "extend_groups", minutes=5)
    assert log.current(one.room.pk).groups.ends_at == log.current(house.room.pk).groups.ends_at
    actions.end_overdue(at=now + timedelta(minutes=14))
    assert log.current(house.room.pk).groups.open
    actions.end_overdue(at=now + timedelta(minutes=16))
    assert not log.current(house.room.pk).groups.open
    assert set(Room.objects.filter(parent=house.room).values_list("state", flat=True)) == {"closed"}
    assert visit(house.children[0]).get(at("live:room", one.room.pk)).url == at("live:room", house.room.pk)
    again = divided(house)
    assert {small.room.number for small in again} == {3, 4}, "a second time has rooms of its own"


def test_words_to_all_groups_stand_in_each(house):
    one, two = divided(house)
    house.do(house.adults[3], "tell_groups", text="还有五分钟")
    for small in (one, two):
        assert [note.text for note in log.current(small.room.pk).notes.values()] == ["还有五分钟"]
    assert [each.text for each in log.current(house.room.pk).aside] == ["还有五分钟"]
    assert refusal(house, house.adults[3], "tell_groups", text="打给我 13912345678") == "screened"
    assert refusal(one, house.children[0], "tell_groups", text="大家好") == "not_for_you"


def test_pausing_and_closing_the_main_room_holds_in_all(house):
    one, two = divided(house)
    house.do(house.adults[3], "pause")
    assert all(log.current(small.room.pk).paused for small in (one, two))
    assert refusal(one, house.children[0], "raise_hand") == "paused"
    house.do(house.adults[3], "resume")
    assert not any(log.current(small.room.pk).paused for small in (one, two))
    actions.close_overdue(at=house.room.session.ends_at + timedelta(hours=1))
    assert all(log.current(small.room.pk).closed for small in (one, two, house))


def test_who_waits_at_the_door_is_put_nowhere(house):
    fresh = make.house(children=2, stage="lobby")
    fresh.sit()
    fresh.do(fresh.adults[0], "plan_groups", how_many=2, how="hand")
    kite = fresh.children[0]
    assert refusal(fresh, fresh.adults[0], "place_in_group", who=kite.pk, group=1) == "nobody"
    assert refusal(fresh, fresh.adults[0], "place_in_group", who=house.children[0].pk, group=1) == "nobody"


@pytest.mark.parametrize("ends", ["home", "child"])
def test_a_yes_taken_back_ends_it_in_the_group_as_well(house, ends):  # CON-11, SEC-33
    one, _two = divided(house)
    kite = house.children[0]
    if ends == "child":
        make.says(kite, house.room, yes=False)
    else:
        from activities.purposes import scope
        from portal.consent import actions as consent
        from portal.consent.purposes import Purpose

        where = {"purpose": Purpose.LIVE, "scope": scope(house.activity), "at": timezone.now()}
        consent.withdraw(by=house.homes[0].guardian, child=kite, **where)
    assert refusal(one, kite, "raise_hand") == "out"
    assert actions.be_here(by=kite.pk, room=one.room.pk, at=timezone.now()) is None
    assert kite.pk not in log.current(house.room.pk).groups.placed
    assert visit(kite).get(at("live:room", one.room.pk)).url == at("live:room", house.room.pk)


def test_what_somebody_said_in_a_group_is_erased_with_the_rest(house):  # PRI-6
    one, _two = divided(house)
    one.sit(*house.adults[:2])
    kite = house.children[0]
    one.do(kite, "say", text=CANARY)
    house.do(house.adults[3], "bring_back")
    now = timezone.now()
    wish = privacy.wish(by=kite, person=kite.pk, kind="erase", words="", at=now)
    privacy.answer_wish(by=make_accounts.staff(Role.SUPERVISOR), wish=wish, yes=True, at=now)
    left = str(list(Entry.objects.values_list("event", flat=True)))
    assert CANARY not in left
    assert kite.pseudonym not in left


def test_a_group_is_looked_through_with_its_main_room(house):
    one, _two = divided(house)
    one.sit(*house.adults[:2])
    one.do(house.adults[0], "set_chat", mode="held")
    one.do(house.children[0], "say", text="我家在红砖楼")
    house.do(house.adults[3], "close_room")
    ming = visit(house.adults[0])
    assert "我家在红砖楼" in ming.get(at("live_desk:review", house.room.pk)).content.decode()
    ming.post(at("live_desk:review", house.room.pk))
    assert set(Room.objects.filter(session=house.room.session).values_list("state", flat=True)) == {"reviewed"}


def test_windows_are_closed_with_a_code_that_says_moved(house, talk):  # SEC-33
    Presence.objects.all().delete()
    house.sit(*house.adults)

    async def conversation(enter):
        kite, mate = await enter(house.children[0]), await enter(house.adults[3])
        one, _two = await make.in_db(divided)(house)
        assert await kite.is_closed() == Close.MOVED
        there = await make.Window(one, house.children[0], application).open()
        welcome = await there.hears("welcome")
        assert welcome["room"]["group"] == 1
        assert (await mate.does("bring_back"))["type"] == "accepted"
        assert await there.is_closed() == Close.MOVED
        await there.close()

    talk(conversation, house)


def test_a_window_says_that_it_is_looked_at(house, talk):  # MOD-25
    one, _two = divided(house)
    Presence.objects.all().delete()
    ming = house.adults[0]
    ours = [small.room.pk for small in (house, one)]

    def looks():
        found = queries.present(ours, at=timezone.now())
        return [bool(found.get(room)) for room in ours]

    async def conversation(enter):
        main = await enter(ming)
        group = await make.Window(one, ming, application).open()
        await group.hears("welcome")
        assert await make.in_db(looks)() == [False, True]
        await main.write('{"type":"looking"}')
        await main.does("tell_adults", text="我在大房间")
        assert await make.in_db(looks)() == [True, False]
        await group.close()

    talk(conversation, house)
