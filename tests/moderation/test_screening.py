"""What screening finds, and what it leaves alone, on lists kept beside this file."""

import json
import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from moderation.kinds import FindingKind
from moderation.screening import Context, Finding, screen
from moderation.screening.rules import all_rules, files
from moderation.screening.screen import apply
from moderation.screening.views import View, letters, plain, runs

DATA = Path(__file__).parent / "data"
STORIES = Path(__file__).parents[2] / "voices" / "management" / "stories.json"


def kept(name):
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def kinds(text, **context):
    return {finding.kind for finding in screen(text, Context(**context))}


def nearest(text, **context):
    return min((finding.level for finding in screen(text, Context(**context)) if finding.kind == "harm"), default=9)


@pytest.mark.parametrize(
    ("name", "kind", "least", "recall"),
    [
        ("phones", "phone", 200, 0.98),  # PII-2
        ("contacts", "contact", 200, 0.95),  # PII-4
        ("links", "link", 140, 0.98),  # PII-5
    ],
)
def test_it_finds_what_is_disguised(name, kind, least, recall):
    rows = kept(name)
    missed = [row["text"] for row in rows if kind not in kinds(row["text"])]
    assert len(rows) >= least
    assert len(missed) <= (1 - recall) * len(rows), missed


@pytest.mark.parametrize("name", ["benign_zh", "benign_en"])
def test_what_children_ask_for_is_left_alone(name):  # MOD-27, PII-18
    rows = kept(name)
    held = [row["text"] for row in rows if screen(row["text"])]
    assert len(rows) >= 300
    assert len(held) <= 0.02 * len(rows), held


def test_tired_jokes_are_no_emergency():  # PII-13
    rows = kept("figurative")
    raised = [row["text"] for row in rows if nearest(row["text"]) <= 1]
    assert len(rows) >= 100
    assert len(raised) <= 0.05 * len(rows), raised


def test_signs_of_harm_are_heard():  # PII-13, PII-15
    missed = [row for row in kept("harm") if nearest(row["text"]) > row["level"]]
    assert missed == []


def test_places_schools_names_meetings_and_secrets_are_found():  # PII-6
    rows = kept("places")
    missed = [row["text"] for row in rows if not screen(row["text"])]
    assert len(missed) <= 0.15 * len(rows), missed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("卡号 4111 1111 1111 1111", "secret"),  # nothing but its digits tells
        ("我叫王小明", "name"),
        ("my name is Tom Brown", "name"),
        ("我的密码是abc12345", "secret"),
        ("add me on wh\u0430ts\u0430pp", "contact"),  # two Cyrillic letters
    ],
)
def test_each_of_these_is_found_by_itself(text, kind):  # PII-4, PII-6
    assert kinds(text) == {kind}


# story: kinds that must be found, and how near its harm is (9: none). Nothing else may be found.
EXPECTED = {
    "S02": ({"harm"}, 3),  # a soft signal; it is published all the same
    "S06": ({"name", "school", "phone", "meeting", "together"}, 9),
    "S08": ({"name", "harm"}, 3),
    "S12": ({"harm"}, 1),
    "S13": ({"harm"}, 1),
    "S15": ({"harm"}, 1),
    "S16": ({"harm"}, 3),  # a false alarm on purpose: a person lets it through
    "S18": ({"school"}, 9),
    "S20": ({"harm"}, 2),
    "S21": ({"harm"}, 1),
    "S22": ({"harm"}, 1),  # no word in it is alarming
    "S23": ({"adult"}, 9),
    "S24": ({"advert", "contact"}, 9),
    "S25": ({"insult"}, 9),
}


@pytest.mark.parametrize("story", json.loads(STORIES.read_text(encoding="utf-8")), ids=lambda story: story["id"])
def test_each_story_goes_where_the_field_says(story):
    expected, level = EXPECTED.get(story["id"], (set(), 9))
    assert kinds(story["text"], age=story["age"]) == expected
    assert nearest(story["text"], age=story["age"]) == level


def test_the_rule_of_days_alone_asks_the_age():  # S22
    text = "奶奶住院了。我会煮面。我已经会煮四天了。"
    assert nearest(text, age=7) == 1
    assert nearest(text, age=None) == 1, "nobody knows the age: the youngest"
    assert nearest(text, age=15) == 9


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("我想自杀", 1),
        ("我今晚就自杀，遗书写好了", 0),
        ("我同学说他想自杀", 2),
        ("课上讲了预防自杀", 3),
        ("故事里的主角想死", 3),
        ("作业多得想死", 3),
        ("爸爸用皮带打我", 1),
        ("爸爸正在用皮带打我", 0),
        ("my friend said she wants to die", 2),
        ("i want to kill myself tonight", 0),
    ],
)
def test_who_when_and_how_sure_move_the_level(text, level):  # PII-15
    assert nearest(text) == level


def test_a_grown_ups_account_is_never_small_talk():  # PII-16
    told = "故事里的主角说：发张照片给我看看"
    assert (nearest(told), nearest(told, adult=True)) == (3, 1)


