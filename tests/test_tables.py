"""Our tables in HTML: scopes, roles, the box around wide ones, and titles for stacked cells; no other table changes."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from bs4 import BeautifulSoup, Tag
from lxml import etree

from sphinxext_privacy.tables import accessible_tables

if TYPE_CHECKING:
    from tests.conftest import ProjectMaker


def table(rows: str, *, head: str = '', caption: str = '', classes: str = 'privacy-block privacy-block-table') -> str:
    """Give a table as docutils writes it."""
    title = f'<caption><span class="caption-text">{caption}</span>{LINK}</caption>\n' if caption else ''
    columns = f'<thead>\n{head}</thead>\n' if head else ''
    return f'<table class="{classes} docutils">\n{title}{columns}<tbody>\n{rows}</tbody>\n</table>\n'


LINK: Final = '<a class="headerlink" href="#id1" title="Link to this table">¶</a>'


def row(*cells: str) -> str:
    """Give a row; cells are ``th`` or ``td`` with attributes, then the content."""
    return '<tr>' + '\n'.join(cells) + '</tr>\n'


def head(text: str, attributes: str = '') -> str:
    return f'<th class="head"{attributes}><p>{text}</p></th>'


def stub(text: str, attributes: str = '') -> str:
    return f'<th class="stub"{attributes}><p>{text}</p></th>'


def cell(text: str, attributes: str = '') -> str:
    return f'<td{attributes}><p>{text}</p></td>'


WIDE: Final = table(
    row(stub('Mailer'), cell('to send'), cell('US')) + row(stub('Payer'), '<td></td>', cell('DE')),
    head=row(head('Recipient'), head('Purpose'), head('Country')),
)


def completed(body: str) -> BeautifulSoup:
    return BeautifulSoup(accessible_tables(body), 'html.parser')


def titles(soup: BeautifulSoup) -> list[tuple[str, str | None]]:
    """Give each cell with data, and the title of its column."""
    return [(item.text, str(item['data-privacy-title'])) for item in soup.select('td')]


# -- one table --------------------------------------------------------------------------------------------------


def test_scopes_and_roles() -> None:
    soup = completed(WIDE)
    assert [(item.text, item['scope'], item['role']) for item in soup.select('th')] == [
        ('Recipient', 'col', 'columnheader'),
        ('Purpose', 'col', 'columnheader'),
        ('Country', 'col', 'columnheader'),
        ('Mailer', 'row', 'rowheader'),
        ('Payer', 'row', 'rowheader'),
    ]
    found = [(item.name, item['role']) for item in soup.select('table, thead, tbody, tr, td')]
    assert found[:3] == [('table', 'table'), ('thead', 'rowgroup'), ('tr', 'row')]
    assert set(found[3:]) == {('tbody', 'rowgroup'), ('tr', 'row'), ('td', 'cell')}


def test_nothing_else_changes() -> None:
    made = completed(WIDE)
    box = made.div
    assert box is not None
    box.unwrap()
    for item in made.find_all(True):
        for name in ('scope', 'role', 'data-privacy-title'):
            item.attrs.pop(name, None)
    assert str(made) == str(BeautifulSoup(WIDE, 'html.parser'))


def test_box() -> None:
    box = completed(WIDE).div
    assert box is not None
    assert box.attrs == {
        'class': ['privacy-block-scroll'],
        'role': 'group',
        'aria-label': 'Recipient',
        'tabindex': '0',
    }
    assert [child.name for child in box.children if isinstance(child, Tag)] == ['table']


def test_caption_names_the_box() -> None:
    caption = 'Who &amp; <em>"where"</em>'
    made = accessible_tables(
        table(row(stub('a'), cell('b'), cell('c')), head=row(head('A'), head('B'), head('C')), caption=caption)
    )
    box = BeautifulSoup(made, 'html.parser').div
    assert box is not None
    assert box['aria-label'] == 'Who & "where"'
    # A permalink would be a link that readers hear within the name, and that a table has no place for.
    assert box.caption is not None
    assert box.caption.find('a') is None
    assert box.caption.get_text() == 'Who & "where"'


def test_titles_of_cells() -> None:
    assert titles(completed(WIDE)) == [('to send', 'Purpose'), ('US', 'Country'), ('', 'Purpose'), ('DE', 'Country')]


@pytest.mark.parametrize(('header', 'named'), [(head('A') + head('B'), ['B']), (head('A'), [])])
def test_narrow_table_needs_no_box(header: str, named: list[str]) -> None:
    made = accessible_tables(table(row(stub('a'), cell('b')), head=row(header)))
    assert '<div' not in made
    assert re.findall('data-privacy-title="(.+?)"', made) == named
    assert 'scope="row"' in made


def test_spans() -> None:
    rows = (
        row(stub('first'), cell('both', ' colspan="2"'), cell('down', ' rowspan="2"'))
        + row(stub('second', ' rowspan="2"'), cell('b'), cell('c'))
        + row(cell('b'), cell('c'), cell('d'))
    )
    soup = completed(table(rows, head=row(head('A'), head('B'), head('C'), head('D'))))
    assert titles(soup) == [
        ('both', 'B'),
        ('down', 'D'),
        ('b', 'B'),
        ('c', 'C'),
        ('b', 'B'),
        ('c', 'C'),
        ('d', 'D'),
    ]


def test_header_over_two_columns() -> None:
    header = row(head('A', ' rowspan="2"'), head('Both', ' colspan="2"')) + row(head('B'), head('C'))
    soup = completed(table(row(stub('a'), cell('b'), cell('c')), head=header))
    assert titles(soup) == [('b', 'B'), ('c', 'C')]


def test_what_is_there_is_kept() -> None:
    made = accessible_tables(
        table(row('<th scope="rowgroup" role="cell">a</th>', cell('b')), head=row(head('A'), head('B')))
    )
    assert '<th scope="rowgroup" role="cell">' in made


# -- tables of others -------------------------------------------------------------------------------------------


@pytest.mark.parametrize('classes', ['', 'privacy-blocks', 'my-privacy-block', 'field-list'])
def test_other_tables(classes: str) -> None:
    other = table(row(stub('a'), cell('b'), cell('c')), head=row(head('A'), head('B'), head('C')), classes=classes)
    assert accessible_tables(other) == other
    assert accessible_tables(WIDE + other) == accessible_tables(WIDE) + other


def test_table_in_a_cell() -> None:
    inner = table(row('<th>x</th>', cell('y')), classes='user')
    outer = table(row(stub('a'), cell(inner), cell('c')), head=row(head('A'), head('B'), head('C')))
    made = accessible_tables(outer)
    assert inner in made
    assert made.count('<div') == 1
    (box,) = BeautifulSoup(made, 'html.parser').select('div')
    assert [item['data-privacy-title'] for item in box.select('[data-privacy-title]')] == ['B', 'C']


def test_ours_in_a_cell_of_another() -> None:
    made = accessible_tables(table(row(cell(WIDE), cell('b')), classes='user'))
    assert accessible_tables(WIDE) in made
    assert made.count('scope=') == 5


def test_no_table() -> None:
    body = '<ul class="privacy-block"><li>a <b title="<td>">b</b></li></ul>'
    assert accessible_tables(body) == body


# -- in builds --------------------------------------------------------------------------------------------------

PAGE: Final = """\
Notice
======

