"""Tables as XLSX for a spreadsheet: words stay words, whatever they begin with (SEC-18). Knows no rule of any part."""

import io
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from portal.figures.tables import HIDES

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COMPUTES = ("=", "+", "-", "@", "\t", "\r")
STAYS = "\t\r\n\u200d"  # the last holds the parts of one emoji together


def xlsx(head: Iterable, rows: Iterable[Iterable]) -> bytes:
    """One sheet. Numbers stay numbers, moments are written in local time, all else is text and never a formula; what
    cannot be seen, turns writing round or breaks the file stays out."""
    book = Workbook(write_only=True)
    book.properties.creator = ""
    sheet = book.create_sheet()
    for row in (head, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet, value) -> WriteOnlyCell:
    if isinstance(value, datetime):
        value = f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return WriteOnlyCell(sheet, value)
    text = "".join(sign for sign in str(value) if sign in STAYS or unicodedata.category(sign) not in HIDES)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if text.startswith(COMPUTES):
        cell.quotePrefix = True  # as if somebody had typed ' before it: it stays text when it is edited or saved anew
    return cell
