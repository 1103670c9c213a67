"""Words cut for finding, and questions cut the same way."""

import pytest

from portal.text.index import entry, terms


def test_an_entry_is_words_with_single_spaces():
    assert entry("学校门口！Library、ＡＢＣ") == "学校 校门 门口 口 library abc"
    assert entry("……") == ""
    assert entry("儿童儿童") == "儿童 童儿 童"


@pytest.mark.parametrize(
    ("query", "cut"),
    [
        ("儿童", [("儿童", False)]),
        ("童", [("童", True)]),
        ("议事会", [("议事", False), ("事会", False)]),
        ("lib 儿童", [("lib", True), ("儿童", False)]),
        ("'; DROP TABLE", [("drop", True), ("table", True)]),
        ("  ", []),
    ],
)
def test_questions(query, cut):
    assert terms(query) == cut


def test_a_word_without_end_is_cut_alike():
    assert terms("a" * 500)[0][0] == entry("a" * 500)
