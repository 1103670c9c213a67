"""Thinking together page by page, without a script: every button is a form, and what was refused is not lost."""

import re

import pytest

from activities.live import log
from tests.making.live_pages import page, post, seated, visit, way

pytestmark = pytest.mark.django_db
QUESTION = "学校在你心里是什么？"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    return seated()


def state(house):
    return log.current(house.room.pk)


def items(html: str, name: str) -> str:
    """What stands in the list of this name, without the patterns below it."""
    found = re.search(rf'data-list="{name}"[^>]*>(.*?)</(?:ul|ol)>', html, re.DOTALL)
    return found[1] if found else ""


def test_words_are_given_seen_once_and_taken_away(house):
    ming, kite, bell = visit(house.adults[0]), *(visit(child) for child in house.children)
    post(ming, house, "open_words", desk=True, question=QUESTION)
    words = state(house).words.id
    for client, word in ((kite, "操场"), (bell, "操 场"), (kite, "打给我 13912345678")):
        post(client, house, "give_word", into=words, text=word)
    seen = page(bell, house)
    assert QUESTION in seen
    assert items(seen, "words").count("<li") == 1
    assert house.children[0].pseudonym not in items(seen, "words")
    assert "13912345678" not in seen
    assert "13912345678" in items(page(kite, house), "my-words")
    desk = page(ming, house, desk=True)
    assert all(child.pseudonym in items(desk, "given") for child in house.children)
    wall = ming.get(way("live_desk:screen", house)).content.decode()
    assert wall.count("<li>操场</li>") == 1
    assert not any(each in wall for each in (house.children[0].pseudonym, "13912345678"))
    post(ming, house, "hide_word", desk=True, word=next(iter(state(house).words.shown)))
    assert "<li>操" not in ming.get(way("live_desk:screen", house)).content.decode()
    assert "操" not in items(page(bell, house), "words")
    post(ming, house, "close_words", desk=True, into=words)
    answer = post(kite, house, "give_word", into=words, text="大树")
    assert "这次词语收集已经结束了" in kite.get(answer.url).content.decode()


def test_a_board_is_put_up_sorted_and_given_dots(house):
    ming, kite, bell = visit(house.adults[0]), *(visit(child) for child in house.children)
    post(ming, house, "open_board", desk=True, question="怎么让课间更好？", groups=["玩", "", "安静"])
    board = state(house).board.id
    assert state(house).board.groups == ("玩", "安静")
    for client, words in ((kite, "修好台阶"), (bell, "楼道里别喊")):
        post(client, house, "put_note", into=board, text=words)
    first, second = [number for number, note in state(house).notes.items() if note.into]
    assert 'name="group"' in items(page(ming, house, desk=True), "ideas-0")
    post(ming, house, "move_note", desk=True, message=first, group=2)
    post(ming, house, "name_group", desk=True, into=board, group=3, text="动手")
    seen = page(bell, house)
    assert "修好台阶" in items(seen, "ideas-2")
    assert "修好台阶" not in items(seen, "notes"), "the chat has only what was said in it"
    assert "动手" in seen
    assert "修好台阶" not in ming.get(way("live_desk:screen", house)).content.decode()
    post(ming, house, "put_on_screen", desk=True, message=first)
    wall = ming.get(way("live_desk:screen", house)).content.decode()
    assert "修好台阶" in wall
    assert not any(child.pseudonym in wall for child in house.children)
    assert " hidden" not in items(page(kite, house), "ideas-2").partition('data-slot="on-screen"')[2].partition(">")[0]
    post(ming, house, "ask_dots", desk=True, into=board, question="先做哪个？", dots=2)
    poll = state(house).poll
    assert (poll.notes, poll.dots) == ((first, second), 2)
    for left in (1, 0):
        values = re.findall(r'name="marks" value="([^"]*)" data-slot="put"', items(page(kite, house), "dots"))
        post(kite, house, "mark_poll", poll=poll.id, marks=values[0])
        assert f'data-slot="dots-left">{left}<' in page(kite, house)
    assert state(house).poll.answers[house.children[0].pk].marks == (0, 0)
    post(kite, house, "mark_poll", poll=poll.id, marks="")
    assert state(house).poll.answers[house.children[0].pk].marks == ()
    post(kite, house, "remove", message=first)
    seen = page(bell, house)
    assert items(seen, "dots").count("<li") == 1, "a note that was taken back is no choice any more"
    post(ming, house, "close_poll", desk=True, poll=poll.id)
    assert "不到11个人回答" in items(page(bell, house), "counts")


def test_several_answers_are_pressed_one_after_the_other(house):
    ming, kite = visit(house.adults[0]), visit(house.children[0])
    post(ming, house, "open_poll", desk=True, question="周末？", choices=["画画", "爬山"], kind="several", live="true")
    poll = state(house).poll
    assert (poll.kind, poll.live) == ("several", True)
    for number, stands in ((0, (0,)), (1, (0, 1)), (0, (1,))):
        values = re.findall(r'name="marks" value="([^"]*)"', items(page(kite, house), "picks"))
        post(kite, house, "mark_poll", poll=poll.id, marks=values[number])
        assert state(house).poll.answers[house.children[0].pk].marks == stands
    assert items(page(kite, house), "picks").count('aria-pressed="true"') == 1


@pytest.mark.parametrize(
    ("command", "fields", "words"),
    [
        ("open_words", {"question": "打 13912345678 好吗"}, ["打 13912345678 好吗"]),
        ("open_board", {"question": "打 13912345678 好吗", "groups": ["玩一玩"]}, ["打 13912345678 好吗", "玩一玩"]),
        ("open_poll", {"question": "打 13912345678 好吗", "choices": ["北门", "南门"]}, ["北门", "南门"]),
    ],
)
def test_what_an_adult_typed_and_was_refused_stays_in_its_boxes(house, command, fields, words):
    ming = visit(house.adults[0])
    answer = post(ming, house, command, desk=True, **fields)
    seen = ming.get(answer.url).content.decode()
    assert all(f'value="{each}"' in seen for each in words)


def test_a_fourth_word_is_refused_kindly_and_kept_in_the_box(house):
    ming, kite = visit(house.adults[0]), visit(house.children[0])
    post(ming, house, "open_words", desk=True, question=QUESTION)
    words = state(house).words.id
    for word in ("大树", "操场", "午饭", "同桌"):
        answer = post(kite, house, "give_word", into=words, text=word)
    seen = kite.get(answer.url).content.decode()
    assert "收回一个，就能换一个" in seen
    assert 'value="同桌"' in seen


def test_a_held_note_says_where_it_was_meant_to_go(house):
    ming, kite = visit(house.adults[0]), visit(house.children[0])
    post(ming, house, "set_chat", desk=True, mode="held")
    post(ming, house, "open_board", desk=True, question="怎么让课间更好？")
    post(kite, house, "put_note", into=state(house).board.id, text="修好台阶")
    held = items(page(ming, house, desk=True), "held")
    tag = held[held.index('data-slot="for-board"') :]
    assert " hidden" not in tag[: tag.index(">")]
    assert "修好台阶" in items(page(kite, house), "my-notes")
    assert "修好台阶" not in page(visit(house.children[1]), house)
