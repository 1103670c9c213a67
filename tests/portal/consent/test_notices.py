"""The texts: complete, in both languages, in plain words, and never changed once shown."""

import re

import pytest

from portal.consent.actions import words
from portal.consent.kinds import Audience
from portal.consent.models import Notice
from portal.consent.purposes import IN_USE

LANGUAGES = ["zh-hans", "en"]
SIX = ["做什么", "存在哪里", "怎么保护", "不同意会怎样", "有意见找谁", "怎么改"]
FOUR = ["我知道要做什么", "我可以不说话", "我可以中途停", "谁会看到我的话"]
LONGEST = {"6-8": 20, "9-12": 30, "13-17": 36}  # characters in a Chinese sentence
CHILDREN = [each for each in Audience if each != Audience.GUARDIAN]


def text(purpose, audience, language) -> str:
    return (words.SHIPPED / purpose / f"{audience}.{language}.txt").read_text()


@pytest.mark.parametrize("purpose", sorted(IN_USE))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reader_has_a_text(purpose, language):  # PRI-16
    for audience in Audience:
        notice = Notice(text=text(purpose, audience, language))
        assert notice.title
        assert len(notice.sections) == (6 if audience == Audience.GUARDIAN else 4)
        assert all(heading and said for heading, said in notice.sections)


@pytest.mark.parametrize("purpose", sorted(IN_USE))
def test_guardians_read_the_six_things_the_law_asks_for(purpose):  # CON-4, CAC Art. 10
    headings = [heading for heading, _said in Notice(text=text(purpose, "guardian", "zh-hans")).sections]
    assert all(asked in heading for asked, heading in zip(SIX, headings, strict=True))
    whole = text(purpose, "guardian", "zh-hans")
    assert "12个月" in whole  # how long
    assert "12345" in whole  # to whom one complains
    assert "点两下" in whole  # how one takes it back


@pytest.mark.parametrize("purpose", sorted(IN_USE))
@pytest.mark.parametrize("audience", CHILDREN)
def test_children_read_four_lines(purpose, audience):
    notice = Notice(text=text(purpose, audience, "zh-hans"))
    assert [heading for heading, _said in notice.sections] == FOUR
    for _heading, said in notice.sections:
        for sentence in re.split("[。！？]", said):
            assert len(sentence) <= LONGEST[audience], sentence


def test_no_half_width_marks_between_chinese_characters():
    for path in words.SHIPPED.glob("*/*.zh-hans.txt"):
        assert not re.search(r"[一-鿿][,.:;?!()][一-鿿]", path.read_text()), path


def test_no_labels_for_children_anywhere():
    for path in words.SHIPPED.glob("*/*.txt"):
        assert not re.search("困境|留守|流动儿童|小朋友们好", path.read_text()), path


@pytest.mark.django_db
def test_what_is_stored_is_what_is_hashed():
    assert Notice.objects.exists()
    assert all(notice.intact for notice in Notice.objects.all())
    changed = Notice.objects.first()
    changed.text += " "
    assert not changed.intact


@pytest.mark.parametrize("purpose", sorted(IN_USE))
@pytest.mark.parametrize("language", LANGUAGES)
def test_guardians_first_read_who_how_long_and_how_back(purpose, language):
    assert len(Notice(text=text(purpose, "guardian", language)).brief) == 3
    assert all(Notice(text=text(purpose, band, language)).brief == [] for band in CHILDREN)
