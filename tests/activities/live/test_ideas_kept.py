"""Words and notes in the durable log: three hundred at once, screened, read anew, taken back, erased."""

import json

import pytest
from django.utils import timezone

from activities.live import actions, log, queries
from activities.live.actions import NotNow
from activities.live.models import Entry, HeldForCare
from activities.live.room import Member
from portal.accounts.roles import Role
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts
from tests.making import live as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(child_age=15)
    made.sit()
    return made


def erased(child):
    at = timezone.now()
    wish = privacy.wish(by=child, person=child.pk, kind="erase", words="", at=at)
    privacy.answer_wish(by=make_accounts.staff(Role.SUPERVISOR), wish=wish, yes=True, at=at)


def in_log(house) -> str:
    return json.dumps(list(Entry.objects.filter(room=house.room).values_list("event", flat=True)), ensure_ascii=False)


def test_a_words_text_goes_with_the_child_who_gave_it_and_stays_with_another(house):  # PRI-6
    (kite, bell), ming = house.children, house.adults[0]
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    for child, word in ((kite, "大树"), (kite, "操场"), (bell, "操 场")):
        house.do(child, "give_word", into=words, text=word)
    erased(kite)
    assert list(log.current(house.room.pk).words.shown.values()) == ["", "操场"]
    assert "大树" not in in_log(house)
    assert kite.pseudonym not in in_log(house)
    erased(bell)
    assert "操场" not in in_log(house)
    assert "操 场" not in in_log(house)


def test_a_held_word_that_was_let_through_goes_as_well(house):
    (kite, _bell), ming = house.children, house.adults[0]
    house.do(ming, "set_chat", mode="held")
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    number = house.do(kite, "give_word", into=words, text="大树").seq
    house.do(ming, "release", message=number)
    house.do(ming, "close_room")
    erased(kite)
    assert "大树" not in in_log(house)
    assert log.current(house.room.pk).closed, "the room can still be read"


def test_notes_and_a_childs_name_for_a_group_go_and_the_sorting_stays(house):
    (kite, bell), ming = house.children, house.adults[0]
    board = house.do(ming, "open_board", question="怎么让课间更好？", groups=["玩"]).seq
    own = house.do(kite, "put_note", into=board, text="修好台阶").seq
    other = house.do(bell, "put_note", into=board, text="种树").seq
    house.do(ming, "give_role", role="chair", who=kite.pk)
    house.do(kite, "name_group", into=board, group=2, text="小风的组")
    house.do(ming, "move_note", message=own, group=2)
    house.do(ming, "ask_dots", into=board, question="先做哪个？")
    erased(kite)
    left = in_log(house)
    assert not any(words in left for words in ("修好台阶", "小风的组", kite.pseudonym))
    state = log.current(house.room.pk)
    assert (state.board.groups, state.poll.notes) == (("玩", ""), (own, other))
    assert state.notes[other].text == "种树"


def test_who_comes_back_hears_no_word_that_was_taken_away(house):
    (kite, bell), (ming, ning) = house.children, house.adults
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    house.do(kite, "give_word", into=words, text="傻瓜")
    house.do(ming, "hide_word", word=log.current(house.room.pk).seq)
    for reader in (bell, ning):
        told = log.tail(house.room.pk, after=words, limit=100)
        read = "".join(each.text for each in told if each.audience == "all")
        assert "傻瓜" not in read, reader


def test_an_adult_who_let_a_word_through_has_it_in_no_copy_of_their_own(house):  # PRI-3
    kite, ming = house.children[0], house.adults[0]
    house.do(ming, "set_chat", mode="held")
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    house.do(ming, "release", message=house.do(kite, "give_word", into=words, text="大树").seq)

    def copy(person) -> str:
        return str([queries.done_plainly(entry) for entry in queries.done_by(person.pk, person.pk)])

    assert "大树" in copy(kite)
    assert "大树" not in copy(ming)


def test_contact_in_two_words_is_found_and_withheld(house):  # PII-9
    kite, ming = house.children[0], house.adults[0]
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    house.do(kite, "give_word", into=words, text="打给我139123")
    told = house.do(kite, "give_word", into=words, text="45678")
    assert (told.held, "phone" in told.kinds) == (True, True)
    seen = log.current(house.room.pk).seen_by(Member(queries.face(house.children[1])))
    assert "45678" not in str(seen)


@pytest.mark.parametrize("command", ["give_word", "put_note", "name_group"])
def test_a_near_sign_of_harm_goes_to_the_lead_from_wherever_it_is_written(house, command):  # SAF-5
    kite, ming = house.children[0], house.adults[0]
    house.do(ming, "give_role", role="chair", who=kite.pk)
    question = "学校在你心里是什么？"
    opened = {"give_word": "open_words", "put_note": "open_board", "name_group": "open_board"}[command]
    into = house.do(ming, opened, question=question).seq
    more = {"group": 1} if command == "name_group" else {}
    told = house.do(kite, command, into=into, text="有时候我想自杀", **more)
    assert (told.held, "harm" in told.kinds) == (True, True)
    assert HeldForCare.objects.get().entry.seq == told.seq
    with pytest.raises(NotNow):
        house.do(ming, "release", message=told.seq)


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("open_board", {"question": "好吗？", "groups": ["打 13912345678"]}),
        ("ask_dots", {"question": "打 13912345678"}),
        ("name_group", {"group": 1, "text": "打 13912345678"}),
    ],
)
def test_every_line_of_what_is_asked_is_screened(house, command, fields):
    ming = house.adults[0]
    board = house.do(ming, "open_board", question="怎么让课间更好？", groups=["玩"]).seq
    house.do(ming, "close_board", into=board)
    with pytest.raises(NotNow) as no:
        house.do(ming, command, **({} if command == "open_board" else {"into": board}), **fields)
    assert no.value.code == "screened"


def test_a_child_whose_yes_ended_gives_no_word_and_theirs_stay_as_messages_do(house):  # CON-11
    kite, ming = house.children[0], house.adults[0]
    words = house.do(ming, "open_words", question="学校在你心里是什么？").seq
    house.do(kite, "give_word", into=words, text="大树")
    make.says(kite, house.room, yes=False)
    with pytest.raises(actions.NotHere):
        house.do(kite, "give_word", into=words, text="操场")
    assert list(log.current(house.room.pk).words.shown.values()) == ["大树"]
