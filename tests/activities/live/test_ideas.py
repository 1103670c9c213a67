"""Words collected and notes on a board: who reads what, what waits, what may be taken back, and how it is sorted."""

import pytest

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.ideas import same
from tests.making.rules import BELL, EVERYBODY, ID, KITE, MING, NING, Log, member, refusal


def collecting(chat="open") -> Log:
    log = Log(chat=chat)
    log.do(MING, p.OpenWords(client_id=ID, question="学校在你心里是什么？"))
    return log


def board(chat="open", groups=("玩", "安静")) -> Log:
    log = Log(chat=chat)
    log.do(MING, p.OpenBoard(client_id=ID, question="怎么让课间更好？", groups=groups))
    return log


def give(log, who, text, **now):
    return log.do(who, p.GiveWord(client_id=ID, into=2, text=text), **now)


def put(log, who, text, **now):
    return log.do(who, p.PutNote(client_id=ID, into=2, text=text), **now)


def shown(log, who=KITE) -> list[str]:
    return list(log.room.seen_by(who).words.shown.values())


# --- Words ---


def test_all_see_a_word_once_and_no_child_sees_whose_it_is():
    log = collecting()
    given, out = give(log, KITE, "操场")
    assert (given.audience, given.to, out.audience) == (Audience.ONE, KITE.id, Audience.ALL)
    assert str(KITE.id) not in out.event.model_dump_json()
    assert [sent.event.type for sent in give(log, BELL, " 操 场！")] == ["word_given"], "the same word again"
    assert [shown(log, who) for who in EVERYBODY] == [["操场"]] * 4
    own = [{note.by.id for note in log.room.seen_by(who).notes.values()} for who in EVERYBODY]
    both = {KITE.id, BELL.id}
    assert own == [{KITE.id}, {BELL.id}, both, both]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("School", "school ", True),
        ("ＡＢＣ", "abc", True),
        ("大树。", "大树", True),
        ("大树", "小树", False),
        ("？", "！", False),
    ],
)
def test_what_counts_as_the_same_word(one, other, alike):
    assert (same(one) == same(other)) is alike


def test_a_child_gives_three_words_and_one_taken_back_leaves_room():
    log = collecting()
    for word in ("大树", "操场", "午饭"):
        give(log, KITE, word)
    assert give(log, KITE, "大树 ") == [], "the same one twice is one"
    fourth = p.GiveWord(client_id=ID, into=2, text="同桌")
    assert refusal(log, KITE, fourth) == "enough_words"
    log.do(KITE, p.Remove(client_id=ID, message=3))
    assert "大树" not in shown(log)
    assert give(log, KITE, "同桌")
    assert refusal(log, MING, fourth) == "not_for_you", "it is asked of children"


def test_words_wait_where_the_chat_is_held_and_are_let_through_kept_or_given_back():
    log = collecting("held")
    for who, word in ((KITE, "操场"), (BELL, "操场"), (KITE, "午饭"), (BELL, "午睡")):
        (held,) = give(log, who, word)
        assert (held.event.type, held.audience, held.to) == ("message_held", Audience.ONE, who.id)
    assert shown(log) == []
    passed, out = log.do(MING, p.Release(client_id=ID, message=3))
    assert (passed.audience, passed.to, out.event.text, out.audience) == (Audience.ONE, KITE.id, "操场", Audience.ALL)
    assert [sent.event.type for sent in log.do(MING, p.Release(client_id=ID, message=4))] == ["word_passed"]
    log.do(MING, p.Refuse(client_id=ID, message=5))
    log.do(MING, p.Return(client_id=ID, message=6, text="换一个词好吗？"))
    assert [(note.text, note.state) for note in log.room.notes.values()] == [
        ("操场", "given"), ("操场", "given"), ("午饭", "kept"), ("午睡", "returned"),
    ]  # fmt: skip
    assert shown(log, BELL) == ["操场"]


@pytest.mark.parametrize("kinds", [("phone",), ("harm",)])
def test_a_word_with_a_finding_is_withheld_in_an_open_room_and_goes_the_way_of_messages(kinds):  # PII-9, SAF-5
    log = collecting()
    (held,) = give(log, KITE, "13912345678", kinds=kinds)
    assert held.event.type == "message_held"
    assert "13912345678" not in repr(log.room.seen_by(BELL))
    log = collecting()
    held, told = give(log, KITE, "有人打我", kinds=("harm",), harm=1)
    assert (held.event.care, held.event.into, told.event.type) == (True, 2, "lead_told")
    assert "有人打我" not in repr(log.room.seen_by(MING)) + repr(log.room.seen_by(BELL))


