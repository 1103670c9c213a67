"""Tables in strangers' files, CSV or XLSX, read within bounds from memory; knows no rule of any part.

A file is judged by its first bytes, never by its name. What is read is text: a date as 2026-11-28, a number as it is
written; nothing is computed, and nothing of it is printed by `repr`.
"""

import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time

import openpyxl

LARGEST = 512 * 1024  # bytes of the file
UNPACKED = 8 * 1024 * 1024  # of an XLSX, as its directory says; Python reads no more than that of each part
PARTS = 200  # of an XLSX
TAGS = 100_000  # of all its parts: what a reader makes of one costs far more time than its bytes
COLUMNS, LONGEST = 30, 300  # of a table; characters of one cell
SPREAD = 10  # how many lines may be looked at for each that is allowed: files often end with thousands of empty ones
MERGED = re.compile(rb"<(\w+:)?mergeCell\b")
HIDES = ("Cc", "Cf", "Cs", "Co", "Cn")
COMPUTES = ("=", "+", "-", "@")


class Unreadable(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """`code`: empty, too_big, not_a_table, old_excel, encoding, too_many_rows, too_many_columns, merged, sheets."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Row:
    """`number` as a spreadsheet counts; `wrong` is "" or says why no cell of it may be used: formula, signs, long."""

    number: int
    cells: tuple[str, ...] = field(repr=False)
    wrong: str = ""


@dataclass(frozen=True)
class Table:
    head: tuple[str, ...] = field(repr=False)
    rows: list[Row] = field(repr=False)
    read_as: str  # XLSX, or the encoding of a CSV: who sees strange signs learns why


def read(data: bytes, *, rows: int) -> Table:
    """The first line as the head, then at most `rows` lines that are not empty. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("too_big")
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # also an XLSX under a password
        raise Unreadable("old_excel")
    if data.startswith(b"PK"):
        return _table(_sheet(data, rows * SPREAD), rows, "XLSX")
    text, read_as = _decoded(data)
    return _table(_lines(text), rows, read_as)


def _table(lines: Iterable, most: int, read_as: str) -> Table:
    found: list[Row] = []
    for number, cells in enumerate(lines, start=1):
        if number > most * SPREAD + 1:
            raise Unreadable("too_many_rows")
        row = _row(number, cells)
        if not any(row.cells) and not row.wrong:
            continue
        if len(row.cells) > COLUMNS:
            raise Unreadable("too_many_columns")
        if len(found) > most:
            raise Unreadable("too_many_rows")
        found.append(row)
    if not found or found[0].wrong:
        raise Unreadable("not_a_table" if found else "empty")
    head, *rest = found
    return Table(head.cells, rest, read_as)


def _row(number: int, cells: Iterable) -> Row:
    plain, wrong = [], ""
    for cell in cells:
        text = _text(cell)
        flat = " ".join(text.split())
        if isinstance(cell, _Computed) or flat.startswith(COMPUTES):
            wrong = wrong or "formula"
        if any(unicodedata.category(sign) in HIDES for sign in text if sign not in "\t\r\n"):
            wrong = wrong or "signs"
        if len(flat) > LONGEST:
            wrong = wrong or "long"
        plain.append(flat)
    while plain and not plain[-1]:
        plain.pop()
    return Row(number, () if wrong and len(plain) <= COLUMNS else tuple(plain), wrong)


class _Computed(str):
    """A formula, or what became of a broken one; its text is never used."""

    __slots__ = ()


def _text(cell) -> str:
    if isinstance(cell, datetime) and cell.time() == time(0):
        cell = cell.date()
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


# --- CSV


def _decoded(data: bytes) -> tuple[str, str]:
    tries = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for name in tries:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" in text[:4096] and name != "utf-16":  # a picture, or UTF-16 that does not say so
            raise Unreadable("not_a_table")
        return text, name.removesuffix("-sig").upper()
    raise Unreadable("encoding")


def _lines(text: str):
    first = text.lstrip().split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    except csv.Error:
        raise Unreadable("not_a_table") from None


# --- XLSX


def _sheet(data: bytes, most: int):
    """Rows of the one sheet that holds anything, each with one cell more than allowed at the most."""
    _weigh(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if _holds_something(sheet)]
            if len(sheets) > 1:
                raise Unreadable("sheets")
            for sheet in sheets:
                for row in sheet.iter_rows(max_col=COLUMNS + 1, max_row=most + 2):
                    yield [_cell(cell) for cell in row]
    except Unreadable:
        raise
    except Exception:  # hostile bytes break readers in every way there is; each means the same
        raise Unreadable("not_a_table") from None


def _weigh(data: bytes) -> None:
    """How much it would be unpacked, before anything is. Python reads no more of a part than the directory says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise Unreadable("too_big")
            texts = {part.filename: packed.read(part) for part in parts}
            sheets = [text for name, text in texts.items() if name.startswith("xl/worksheets/")]
            if not sheets:
                raise Unreadable("not_a_table")
            if sum(text.count(b"<") for text in texts.values()) > TAGS:
                raise Unreadable("too_big")
            if any(map(MERGED.search, sheets)):
                raise Unreadable("merged")
    except Unreadable:
        raise
    except Exception:
        raise Unreadable("not_a_table") from None


def _holds_something(sheet) -> bool:
    rows = sheet.iter_rows(max_col=COLUMNS + 1, max_row=50, values_only=True)
    return any(value not in (None, "") for row in rows for value in row)


def _cell(cell):
    if cell.data_type in ("f", "e"):
        return _Computed(cell.value)
    return cell.value


def named(table: Table, columns: dict[str, tuple[str, ...]], needed: set[str]) -> list[tuple[Row, dict[str, str]]]:
    """Each line with its cells by name. `columns`: name → what its head may say, in any case.

    Heads that nobody knows are passed over. Raises Unreadable("columns") where a needed one is missing or one that is
    known stands twice.
    """
    places: dict[str, int] = {}
    for place, head in enumerate(table.head):
        name = next((name for name, heads in columns.items() if head.casefold() in heads), None)
        if name in places:
            raise Unreadable("columns")
        if name:
            places[name] = place
    if needed - set(places):
        raise Unreadable("columns")
    cells = [
        {name: row.cells[place] if place < len(row.cells) else "" for name, place in places.items()}
        for row in table.rows
    ]
    return list(zip(table.rows, cells, strict=True))
