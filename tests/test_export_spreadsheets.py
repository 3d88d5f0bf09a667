"""Tables as CSV and workbooks: nothing in them runs, and both hold the same."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sphinxext_privacy.exports.spreadsheets import (
    BOM,
    MOST_UNITS,
    Column,
    CutCell,
    Sheet,
    clean,
    csv_text,
    cut_cells,
    safe,
    workbook,
)
from tests.helpers.tables import RISKY, read_csv, read_workbook


def sheet(*rows: tuple[str, ...], language: str = 'en', title: str = 'A & B', name: str = 'Tab') -> Sheet:
    width = len(rows[0]) if rows else 2
    return Sheet(title, name, language, tuple(Column(f'Heading {n}', 20) for n in range(width)), rows)


# -- CSV ----------------------------------------------------------------------------------------------------------


def test_quotes_and_lines() -> None:
    text = csv_text(sheet(('a, b', 'say "c"'), ('one\ntwo', '')))
    assert text == f'{BOM}Heading 0,Heading 1\n"a, b","say ""c"""\n"one\ntwo",\n'
    assert read_csv(text)[1:] == [['a, b', 'say "c"'], ['one\ntwo', '']]


@pytest.mark.parametrize('sign', RISKY)
@pytest.mark.parametrize('before', ['', ' ', '\t', '\r', '\n', '"', "'", ' "\' ', '\ufeff', '\u200b'])
def test_no_cell_begins_as_a_formula_does(sign: str, before: str) -> None:
    ((cell,),) = read_csv(csv_text(sheet((f'{before}{sign}1',))))[1:]
    assert cell.startswith("'")
    assert cell.endswith(f'{sign}1')


@pytest.mark.parametrize('separator', [';', '\n', ';  ', '\t;', '; "', '\r\n'])
def test_nor_where_other_programs_see_one_begin(separator: str) -> None:
    ((cell,),) = read_csv(csv_text(sheet((f'a{separator}=cmd()',))))[1:]
    assert "'" in cell
    assert safe(clean(f'a{separator}=cmd()')) == cell


@pytest.mark.parametrize('text', ['', 'a', 'a=b', 'a - b', 'a, -b', '1e5', 'privacy@acme.example', 'a\nb', "it's"])
def test_other_text_stays(text: str) -> None:
    assert safe(text) == text


def test_a_phone_number_stays_a_text() -> None:
    assert safe('+49 30 123') == "'+49 30 123"


@given(st.lists(st.lists(st.text('=+-@;," \'\t\r\n\x00\x1bax＝\ufeff\ud800'), min_size=2, max_size=2), max_size=4))
@settings(deadline=None, max_examples=60)
def test_any_text(rows: list[list[str]]) -> None:
    made = sheet(*(tuple(row) for row in rows))
    text = csv_text(made)
    text.encode()
    found = read_csv(text)
    assert found == [[safe(cell) for cell in row] for row in made.cells]
    # As a program reads it that takes quotes for nothing, and splits at other characters.
    for piece in text.replace(';', '\n').replace('\t', '\n').split('\n'):
        assert piece.lstrip(' "\ufeff')[:1] not in set(RISKY)
    assert read_workbook(workbook(made)) == [list(row) for row in made.cells]


# -- cells --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ('text', 'cleaned'),
    [
        (' a\tb\r\n\r\n c\rd \n', 'a b\nc\nd'),
        ('a\x00b\x1bc\ufffed\ud800', 'a\ufffdb\ufffdc\ufffdd\ufffd'),
        ('Straße 日本 \U0001f600', 'Straße 日本 \U0001f600'),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
    assert clean(cleaned) == cleaned


# -- workbooks ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    'text', ['=SUM(A1)', '{=1}', '1', '1e5', '2026-02-10', 'TRUE', '#N/A', 'https://a.example/', 'mailto:a@a.example']
)
def test_a_cell_of_a_workbook_is_a_text(text: str) -> None:
    data = workbook(sheet((text,)))
    assert read_workbook(data)[1:] == [[text]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        page = archive.read('xl/worksheets/sheet1.xml').decode()
        assert '<f>' not in page
        # Nor is it one when its cell has been edited.
        assert 'quotePrefix="1"' in archive.read('xl/styles.xml').decode()


@pytest.mark.parametrize('text', ['_x0041_', '_x000D_ and _', '<b>&amp;</b>', 'a  b', 'x\u2028y'])
def test_text_that_workbooks_write_otherwise(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(sheet((text,))))) as archive:
        strings = archive.read('xl/sharedStrings.xml').decode()
    assert text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('_x', '_x005F_x') in strings


def test_a_long_text_is_cut() -> None:
    fits, long, wide = 'x' * MOST_UNITS, 'y' * (MOST_UNITS + 1), 'x' + '\U0001f600' * 20_000
    made = sheet((fits, long, wide))
    assert list(cut_cells(made)) == [CutCell(2, 'Heading 1'), CutCell(2, 'Heading 2')]
    kept, first, second = read_workbook(workbook(made))[1]
    assert kept == fits
    assert first == 'y' * (MOST_UNITS - 1) + '…'
    assert second == 'x' + '\U0001f600' * ((MOST_UNITS - 2) // 2) + '…'
    assert read_csv(csv_text(made))[1] == [fits, long, wide]


def test_how_it_opens() -> None:
    book: Any = load_workbook(io.BytesIO(workbook(sheet(('a', ''), ('b\nc\nd', '')))))
    page = book.worksheets[0]
    assert book.properties.title == 'A & B'
    assert (book.properties.creator, book.properties.lastModifiedBy) == (None, None)
    assert book.properties.created.year == book.properties.modified.year == 1980
    assert [(item.name, item.value) for item in book.custom_doc_props.props] == [('Language', 'en')]
    assert page.title == 'Tab'
    assert page.freeze_panes == 'B2'
    assert page.auto_filter.ref == 'A1:B3'
    assert page.print_title_rows == '$1:$1'
    assert page.page_setup.orientation == 'landscape'
    # One page wide, which is what is left out, and as many high as it takes.
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (None, 0)
    assert page.oddHeader.left.text.strip() == 'A && B'
    assert page['A1'].font.bold
    assert not page['A2'].font.bold
    assert page['A2'].alignment.wrap_text
    # The empty column is narrow, and the row with three lines is high.
    assert page.column_dimensions['B'].width < page.column_dimensions['A'].width
    assert page.row_dimensions[3].height > 2 * page.row_dimensions[2].height
    assert not page.sheet_view.rightToLeft


def test_a_language_from_right_to_left() -> None:
    book = load_workbook(io.BytesIO(workbook(sheet(('a',), language='ar'))))
    assert book.worksheets[0].sheet_view.rightToLeft


@given(st.text('Ab1 &"\'[]:*?/\\\n\x00日\U0001f600', max_size=50))
@example("'Record: of [all] processing/activities, and more'")
@example('')
@example(20 * 'a' + 6 * '\U0001f600')
@settings(deadline=None, max_examples=30)
def test_any_name_and_title(name: str) -> None:
    book = load_workbook(io.BytesIO(workbook(sheet(('a',), name=name, title=name))))
    assert len(book.worksheets[0].title) <= 31
    assert (book.properties.title or '') == clean(name)


def test_without_rows() -> None:
    assert read_csv(csv_text(sheet())) == read_workbook(workbook(sheet())) == [['Heading 0', 'Heading 1']]


def test_the_same_bytes_each_time() -> None:
    made = sheet(('a', 'b'))
    assert workbook(made) == workbook(made)
    with zipfile.ZipFile(io.BytesIO(workbook(made))) as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}