def test_a_word_taken_away_by_an_adult_goes_for_all_and_waits_when_given_again():
    log = collecting()
    for who in (KITE, BELL):
        give(log, who, "傻瓜")
    hidden, *told = log.do(MING, p.HideWord(client_id=ID, word=4))
    assert (hidden.audience, {each.to for each in told}) == (Audience.ALL, {KITE.id, BELL.id})
    assert shown(log) == []
    assert refusal(log, NING, p.HideWord(client_id=ID, word=4)) == "gone"
    (held,) = give(log, member(9), "傻 瓜")
    assert held.event.type == "message_held"
    log.do(MING, p.Release(client_id=ID, message=3))
    assert shown(log) == ["傻瓜"], "an adult may think again"


def test_a_word_stays_while_one_of_those_who_gave_it_does():
    log = collecting()
    for who in (KITE, BELL):
        give(log, who, "大树")
    assert [sent.event.type for sent in log.do(KITE, p.Remove(client_id=ID, message=3))] == ["message_removed"]
    assert shown(log) == ["大树"]
    last = log.do(BELL, p.Remove(client_id=ID, message=5))
    assert [sent.event.type for sent in last] == ["message_removed", "word_hidden"]
    assert shown(log) == []


def test_closing_keeps_the_words_and_takes_no_more():
    log = collecting("held")
    give(log, KITE, "大树")
    log.do(MING, p.CloseWords(client_id=ID, into=2))
    assert log.do(MING, p.CloseWords(client_id=ID, into=2)) == []
    assert refusal(log, KITE, p.GiveWord(client_id=ID, into=2, text="操场")) == "words_over"
    log.do(MING, p.Release(client_id=ID, message=3))
    assert shown(log) == ["大树"]
    log.do(MING, p.OpenWords(client_id=ID, question="家呢？"))
    assert (shown(log), log.room.words.closed) == ([], False)
    assert refusal(log, KITE, p.GiveWord(client_id=ID, into=2, text="操场")) == "words_over"


def test_a_word_of_an_earlier_collection_does_not_come_into_the_next():
    log = collecting("held")
    give(log, KITE, "大树")
    log.do(MING, p.CloseWords(client_id=ID, into=2))
    log.do(MING, p.OpenWords(client_id=ID, question="家呢？"))
    assert [sent.event.type for sent in log.do(MING, p.Release(client_id=ID, message=3))] == ["word_passed"]
    assert shown(log) == []


# --- The board ---


def test_notes_are_put_held_let_through_and_taken_back():
    log = board("held")
    put(log, KITE, "修台阶")
    assert 3 not in log.room.seen_by(BELL).notes
    assert refusal(log, MING, p.MoveNote(client_id=ID, message=3, group=1)) == "gone", "only what all see is sorted"
    log.do(MING, p.Release(client_id=ID, message=3))
    note = log.room.seen_by(BELL).notes[3]
    assert (note.state, note.into, note.group) == ("posted", 2, 0)
    assert refusal(log, BELL, p.Remove(client_id=ID, message=3)) == "not_for_you"
    log.do(KITE, p.Remove(client_id=ID, message=3))
    assert log.room.notes == {}


def test_a_child_puts_five_notes_and_an_adult_as_many_as_needed():
    log = board()
    for number in range(5):
        put(log, KITE, f"想法{number}")
    assert refusal(log, KITE, p.PutNote(client_id=ID, into=2, text="再来一个")) == "enough_notes"
    for number in range(6):
        assert put(log, MING, f"想法{number}")


def chaired(log) -> Log:
    log.do(MING, p.GiveRole(client_id=ID, role="chair", who=KITE.id), target=KITE.face)
    return log


def test_adults_and_the_chair_sort_notes_into_groups():
    log = chaired(board())
    put(log, BELL, "修台阶")
    move = p.MoveNote(client_id=ID, message=4, group=2)
    assert refusal(log, BELL, move) == "not_for_you"
    log.do(KITE, move)
    assert log.do(MING, move) == []
    assert log.room.seen_by(BELL).notes[4].group == 2
    assert refusal(log, MING, p.MoveNote(client_id=ID, message=4, group=3)) == "no_group"
    log.do(MING, p.MoveNote(client_id=ID, message=4, group=0))
    assert log.room.notes[4].group == 0


