"""Strangers' tables: read within bounds, refused in one word where they are none, and never computed."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from portal.figures import tables
from portal.figures.sheets import xlsx
from portal.figures.tables import Unreadable, read

LINES = "名字,生日\n纸鸢,2017-05-01\n会飞的伞,2016-02-29\n"


def book(*rows, change=None) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def packed(sheet: str, **more: str) -> bytes:
    """An XLSX whose first sheet is this XML, with other parts beside it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book(["a"]))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {part.filename: old.read(part) for part in old.infolist()}
        for name, text in (parts | {"xl/worksheets/sheet1.xml": sheet} | more).items():
            new.writestr(name, text)
    return out.getvalue()


def parts_of(name: str, inside: str, before: str = "") -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{before}<{name} xmlns="{space}">{inside}</{name}>'


def sheet(inside: str, before: str = "") -> str:
    return parts_of("worksheet", f"<sheetData>{inside}</sheetData>", before)


def code(data: bytes, rows: int = 50) -> str:
    with pytest.raises(Unreadable) as no:
        read(data, rows=rows)
    return no.value.code


@pytest.mark.parametrize(("data", "read_as"), [
    (LINES.encode(), "UTF-8"), (b"\xef\xbb\xbf" + LINES.encode(), "UTF-8"), (LINES.encode("gb18030"), "GB18030"),
    (LINES.encode("utf-16"), "UTF-16"), ("\ufeff".encode("utf-16-be") + LINES.encode("utf-16-be"), "UTF-16"),
    (LINES.replace(",", ";").encode(), "UTF-8"), (LINES.replace(",", "\t").encode(), "UTF-8"),
    (LINES.replace("\n", "\r\n").encode(), "UTF-8"), (LINES.replace("\n", "\n\n , \n").encode(), "UTF-8"),
    ('"名字","生日"\n"纸鸢","2017-05-01"\n"会飞\n的伞","2016-02-29"\n'.encode(), "UTF-8"),
])  # fmt: skip
def test_a_csv_in_the_encodings_people_have(data, read_as):
    table = read(data, rows=50)
    assert (table.head, table.read_as) == (("名字", "生日"), read_as)
    said = [tuple(cell.replace(" ", "") for cell in row.cells) for row in table.rows]
    assert said == [("纸鸢", "2017-05-01"), ("会飞的伞", "2016-02-29")]


def test_an_xlsx_gives_text():
    moment = datetime(2017, 5, 1, 9, 30)  # noqa: DTZ001 (a sheet knows no zones)
    data = book(["a", "b", "c", "d", "e"], [date(2017, 5, 1), moment, 7.0, 7.5, "  x  y "])
    assert read(data, rows=5).rows[0].cells == ("2017-05-01", "2017-05-01T09:30:00", "7", "7.5", "x y")


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"), (b" \r\n ", "empty"), (b",,,\n,,,\n", "empty"), (book(), "empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "old_excel"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "not_a_table"), 
    (b"%PDF-1.7\xff\xff\xff\n1 0 obj", "encoding"), (b"a\nb\x00c\n", "not_a_table"),
    ("名字,生日".encode("utf-16-le"), "not_a_table"), (b"PK\x03\x04" + b"x" * 500, "not_a_table"),
    (b"name\n" + b"\x81\xff\xff", "encoding"), (b'name\n"never closed', "not_a_table"), (b"=1+1,b\n", "not_a_table"),
    (b"x" * (10 * 1024 * 1024), "too_big"), (b"a," * 40, "too_many_columns"), (b"a\n" + b"b\n" * 51, "too_many_rows"),
    (b"a\n" + b"\n" * 600, "too_many_rows"), (b"a\n" + b"b\n" * 200_000, "too_many_rows"),
    (packed(sheet("<row><c><v>1</v>")), "not_a_table"), (packed("<html></html>"), "empty"),
    (book(["a"], ["b"], change=lambda made: made.active.merge_cells("A1:B2")), "merged"),
    (book(["a"], ["b"], change=lambda made: made.create_sheet().append(["c"])), "sheets"),
])  # fmt: skip
def test_what_is_no_table_of_ours_is_refused_in_one_word(data, says):
    assert code(data) == says


