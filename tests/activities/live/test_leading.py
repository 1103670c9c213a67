"""Leading a room page by page, without a script: steps, clock, roles, the talking piece, rounds, the check-in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.live import log, queries
from activities.live.actions import NotNow, let_go
from activities.live.models import Entry
from activities.purposes import scope
from portal.accounts import actions as accounts
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import live as make
from tests.making.live_pages import page, post, seated, visit, way

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    return seated()


def shown(html: str, mark: str) -> bool:
    """Whether the first element that carries `mark` is not hidden."""
    tag = html[html.index(mark) :]
    return " hidden" not in tag[: tag.index(">")]


def test_steps_are_typed_shown_and_walked_with_a_clock(house):
    ming, kite = visit(house.adults[0]), visit(house.children[0])
    post(ming, house, "set_steps", desk=True, text="10 认识彼此\n15分钟 画地图\n\n收拾")
    state = log.current(house.room.pk)
    assert [(step.what, step.minutes) for step in state.steps] == [("认识彼此", 10), ("画地图", 15), ("收拾", 0)]
    assert "画地图" in page(kite, house)
    assert 'aria-current="step"' not in page(kite, house)
    for _ in range(2):  # pressing twice goes one step
        post(ming, house, "go_step", desk=True, step=1)
    seen = page(kite, house)
    assert seen.count('aria-current="step"') == 1
    assert timezone.localtime(log.current(house.room.pk).timer).strftime("%H:%M") in seen
    assert "10分钟" in seen
    post(ming, house, "go_step", desk=True, step=3)
    assert log.current(house.room.pk).timer is None, "nobody said how long that takes"
    post(ming, house, "start_timer", desk=True, minutes=5)
    assert shown(page(kite, house), "data-timer")
    post(ming, house, "stop_timer", desk=True)
    assert not shown(page(kite, house), "data-timer")


@pytest.mark.parametrize("text", ["步" * 81, "999 太久", "\n".join(["走路"] * 13)])
def test_steps_nobody_can_read_are_refused_and_stay_in_the_box(house, text):
    ming = visit(house.adults[0])
    answer = post(ming, house, "set_steps", desk=True, text=text)
    seen = ming.get(answer.url).content.decode()
    assert "一行写一步" in seen
    assert text.splitlines()[0] in seen
    assert log.current(house.room.pk).steps == ()


def test_private_things_do_not_come_into_the_steps(house):  # PII-9
    with pytest.raises(NotNow) as no:
        house.do(house.adults[0], "set_steps", text="10 打给我 13912345678")
    assert no.value.code == "screened"


def test_a_child_keeps_the_time_and_hands_it_back(house):
    ming, kite, bell = visit(house.adults[0]), visit(house.children[0]), visit(house.children[1])
    post(ming, house, "give_role", desk=True, role="time_keeper", who=house.children[0].pk)
    assert shown(page(kite, house), 'data-tool="time_keeper"')
    assert not shown(page(bell, house), 'data-tool="time_keeper"')
    assert house.children[0].pseudonym in page(bell, house)
    post(kite, house, "start_timer", minutes=3)
    assert log.current(house.room.pk).timer
    post(bell, house, "stop_timer")
    assert log.current(house.room.pk).timer, "not yours to stop"
    post(bell, house, "take_role", role="time_keeper")
    assert log.current(house.room.pk).roles
    post(kite, house, "take_role", role="time_keeper")
    assert log.current(house.room.pk).roles == {}
    post(kite, house, "stop_timer")
    assert log.current(house.room.pk).timer, "nor any more, once handed back"


def test_roles_go_to_children_of_this_room_alone(house):  # SEC-32
    for who in (house.adults[1], make.house().children[0]):
        with pytest.raises(NotNow) as no:
            house.do(house.adults[0], "give_role", role="chair", who=who.pk)
        assert no.value.code == "nobody"


def test_the_chair_gives_the_talking_piece_and_everybody_sees_who_has_it(house):
    kite, bell = house.children
    phone, other = visit(kite), visit(bell)
    house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    post(other, house, "raise_hand")
    post(phone, house, "call_on", who=bell.pk)
    for client in (phone, other):
        seen = page(client, house)
        assert f'<b data-slot="holder">{bell.pseudonym}</b>' in seen
    assert shown(page(other, house), "data-pass")
    assert not shown(page(phone, house), "data-pass")
    post(phone, house, "pass_piece", who=bell.pk)
    assert log.current(house.room.pk).piece, "nobody but an adult ends another's turn"
    post(other, house, "pass_piece")
    state = log.current(house.room.pk)
    assert (state.piece, state.hands) == (None, ())


def test_a_round_goes_to_everybody_once_and_passing_is_fine(house):
    kite, bell = sorted(house.children, key=lambda child: child.pseudonym)
    ming = visit(house.adults[0])
    post(ming, house, "start_round", desk=True)
    state = log.current(house.room.pk)
    assert (state.piece.id, [face.id for face in state.round]) == (kite.pk, [bell.pk])
    assert bell.pseudonym in page(visit(kite), house)
    house.do(kite, "pass_piece")
    assert log.current(house.room.pk).piece.id == bell.pk
    house.do(kite, "pass_piece")  # again says nothing
    assert log.current(house.room.pk).piece.id == bell.pk
    house.do(bell, "pass_piece")
    state = log.current(house.room.pk)
    assert (state.piece, state.round) == (None, None)
    with pytest.raises(NotNow):
        house.do(house.children[0], "start_round")


def test_a_child_who_chairs_begins_one_round_a_minute(house):
    """Begun anew and anew, a round takes the word from whoever has it."""
    kite, ming, at = house.children[0], house.adults[0], timezone.now()
    house.do(ming, "give_role", role="chair", who=kite.pk)
    for seconds, by, may in ((0, kite, True), (59, kite, False), (60, kite, True), (61, ming, True), (90, kite, False)):
        now = at + timedelta(seconds=seconds)
        if may:
            house.do(by, "start_round", at=now)
            house.do(by, "end_round", at=now)
            continue
        with pytest.raises(NotNow) as no:
            house.do(by, "start_round", at=now)
        assert no.value.code == "round_soon"


def test_who_is_asked_to_leave_holds_nothing_up(house):
    kite, bell = sorted(house.children, key=lambda child: child.pseudonym)
    house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    house.do(house.adults[0], "start_round")
    house.do(house.adults[0], "expel", who=kite.pk)
    state = log.current(house.room.pk)
    assert (state.roles, state.piece.id) == ({}, bell.pk)


def _home_takes_back(house):
    home, where = house.homes[0], scope(house.activity)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.LIVE, scope=where, at=timezone.now())


ENDS = {
    "home takes its yes back": _home_takes_back,
    "enough for today": lambda house: make.says(house.homes[0].child, house.room, yes=False),
    "the account rests": lambda house: accounts.deactivate(by=None, person=house.homes[0].child, at=timezone.now()),
}


@pytest.mark.parametrize("ends", ENDS)
def test_who_may_not_stay_holds_nothing_up_and_is_named_no_longer(house, ends):  # CON-11
    elsewhere = make.house()
    elsewhere.sit()
    kite, bell = sorted(house.children, key=lambda child: child != house.homes[0].child)
    house.do(house.adults[0], "give_role", role="chair", who=kite.pk)
    house.do(house.adults[0], "give_role", role="time_keeper", who=bell.pk)
    house.do(kite, "raise_hand")
    house.do(house.adults[0], "call_on", who=kite.pk)
    elsewhere.do(elsewhere.children[0], "raise_hand")
    ENDS[ends](house)
    state = log.current(house.room.pk)
    assert {role: face.id for role, face in state.roles.items()} == {"time_keeper": bell.pk}
    assert (state.hands, state.piece) == ((), None)
    assert len(log.current(elsewhere.room.pk).hands) == 1


def test_a_no_elsewhere_takes_nothing_here(house):
    kite = house.homes[0].child
    house.do(kite, "raise_hand")
    let_go(person=kite.pk, at=timezone.now())  # something ended, but not what lets the child in here
    assert [face.id for face in log.current(house.room.pk).hands] == [kite.pk]


def test_a_check_in_is_told_to_adults_alone_and_may_be_skipped(house):  # brief 8
    kite, bell = (visit(child) for child in house.children)
    ming = visit(house.adults[0])
    post(ming, house, "ask_mood", desk=True)
    asked = log.current(house.room.pk).mood.id
    post(kite, house, "tell_mood", mood=asked, feeling="bad")
    post(bell, house, "tell_mood", mood=asked, feeling="skip")
    desk = page(ming, house, desk=True)
    assert desk.count('data-felt="bad">') == 1
    assert desk.count('data-felt="skip">') == 1
    assert 'data-feeling="bad"' in page(kite, house)
    assert 'value="bad" aria-pressed="true"' in page(kite, house)
    assert 'aria-pressed="true"' not in page(bell, house)
    assert "你跳过了" in page(bell, house)
    told = [news for news in log.tail(house.room.pk, after=0, limit=500) if "mood_told" in news.text]
    assert {news.audience for news in told} == {"one"}
    post(ming, house, "close_mood", desk=True, mood=asked)
    assert log.current(house.room.pk).mood.counts == (None, None, None)
    assert "不到11个人回答" in page(kite, house)
    post(kite, house, "tell_mood", mood=asked, feeling="good")
    assert log.current(house.room.pk).mood.told[house.children[0].pk].feeling == "bad"


def test_how_a_child_felt_goes_when_it_is_erased(house):  # PRI-6
    from activities.live import actions

    kite = house.children[0]
    house.do(house.adults[0], "ask_mood")
    house.do(kite, "tell_mood", mood=log.current(house.room.pk).mood.id, feeling="bad")
    house.do(kite, "need_help")
    actions.erase_entries(by=None, person=kite.pk, at=timezone.now())
    kept = list(Entry.objects.filter(author=kite.pk).values_list("event", flat=True))
    assert "bad" not in str(kept)
    assert kite.pseudonym not in str(kept)
    log._rooms.clear()
    assert log.current(house.room.pk).seq == house.room.log.count(), "the room can still be read"


def test_a_copy_of_what_one_did_names_nobody_else(house):  # PRI-4
    kite, bell = house.children
    ming = house.adults[0]
    house.do(ming, "set_chat", mode="held")
    house.do(ming, "give_role", role="chair", who=kite.pk)
    house.do(kite, "start_round")
    house.do(kite, "call_on", who=bell.pk)
    house.do(ming, "release", message=house.do(bell, "say", text="走北门吧").seq)
    for person, other in ((kite, bell), (ming, bell), (ming, kite)):
        lines = str([queries.done_plainly(entry) for entry in queries.done_by(person.pk, person.pk)])
        assert other.pseudonym not in lines
        assert "走北门吧" not in lines
    assert "走北门吧" in str([queries.done_plainly(entry) for entry in queries.done_by(bell.pk, bell.pk)])


def test_commands_cost_the_same_late_as_early(house, django_assert_max_num_queries):
    commands = [("start_timer", {"minutes": 5}), ("stop_timer", {}), ("tell_adults", {"text": "我看后面"})]
    house.do(house.adults[0], "give_role", role="chair", who=house.children[0].pk)
    log.current(house.room.pk)
    for _ in range(2):
        for command, fields in commands:
            with django_assert_max_num_queries(10):
                house.do(house.adults[0], command, **fields)
        for number in range(30):
            house.do(house.adults[0], "set_agenda", text=f"第{number}步")


def test_a_clock_that_ran_out_says_nought():
    from activities.live.templatetags.live import left

    now = timezone.now()
    for seconds, minutes in ((-200, 0), (0, 0), (1, 1), (60, 1), (61, 2)):
        assert left((now + timedelta(seconds=seconds)).isoformat(), now) == minutes
    assert left(None, now) == 0


@pytest.mark.parametrize(
    "bad",
    [
        {"type": "go_step", "step": "9" * 5000},
        {"type": "go_step", "step": "-1"},
        {"type": "go_step", "step": "１"},
        {"type": "start_timer", "minutes": "1e9"},
        {"type": "start_timer"},
        {"type": "set_steps", "text": "走\x00路"},
        {"type": "set_steps", "text": "字" * 1201},
        {"type": "give_role", "role": "king", "who": "nobody"},
        {"type": "give_role", "role": "chair", "who": "00000000-0000-0000-0000-000000000000"},
        {"type": "tell_mood", "mood": "1", "feeling": "furious"},
        {"type": "pause_one", "who": "00000000-0000-0000-0000-000000000000", "minutes": "31"},
        {"type": "answer_help", "who": "00000000-0000-0000-0000-000000000000"},
        {"type": "call_lead", "text": "\u200b\x00", "danger": "perhaps"},
        {"type": "call_lead", "text": ""},
        {"type": "return", "message": "99999", "text": "好"},
        {"type": "admit", "who": "00000000-0000-0000-0000-000000000000"},
        {"type": "open_doors", "stage": "prepared"},
    ],
    ids=lambda bad: bad["type"],
)
def test_bad_input_is_answered_and_changes_nothing(house, bad):  # SEC-34
    before = house.room.log.count()
    ming = visit(house.adults[0])
    told = ming.post(way("live_desk:do", house), bad, headers={"accept": "application/json"})
    assert told.status_code in {200, 400, 409}
    assert house.room.log.count() == before
    answer = ming.post(way("live_desk:do", house), bad)
    assert ming.get(answer.url).status_code == 200