def test_groups_are_named_and_added_up_to_six():
    log = chaired(board(groups=()))
    for number in range(1, 7):
        log.do(MING, p.NameGroup(client_id=ID, into=2, group=number, text=f"组{number}"))
    log.do(KITE, p.NameGroup(client_id=ID, into=2, group=1, text="一起玩"))
    assert log.room.board.groups == ("一起玩", "组2", "组3", "组4", "组5", "组6")
    assert log.do(KITE, p.NameGroup(client_id=ID, into=2, group=1, text="一起玩")) == []
    few = board(groups=("玩",))
    assert refusal(few, MING, p.NameGroup(client_id=ID, into=2, group=3, text="远")) == "no_group"


def test_a_childs_name_for_a_group_is_read_first_or_not_given():  # MOD-25
    name = p.NameGroup(client_id=ID, into=2, group=1, text="我们的")
    log = chaired(board("held"))
    assert refusal(log, KITE, name) == "adults_name"
    assert log.do(MING, name)
    log = chaired(board())
    assert refusal(log, KITE, name, kinds=("phone",)) == "screened"
    log.do(MING, p.PauseOne(client_id=ID, who=KITE.id, minutes=5), target=KITE.face)
    assert refusal(log, KITE, name) == "adults_name"


def test_dots_go_on_the_notes_that_stand_there():
    log = board()
    ask = p.AskDots(client_id=ID, into=2, question="先做哪个？", dots=2)
    put(log, KITE, "修台阶")
    assert refusal(log, MING, ask) == "few_notes"
    put(log, BELL, "种树", kinds=("name",))
    put(log, BELL, "铺软垫")
    log.do(MING, p.CloseBoard(client_id=ID, into=2))
    (opened,) = log.do(MING, ask)
    assert (opened.event.notes, opened.event.choices) == ((3, 5), ()), "the words stand in the notes alone (PRI-6)"
    assert refusal(log, KITE, p.MarkPoll(client_id=ID, poll=7, marks=(2,))) == "no_choice"
    assert log.do(KITE, p.MarkPoll(client_id=ID, poll=7, marks=(0, 1)))
    assert refusal(log, MING, ask) == "poll_running"


def test_what_waits_still_when_the_next_is_opened_goes_the_way_it_came():  # PII-8
    """A note of an earlier board is let through as a note; a word of an earlier collection as nobody's word."""
    log = board("held")
    put(log, KITE, "修好台阶")
    note = log.room.seq
    log.do(MING, p.CloseBoard(client_id=ID, into=2))
    log.do(MING, p.OpenBoard(client_id=ID, question="周末去哪儿？", groups=()))
    (out,) = log.do(MING, p.Release(client_id=ID, message=note))
    assert (out.event.type, out.event.into, log.room.notes[note].state) == ("message_released", 2, "posted")

    log = collecting("held")
    give(log, KITE, "操场")
    word = log.room.seq
    log.do(MING, p.CloseWords(client_id=ID, into=2))
    log.do(MING, p.OpenWords(client_id=ID, question="家在你心里是什么？"))
    sent = log.do(MING, p.Release(client_id=ID, message=word))
    assert [each.event.type for each in sent] == ["word_passed"]
    assert shown(log) == []
    assert word not in log.room.seen_by(BELL).notes


def test_a_closed_board_takes_no_note_and_is_still_sorted():
    log = board()
    put(log, KITE, "修台阶")
    log.do(MING, p.CloseBoard(client_id=ID, into=2))
    assert log.do(MING, p.CloseBoard(client_id=ID, into=2)) == []
    assert refusal(log, KITE, p.PutNote(client_id=ID, into=2, text="种树")) == "board_over"
    assert log.do(MING, p.MoveNote(client_id=ID, message=3, group=1))
    log.do(MING, p.OpenBoard(client_id=ID, question="周末？"))
    assert refusal(log, MING, p.MoveNote(client_id=ID, message=3, group=0)) == "gone"
    for command in (p.AskDots(client_id=ID, into=2, question="？"), p.CloseBoard(client_id=ID, into=2)):
        assert refusal(log, MING, command) == "board_over"


@pytest.mark.parametrize(
    "command",
    [
        p.OpenWords(client_id=ID, question="加我微信"),
        p.OpenBoard(client_id=ID, question="加我微信"),
        p.AskDots(client_id=ID, into=2, question="加我微信"),
    ],
    ids=lambda command: command.type,
)
def test_what_an_adult_asks_is_screened_too(command):
    log = board()
    log.do(MING, p.CloseBoard(client_id=ID, into=2))
    assert refusal(log, MING, command, kinds=("contact",)) == "screened"