def test_spans_point_into_the_text_as_written():  # PII-1
    for text, part in [
        ("电话①③⑧⓪⓪①②③④⑤⑥。", "①③⑧⓪⓪①②③④⑤⑥"),
        ("a\u200b1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b2\u200b3\u200b4\u200b5\u200b6", None),
        ("打 一三八 零零一二 三四五六 吧", "一三八 零零一二 三四五六"),
        ("１３８００１２３４５６", "１３８００１２３４５６"),
    ]:
        (found,) = [finding for finding in screen(text) if finding.kind == "phone"]
        if part:
            assert text[found.start : found.end] == part
        else:
            assert text[found.start : found.end].endswith("6")


def test_a_number_sent_in_pieces_is_one_number():  # PII-2, live rooms
    found = screen("4567", Context(recent=("我的是", "154", "0000")))
    assert [finding.kind for finding in found] == ["phone"]
    assert (found[0].start, found[0].end) == (0, 4)
    assert screen("4567") == []
    assert screen("好的", Context(recent=("15400001234",))) == [], "what was seen before is not seen again"


def test_identity_numbers_in_disguise():  # PII-3
    assert [f.rule for f in screen("11010519491231002X")] == ["identity.valid"]
    assert [f.rule for f in screen("一一〇一〇五 一九四九一二三一 〇〇二X")] == ["identity.valid"]
    (wrong,) = screen("110105194912310021")
    assert (wrong.rule, wrong.weight) == ("identity.like", 0.3)
    assert screen("110105194913310021") == [], "there is no thirteenth month"


def test_a_page_of_digits_goes_to_a_person():
    assert [finding.rule for finding in screen("1 " * 500)] == ["phone.many"]


def test_weak_facts_count_together():  # PII-7
    assert screen("我在三年级二班") == []
    assert kinds("我今年九岁，在三年级二班，我爸爸是开早餐店的，全班只有我一个是外地的") == {"together"}


@pytest.mark.parametrize("text", ["", " ", "。", "\u200b", "🔪", "\ud83d", "a" * 5000, "\x00", "\r\n\u2028"])
def test_odd_texts_do_no_harm(text):
    assert isinstance(screen(text), list)


def test_long_texts_are_quick():  # PII-1
    for name in ("benign_zh", "benign_en"):
        text = "".join(row["text"] for row in kept(name))[:5000]
        screen(text)
        assert min(_seconds(lambda text=text: screen(text)) for _ in range(5)) <= 0.05


HARD = [
    *("1 ", "一", "l1o", "a.", "a-", "a@", "http:/", "Abc ", "My name is ", "12 a ", "he ", "86 ", "w e ", "qq", " "),
    *("加我", "微信", "我住在", "小学", "我叫", "我", "爸爸打", "明天在", "奶奶住院", "想死", "é", "老师", "不", "，"),
]


@pytest.mark.parametrize("piece", HARD)
def test_no_rule_is_led_astray(piece):  # PII-1, SEC
    """Four times the text may take about four times as long, never sixteen."""
    small, large = (_views(piece * (size // len(piece))) for size in (4_000, 16_000))
    for rule in all_rules():
        once = min(_seconds(partial(apply, rule, small, Context(age=6))) for _ in range(2))
        four = min(_seconds(partial(apply, rule, large, Context(age=6))) for _ in range(2))
        assert four <= max(0.02, 9 * once), (rule.id, once, four)


def _views(text):
    seen = plain(text)
    return {"original": View(text, range(len(text))), "plain": seen, "letters": letters(seen)}


def _seconds(run):
    start = time.process_time()
    run()
    return time.process_time() - start


def test_rules_have_an_owner_a_review_and_a_history():  # PII-19
    assert all(file.owner and file.changes for file in files())
    assert min(file.review_on for file in files()) > date(2026, 11, 23)
    assert len({rule.id for rule in all_rules()}) == len(all_rules())
    assert {rule.kind for rule in all_rules()} <= set(FindingKind.values)


def test_no_rule_blocks_words_of_rights_and_bodies():  # PII-18, finding 8
    for word in [
        "希望",
        "没有",
        "安全",
        "政府",
        "垃圾",
        "身体",
        "残疾",
        "月经",
        "户口",
        "贫困",
        "性别",
        "rights",
        "body",
        "council",
    ]:
        assert screen(f"我们想说说{word}的事。") == []
    for phrase in ["看到有人被孤立要告诉老师", "预防性侵的课很有用", "生日惊喜，不要告诉妈妈"]:
        assert screen(phrase) == [], "a listed phrase around a hit"


def test_screening_answers_findings_and_nothing_else():  # MOD-8
    assert all(isinstance(finding, Finding) for finding in screen("电话15400001234"))
    assert runs(plain("没有数字")) == []


@pytest.mark.parametrize(
    "text", ["打我电话15400000000一起去数。", "15400000000二楼见", "我家一共三个人13912345678一定要打"]
)
def test_a_number_ends_where_a_word_that_begins_like_a_digit_follows(text):  # PII-2
    found = [each for each in screen(text) if each.kind == "phone"]
    assert [text[each.start : each.end].isdigit() for each in found] == [True]
