"""A table as CSV and as a workbook, in which no text can run as a formula.

What notices say comes from many hands. A cell that begins with ``=`` would be calculated by the program that opens the
table, on the machine of whoever opens it.
"""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.model.values import UNSHOWABLE
from sphinxext_privacy.patterns import pattern
from sphinxext_privacy.words.locales import locale_for

if TYPE_CHECKING:
    from collections.abc import Iterator

BOM: Final = '\ufeff'
"""Excel takes a CSV file for UTF-8 only where it begins so; other programs for tables pass over it."""
MOST_UNITS: Final = 32_767
"""How much text a cell of a workbook holds, in units of UTF-16."""
CUT: Final = '…'
"""Ends a text that was cut."""
CREATED: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
"""A workbook has a date and a time; that of the build would make each one differ."""
LONGEST_NAME: Final = 31
"""How much text the name of a sheet holds, in units of UTF-16."""
LEAST_WIDTH: Final = 16
"""The width of a column that holds nothing."""
LINE_HEIGHT: Final = 15.0
HIGHEST: Final = 409.0
"""How high a row can be, in points."""

# As OWASP lists them, with the full-width forms that Excel takes for the same. A program that splits at semicolons, as
# Excel does in many countries, does not see the quotes around a cell: then one may begin behind each of these too.
_RISKY: Final = pattern(r'(?:\A|(?<=[;\n]))(?=[\s"\'“”„\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])')
_BLANK_LINES: Final = pattern(r'\s*\n\s*')
_NOT_IN_NAMES: Final = pattern(r'[\[\]:*?/\\]')


class Column(NamedTuple):
    """One column."""

    heading: str
    width: int
    """In characters, where it holds anything."""


class Sheet(NamedTuple):
    """A table, and what it is."""

    title: str
    """Of the document."""
    name: str
    """Short, for the tab of the workbook."""
    language: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> Iterator[tuple[str, ...]]:
        """The headings and the rows, as both files hold them."""
        yield tuple(clean(column.heading) for column in self.columns)
        for row in self.rows:
            yield tuple(clean(text) for text in row)


class CutCell(NamedTuple):
    """A cell whose text is too long for a workbook."""

    row: int
    """The first row is that of the headings, and has the number 1."""
    heading: str


def clean(text: str) -> str:
    """Give *text* as it can stand in a cell: without blank lines, tabs, or characters that XML cannot hold."""
    text = UNSHOWABLE.sub('\ufffd', re.sub('\r\n?', '\n', text)).replace('\t', ' ')
    return _BLANK_LINES.sub('\n', text).strip()


def safe(text: str) -> str:
    """Give *text* so that no program takes it for a formula: with an apostrophe where one would begin."""
    return _RISKY.sub("'", text)


def csv_text(sheet: Sheet) -> str:
    """Give the table as CSV (RFC 4180, with bare line feeds), with a mark that it is UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator='\n')
    writer.writerows([safe(text) for text in row] for row in sheet.cells)
    return BOM + file.getvalue()


def cut_cells(sheet: Sheet) -> Iterator[CutCell]:
    """Give the cells that :func:`workbook` cuts."""
    for number, row in enumerate(sheet.cells, 1):
        for text, column in zip(row, sheet.columns, strict=True):
            if _units(text) > MOST_UNITS:
                yield CutCell(number, column.heading)


def workbook(sheet: Sheet) -> bytes:
    """Give the table as a workbook (Office Open XML): the same bytes each time."""
    # Its import takes as long as a good part of a small build.
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {'in_memory': True})
    book.set_properties({'title': clean(sheet.title), 'created': CREATED.replace(tzinfo=None)})
    book.set_custom_property('Language', clean(sheet.language))
    # With the prefix, a text stays one when somebody edits its cell.
    common = {'text_wrap': True, 'valign': 'top', 'quote_prefix': True, 'border': 1, 'border_color': '#BFBFBF'}
    heading = book.add_format({**common, 'bold': True, 'bg_color': '#E7ECF2', 'bottom': 2})
    plain = book.add_format(common)
    page = book.add_worksheet(_sheet_name(sheet.name))
    widths = _widths(sheet)
    _set_up(page, sheet, widths)
    for number, row in enumerate(sheet.cells):
        page.set_row(number, _height(row, widths))
        for position, text in enumerate(row):
            page.write_string(number, position, _cut(text), plain if number else heading)
    book.close()
    return file.getvalue()


def _widths(sheet: Sheet) -> list[int]:
    """Give the width of each column; one that holds nothing needs room for its heading only."""
    used = [any(row[position] for row in sheet.rows) for position in range(len(sheet.columns))]
    return [
        column.width if holds else min(column.width, LEAST_WIDTH)
        for column, holds in zip(sheet.columns, used, strict=True)
    ]


def _height(row: tuple[str, ...], widths: list[int]) -> float:
    """Give the height that a row needs, as not all programs find it out.

    It is an estimate: nothing tells which font a program has. Words that do not fit at the end of a line cost a bit.
    """
    lines = 1
    for text, width in zip(row, widths, strict=True):
        needed = sum(max(1, math.ceil(_columns(line) * 1.1 / width)) for line in text.split('\n'))
        lines = max(lines, needed)
    return min(lines * LINE_HEIGHT + 2, HIGHEST)


def _columns(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(character) in 'WF' for character in text)


def _set_up(page: Any, sheet: Sheet, widths: list[int]) -> None:
    """Make it easy to read, on the screen and on paper."""
    for position, width in enumerate(widths):
        page.set_column(position, position, width)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(8)  # A3
    page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    page.fit_to_pages(1, 0)
    # An ampersand begins a code, which a digit behind it would belong to; a header holds 255 characters.
    page.set_header(f'&L {clean(sheet.title)[:100].replace("&", "&&")}')
    page.set_footer('&R&P / &N')
    if locale_for(sheet.language).character_order == 'right-to-left':
        page.right_to_left()


def _sheet_name(text: str) -> str:
    # An apostrophe may stand within the name only.
    return _NOT_IN_NAMES.sub(' ', _first(clean(text), LONGEST_NAME)).strip(" '")


def _units(text: str) -> int:
    return len(text) + sum(character > '\uffff' for character in text)


def _cut(text: str) -> str:
    if _units(text) <= MOST_UNITS:
        return text
    return _first(text, MOST_UNITS - 1) + CUT


def _first(text: str, units: int) -> str:
    # Half of a character may be left over.
    return text.encode('utf-16-le')[: 2 * units].decode('utf-16-le', 'ignore')