.. processor:: Mailer
   :style: table
   :purpose: to send
   :country: US

.. processor:: Payer
   :style: table
   :purpose: to pay

.. list-table:: Another
   :header-rows: 1
   :stub-columns: 1

   * - A
     - B
     - C
   * - a
     - b
     - c
"""


@pytest.mark.parametrize('builder', ['html', 'dirhtml', 'singlehtml'])
@pytest.mark.parametrize('theme', ['basic', 'furo', 'pydata_sphinx_theme'])
def test_pages(make_project: ProjectMaker, builder: str, theme: str) -> None:
    if theme != 'basic':
        pytest.importorskip(theme)
    build = make_project({'index.rst': PAGE}, html_theme=theme).build(builder, fatal=True)
    soup = BeautifulSoup(build.page('index'), 'html.parser')
    ours, other = soup.select('table')
    assert [item['scope'] for item in ours.select('th')] == ['col'] * 3 + ['row'] * 2
    assert ours.parent is not None
    assert ours.parent['class'] == ['privacy-block-scroll']
    assert not [item for item in other.select('th') if item.has_attr('scope')]
    assert len(soup.select('.privacy-block-scroll')) == 1


def test_epub(make_project: ProjectMaker) -> None:
    build = make_project({'index.rst': PAGE}).build('epub', overrides={'version': '1', 'copyright': 'E'}, fatal=True)
    (book,) = build.out.glob('*.epub')
    with zipfile.ZipFile(book) as archive:
        tree = etree.fromstring(archive.read('index.xhtml'))
    scopes = [item.get('scope') for item in tree.iter('{http://www.w3.org/1999/xhtml}th')]
    assert scopes == ['col'] * 3 + ['row'] * 2 + [None] * 4
