"""What has to be true of words before a family reads them: found in either language, said where it is wrong."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.consent.actions import words
from portal.consent.content.wording import SENTENCE, Words, findings
from portal.consent.kinds import Audience
from portal.consent.models import Notice

ZH = "# 题目\n\n" + "\n\n".join(f"## 第{n}节\n\n这是话。" for n in "一二三四") + "\n"
EN = "# Title\n\n" + "\n\n".join(f"## Part {n}\n\nThese are words." for n in "1234") + "\n"
BRIEF_ZH = "谁能看到：社工。\n用多久：一年。\n怎么收回：点两下。\n\n"
BRIEF_EN = "Who sees it: workers.\nHow long: one year.\nHow to take it back: two taps.\n\n"


def said(zh=ZH, en=EN, audience=Audience.MIDDLE, language="en"):
    with translation.override(language):
        return [(each.language, each.message) for each in findings({"zh-hans": zh, "en": en}, audience)]


@pytest.mark.parametrize("key", sorted(words.shipped()), ids="/".join)
def test_words_that_ship_with_the_code_pass(key):  # CON-3
    assert findings(words.shipped()[key], key[1]) == []


def test_plain_words_pass():
    assert said() == []


def guardians(zh=BRIEF_ZH, en=BRIEF_EN, sections=6):
    def build(text, brief, part):
        head, _mark, rest = text.partition("## ")
        return head + brief + "## " + rest + "".join(f"\n## {part} {n}\n\n话。words.\n" for n in range(sections - 4))

    zh_text, en_text = build(ZH, zh, "节"), build(EN, en, "Part").replace("话。", "")
    return said(zh_text.replace("words.", ""), en_text, Audience.GUARDIAN)


def test_guardians_get_six_sections_and_three_lines_on_top():  # CON-4
    assert guardians() == []
    assert any("three lines" in message for _language, message in guardians(zh="", en=""))
    assert any("these readers get 6" in message for _language, message in guardians(sections=5))


@pytest.mark.parametrize(
    ("zh", "en", "where", "words"),
    [
        (ZH, "", "en", "missing"),
        ("", EN, "zh-hans", "missing"),
        (ZH.replace("# 题目", "题目", 1), EN, "zh-hans", "first line is the title"),
        (ZH, EN.replace("# Title", "# ", 1), "en", "first line is the title"),
        (ZH, EN.replace("# Title", "# " + "long " * 20, 1), "en", "title is longer"),
        (ZH, EN.replace("# Title\n", "# Title\nA line that names nothing\n", 1), "en", "a label, a colon"),
        (ZH.replace("## 第四节\n\n这是话。", ""), EN, "zh-hans", "There are 3 sections"),
        (ZH.replace("第四节\n\n", "第四节\n"), EN, "zh-hans", "needs a heading"),
        (ZH, EN.replace("## Part 4", "### Part 4"), "en", "a mark we do not know"),
        (ZH.replace("这是话。", "这是,话。", 1), EN, "zh-hans", "a Chinese mark"),
        (ZH.replace("这是话。", "这是话.", 1), EN, "zh-hans", "a Chinese mark"),
        (ZH.replace("这是话。", "留守儿童的话。", 1), EN, "zh-hans", "do not call children so"),
        (ZH, EN.replace("These are", "这是", 1), "en", "Chinese characters in the English"),
        (EN, EN, "zh-hans", "for the Chinese words"),
        (ZH.replace("# 题目\n", "# 题目\n谁看：社工。\n", 1), EN, "en", "1 lines on top in Chinese and 0 in English"),
        (ZH + "\n## 五\n\n多了。\n", EN, "en", "5 sections in Chinese and 4 in English"),
        ("字" * 9000, EN, "zh-hans", "longer than 8000"),
    ],
)
def test_what_is_wrong_is_said_beside_its_language(zh, en, where, words):
    assert any(language == where and words in message for language, message in said(zh, en))


@pytest.mark.parametrize("audience", sorted(SENTENCE))
@pytest.mark.parametrize("over", [0, 1])
def test_children_get_sentences_they_read_to_the_end(audience, over):  # PRI-16, field.md 4.2
    characters, english = SENTENCE[audience]
    zh = ZH.replace("这是话", "字" * (characters + over), 1)
    en = EN.replace("These are words", " ".join(["word"] * (english + over)), 1)
    found = [language for language, message in said(zh, en, audience) if "at most" in message]
    assert found == ["zh-hans", "en"] * over


def test_guardians_may_read_longer_sentences():
    assert not any("at most" in message for _language, message in said("# 题\n\n## 一\n\n" + "字" * 60, EN, "guardian"))


def test_messages_are_in_the_writers_language():
    assert any("缺" in message or "没有" in message for _language, message in said(zh="", language="zh-hans"))


@pytest.mark.parametrize("line", ["How long: until noon", "用多久：到中午"])
def test_both_kinds_of_colon_name_a_line(line):
    ((label, rest),) = Words(f"# T\n{line}\n\n## S\n\nx").brief
    assert label in {"How long", "用多久"}
    assert rest in {"until noon", "到中午"}


@pytest.mark.parametrize("line", ["no colon here", "label: ", ": words", "12:30"])
def test_a_line_that_names_nothing_is_shown_and_breaks_no_page(line):  # CON-3: old words can always be shown again
    notice = Notice(text=f"# T\nWho: all\n{line}\n\n## S\n\nx")
    assert notice.brief == [("Who", "all")]
    assert notice.lead == [line]


@given(
    text=st.text(alphabet="#： :\n一a。.标", max_size=60),
    other=st.text(max_size=40),
    audience=st.sampled_from(Audience),
)
def test_whatever_is_typed_is_read_and_judged_and_breaks_no_page(text, other, audience):
    words = Words(text)
    assert words.title == text.partition("\n")[0].removeprefix("# ")
    assert all(label.strip() and said.strip() for label, said in words.brief)
    assert len(words.lead) + len(words.brief) <= text.count("\n")
    assert {each.language for each in findings({"zh-hans": text, "en": other}, audience)} <= {"zh-hans", "en"}
