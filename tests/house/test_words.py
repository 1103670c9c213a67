"""Every word is in both languages, and Chinese is written with Chinese punctuation."""

import re

import pytest
from django.conf import settings

from portal.text import catalogues
from tests.house import tree

HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
HALF = re.compile(rf"{HAN}\s*[,;:!?()]\s*{HAN}|{HAN}\.(\s|$|{HAN})|{HAN}[,;!?]$", re.MULTILINE)
HAN_TEXT = re.compile(HAN)


def test_no_word_is_untranslated():
    found = catalogues.lacks(settings.ROOT)
    assert found == [], "\n".join(str(lack) for lack in found)


def test_parts_agree_on_their_words():
    assert catalogues.clashes(settings.ROOT) == []


def written():
    files = list((tree.ROOT / "locale").rglob("*.po")) + tree.templates()
    for part in (*tree.PARTS, "tests", "docs"):
        files += [path for end in ("json", "md", "txt", "html") for path in (tree.ROOT / part).rglob(f"*.{end}")]
    return sorted({path for path in files if path.suffix in {".po", ".html", ".txt", ".json", ".md"}})


# Texts whose punctuation is the point: what children really type, and what rules look for.
AS_TYPED = ("tests/", "moderation/rules/", "moderation/screening/")


@pytest.mark.parametrize("path", written(), ids=tree.name)
def test_no_half_width_punctuation_between_chinese(path):
    if tree.name(path).startswith(AS_TYPED):
        return
    found = [line.strip() for line in path.read_text().splitlines() if HALF.search(line)]
    assert found == []


def test_the_pattern_sees_what_it_should():
    for wrong in ("你好,世界", "你好.", "为什么?好", "（一）好:坏"):
        assert HALF.search(wrong), wrong
    for right in ("你好，世界。", "SQLite, 数据库", "12:30", "第3.5节", "同檐 Tongyan. 好"):
        assert not HALF.search(right), right


# 困境儿童 and its kin never stand in the children's space (brief.md).
LABELS_NOT_SAID = re.compile("困境儿童|问题儿童|留守儿童|流动儿童|弱势")


def test_children_are_not_labelled():
    files = [path for path in written() if not tree.name(path).startswith(AS_TYPED)]
    assert [tree.name(path) for path in files if LABELS_NOT_SAID.search(path.read_text())] == []


# Pages that speak both languages at once, because they stand where no language is known; and names.
BOTH = {
    "templates/400.html": "stands before the language is known",
    "templates/500.html": "stands without anything else",
    "templates/components/language.html": "names each language in itself",
    "templates/components/wordmark.html": "the name of the house",
    "templates/pages/home/hero.html": "the slogan, with its reading marks, in each language",
}


def spoken():
    """Templates that must speak through the catalogues; the gallery shows samples to developers."""
    return [path for path in tree.templates() if tree.name(path) not in BOTH and "/gallery" not in tree.name(path)]


def test_templates_hold_no_chinese_of_their_own():
    """Chinese belongs into the catalogues, or the English page shows it."""
    wrong = []
    for path in spoken():
        text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r'<[^>]*lang="zh[^>]*>[^<]*<', "", text)
        if path.suffix in {".html", ".txt"} and HAN_TEXT.search(text):
            wrong.append(tree.name(path))
    assert wrong == []


TAG_TEXT = re.compile(r">([^<>{}]*[A-Za-z]{3,}[^<>{}]*)<")


def test_templates_hold_no_words_outside_translation():
    wrong = []
    for path in spoken():
        if path.suffix != ".html":
            continue
        text = path.read_text()
        text = re.sub(r"{% (blocktranslate|comment)\b.*?{% end\1 %}", "", text, flags=re.DOTALL)
        text = re.sub(r"{[%#{].*?[%#}]}", "", text, flags=re.DOTALL)
        text = re.sub(r"<(script|svg)\b.*?</\1>", "", text, flags=re.DOTALL)
        wrong += [f"{tree.name(path)}: {match.strip()}" for match in TAG_TEXT.findall(text)]
    assert wrong == []
