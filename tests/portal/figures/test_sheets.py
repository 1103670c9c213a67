"""Words in a sheet stay words, whatever they begin with, and come back as they were (SEC-18)."""

import io
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest

from portal.figures.sheets import xlsx
from portal.figures.tables import read

HOSTILE = [
    "=1+1", "=cmd|'/C calc'!A0", "+86 138 0000 1234", "-2+3", "@SUM(A1:A9)", "\t=1", "\r=1", '=HYPERLINK("http://x")',
    "＝1", "'=1", "=DDE(1)", "{=1}", "%0A=1",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula_and_phone_numbers_survive(words):  # SEC-18
    data = xlsx(["a"], [[words]])
    cell = openpyxl.load_workbook(io.BytesIO(data)).active["A2"]
    assert (cell.data_type, cell.value.strip("\t\r")) == ("s", words.strip("\t\r"))
    assert cell.quotePrefix is words.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_numbers_moments_and_nothing():
    data = xlsx(["n", "when", "none", "bell"], [[7, datetime(2026, 3, 2, 1, 0, tzinfo=UTC), None, "a\x07b"]])
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.values)
    assert rows[1] == (7, "2026-03-02 09:00", None, "ab")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\u202e", "\u200b", "\ud800", "\ue000", "\ufffe", "\uffff"])
def test_what_hides_or_breaks_a_file_stays_out(sign):
    data = xlsx([f"na{sign}me"], [[f"纸{sign}鸢"]])
    assert list(openpyxl.load_workbook(io.BytesIO(data)).active.values) == [("name",), ("纸鸢",)]


def test_what_is_written_is_read_again():
    table = read(xlsx(["名字", "年龄"], [["纸鸢", 9], ["会飞的伞", 10]]), rows=10)
    assert table.head == ("名字", "年龄")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("纸鸢", "9")), (3, ("会飞的伞", "10"))]


def test_nobody_is_named_as_its_maker():
    with zipfile.ZipFile(io.BytesIO(xlsx(["a"], []))) as packed:
        assert b"openpyxl" not in packed.read("docProps/core.xml")
