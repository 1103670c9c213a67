"""What a group thought up stands in its summary: words without names, ideas as they stood, dots on ideas."""

import pytest
from django.utils import timezone

from activities.live import actions
from activities.live.queries import summing
from activities.purposes import scope
from portal.consent.purposes import Purpose
from tests.making import consent as make_consent
from tests.making import live as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    """Both children gave one word and each one more, kite and an adult put a note up, and dots were asked."""
    made = make.house(child_age=15)
    made.sit()
    (kite, bell), ming = made.children, made.adults[0]
    words = made.do(ming, "open_words", question="学校在你心里是什么？").seq
    for child, word in ((kite, "大树"), (kite, "操场"), (bell, "操 场"), (bell, "铃声")):
        made.do(child, "give_word", into=words, text=word)
    board = made.do(ming, "open_board", question="怎么让课间更好？", groups=["玩", "看"]).seq
    note = made.do(kite, "put_note", into=board, text="修好台阶").seq
    made.do(ming, "move_note", message=note, group=2)
    made.do(ming, "put_note", into=board, text="多放垫子")
    poll = made.do(ming, "ask_dots", into=board, question="先做哪个？", dots=1).seq
    made.do(ming, "close_poll", poll=poll)
    made.do(ming, "close_room")
    made.room.refresh_from_db()
    return made


def standing(house) -> dict[str, list[str]]:
    found = summing.summed(house.room, at=timezone.now()).sections
    told = {each.name: [line.text for line in each.lines] for each in found}
    return told | {"dots": [label for each in found for figure in each.figures for label, _count in figure.rows]}


def test_words_ideas_and_dots_stand_there(house):
    told = standing(house)
    assert (told["words"], told["ideas"]) == (["大树", "操场", "铃声"], ["多放垫子", "修好台阶"])
    assert sorted(told["dots"]) == ["修好台阶", "多放垫子"]
    assert all(line.by is None for each in summing.summed(house.room, at=timezone.now()).sections for line in each.lines
               if each.name == "words")  # fmt: skip


def test_against_a_no_only_what_another_child_gave_as_well(house):  # CON-2
    home = house.homes[0]
    make_consent.says(home.guardian, home.child, Purpose.LIVE, scope(house.activity), yes=False)
    told = standing(house)
    assert (told["words"], told["ideas"], told["dots"]) == (["操场", "铃声"], ["多放垫子"], ["多放垫子"])


def test_what_was_erased_or_taken_away_is_not_there(house):  # PRI-6
    actions.erase_entries(by=None, person=house.children[0].pk, at=timezone.now())
    told = standing(house)
    assert (told["words"], told["ideas"], told["dots"]) == (["操场", "铃声"], ["多放垫子"], ["多放垫子"])