def test_a_word_document_and_a_macro_are_no_table():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<w/>")
    assert code(out.getvalue()) == "not_a_table"


def test_an_empty_second_sheet_is_no_second_table():
    assert read(book(["a"], ["b"], change=lambda made: made.create_sheet()), rows=5).head == ("a",)


# name → XML of the sheet, and other parts
BOMBS = {
    "zeros": packed(sheet("") + "<!--" + "0" * (40 * 1024 * 1024) + "-->"),
    "beside": packed(sheet(""), **{"xl/media/a.bin": "0" * (40 * 1024 * 1024)}),
    "rows": packed(sheet("<row><c><v>1</v></c></row>" * 60_000)),
    "the last row of all": packed(sheet('<row r="1"><c><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>')),
    "the last column of all": packed(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>' * 2000)),
    "entities": packed(
        sheet(
            '<row><c t="inlineStr"><is><t>&d;</t></is></c></row>',
            '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY {b} "{f"&{a};" * 40}">' for a, b in (("a", "b"), ("b", "c"), ("c", "e"), ("e", "d"))
            )
            + "]>",
        )
    ),
    "a file of this machine": packed(
        sheet(
            '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>',
            '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_goes_off(name):
    tracemalloc.start()
    try:
        assert code(BOMBS[name]) in {"too_big", "too_many_rows", "not_a_table", "empty"}
        assert tracemalloc.get_traced_memory()[1] < 120 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("name", "inside"), [
    ("xl/sharedStrings.xml", parts_of("sst", "<si/>" * tables.TAGS)),
    ("xl/styles.xml", parts_of("styleSheet", f"<cellXfs>{'<xf/>' * tables.TAGS}</cellXfs>")),
    ("xl/worksheets/sheet1.xml", sheet(f"<row>{'<c/>' * tables.TAGS}</row>")),
])  # fmt: skip
def test_what_would_cost_minutes_is_not_begun(name, inside):
    """A few kilobytes, less than a megabyte unpacked: a reader makes something of every element."""
    data = packed(sheet("<row><c><v>1</v></c></row>"), **{name: inside})
    assert len(data) < 50_000
    assert code(data) == "too_big"


def test_a_directory_that_lies_gains_nothing():
    """Whoever writes a smaller size into the directory is read so far and no further, and the sum does not fit."""
    data = bytearray(packed(sheet("<row><c><v>1</v></c></row>" * 10_000)))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    assert code(bytes(data)) == "not_a_table"


@pytest.mark.parametrize(("cell", "wrong"), [
    ("=1+1", "formula"), ("+86138", "formula"), ("-", "formula"), ("@x", "formula"), ("  =1", "formula"),
    ("a\x07b", "signs"), ("a\u202eb", "signs"), ("a\u200bb", "signs"), ("a\ue000b", "signs"), ("x" * 301, "long"),
])  # fmt: skip
def test_a_cell_that_hides_or_computes_spoils_its_line_alone(cell, wrong):
    table = read(f'a,b\n纸鸢,"{cell}"\n会飞的伞,x\n'.encode(), rows=5)
    assert [(row.wrong, row.cells) for row in table.rows] == [(wrong, ()), ("", ("会飞的伞", "x"))]


def test_a_formula_of_a_sheet_is_never_its_value():
    table = read(book(["a"], ["=1+1"], ["#REF!"], ["ok"]), rows=5)
    assert [row.wrong for row in table.rows] == ["formula", "formula", ""]


def test_lines_are_counted_as_a_spreadsheet_counts():
    assert [row.number for row in read(b"a\n\n\nb\n\nc\n", rows=5).rows] == [4, 6]
    assert [row.number for row in read(xlsx(["a"], [[None], ["b"]]), rows=5).rows] == [3]


def test_nothing_of_a_table_is_printed():
    table = read("真名\n王小明\n".encode(), rows=5)
    assert "王小明" not in repr(table) + repr(table.rows[0])
    assert tables.LARGEST <= 1024 * 1024  # larger ones the server would lay on the disk first
