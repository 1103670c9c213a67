"""Children's words: plain, as typed, without what cannot be seen (SEC-14, SEC-30)."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text.plain import MARKS, length, plain
from tests.making.shared import shared


@given(st.text(max_size=300))
def test_it_settles_and_hides_nothing(text):
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in once if char != "\n")
    assert "\u202e" not in once
    assert length(once) <= len(once)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  x  \n", "x"),
        ("a\x00b\x07c", "abc"),
        ("\u202eevil\u202c", "evil"),
        ("138\u200b1234\u200d5678", "13812345678"),
        ("e\u0301", "é"),
        ("👨‍👩‍👧 好", "👨‍👩‍👧 好"),
        ("a\tb", "a b"),
        ("<b>x</b> & {{7*7}}", "<b>x</b> & {{7*7}}"),
        ("\ud800x", "x"),
    ],
)
def test_cases(typed, kept):
    assert plain(typed) == kept


def test_one_line_stays_one_line():
    assert plain("一\n二\n\n三", lines=False) == "一 二 三"


def test_towers_of_signs_are_cut():
    assert len(plain("x" + "\u0335" * 50)) <= 1 + MARKS


COUNTED = [("儿童", 2), ("👨\u200d👩\u200d👧", 1), ("👍🏽", 1), ("x\u0335", 1), ("", 0), ("é", 1)]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_length_counts_what_a_reader_sees(text, count):
    assert length(text) == count


def test_naughty_strings():
    for text in json.loads(shared("blns.json").read_text(encoding="utf-8")):
        assert plain(plain(text)) == plain(text)
