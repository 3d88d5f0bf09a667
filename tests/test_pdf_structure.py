"""What makes a PDF accessible and fit for archives, as far as programs can see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.helpers.pdf import attributes, elements, failures, problems, types

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build

pikepdf = pytest.importorskip('pikepdf')
pytest.importorskip('typst')

DATA: Final = Path(__file__).parent / 'data'

TABLES = """\
Notice
======

.. privacy-notice:: main
   :updated: 2026-02-10

.. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - Name
     - Meaning
   * - First
     - One
   * - Second
     - Two

+--------+--------+--------+
| Head   | Head 2 | Head 3 |
+========+========+========+
| a      | b      | c      |
+--------+--------+--------+

.. processor:: Vendor
   :style: table
   :purpose: to host

.. processor:: Other
   :style: table
   :purpose: to send

.. list-table::
   :header-rows: 1

   * -
     -
   * - no
     - head
"""


def build_one(make_project: ProjectMaker, text: str, **settings: Any) -> tuple[Build, Path]:
    """Build a project of one page; give its PDF."""
    project = make_project({'index.rst': text}, **settings)
    build = project.build('noticepdf')
    (path,) = build.out.glob('*.pdf')
    return build, path


def test_header_cells(make_project: ProjectMaker) -> None:
    """Header rows and row headers are headers to a screen reader, and cells say which are theirs."""
    build, path = build_one(make_project, TABLES)
    assert build.warnings == []
    assert problems(path) == []
    found = []
    with pikepdf.open(path) as pdf:
        for element, _ in elements(pdf):
            if element.S in {'/TH', '/TD'}:
                scopes = [str(item.Scope)[1:] for item in attributes(element) if '/Scope' in item]
                headers = [str(name) for item in attributes(element) for name in item.get('/Headers', [])]
                found.append((str(element.S)[1:], ''.join(scopes), len(headers)))
    head, row, cell = ('TH', 'Column', 0), ('TH', 'Row', 1), ('TD', '', 2)
    assert found == [
        *(head, head, row, cell, row, cell),
        *(head, head, head, ('TD', '', 1), ('TD', '', 1), ('TD', '', 1)),
        *(head, head, row, cell, row, cell),
        # What Markdown asks for and is empty heads nothing.
        *(('TD', '', 0), ('TD', '', 0)),
    ]


def test_metadata(make_project: ProjectMaker) -> None:
    _, path = build_one(make_project, TABLES, language='de', privacy_controller='acme')
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == 'de'
        assert str(pdf.docinfo.Title) == 'Notice'
        assert str(pdf.docinfo.CreationDate).startswith('D:20260210')
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_row_headers_below_spans(make_project: ProjectMaker) -> None:
    table = """\
Page
====

.. privacy-notice:: main
   :updated: 2026-02-10

.. list-table::
   :stub-columns: 1
   :header-rows: 1

   * - A
     - B
   * - x
     - y

.. csv-table:: Caption
   :stub-columns: 2
   :header: a, b, c

   one, two, three
"""
    _, path = build_one(make_project, table)
    assert problems(path) == []
    with pikepdf.open(path) as pdf:
        assert types(pdf).count('TH') == 2 + 1 + 3 + 2


PAGE = """\
Notice
======

.. privacy-notice:: main
   :updated: 2026-02-10

Words with a `link <https://example.org/>`_.

.. image:: square.png
   :alt: A square

.. list-table::
   :header-rows: 1

   * - Name
   * - First
"""


def without_language(pdf: Any) -> None:
    del pdf.Root.Lang


def without_tags(pdf: Any) -> None:
    del pdf.Root.MarkInfo


def without_title(pdf: Any) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def without_alt_text(pdf: Any) -> None:
    for element, _ in elements(pdf):
        if element.S == '/Figure':
            del element.Alt


def without_headers(pdf: Any) -> None:
    for element, _ in elements(pdf):
        for item in attributes(element):
            for key in ('/Scope', '/Headers'):
                if key in item:
                    del item[key]


def without_words_of_links(pdf: Any) -> None:
    for annotation in pdf.pages[0].Annots:
        del annotation.Contents


def without_order_of_links(pdf: Any) -> None:
    del pdf.pages[0].Tabs


def without_letters(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get('/Type') == '/Font' and '/ToUnicode' in item:
            del item.ToUnicode


def without_font(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get('/Type') == '/FontDescriptor':
            for key in ('/FontFile2', '/FontFile3'):
                if key in item:
                    del item[key]


def without_standard(pdf: Any) -> None:
    with pdf.open_metadata() as metadata:
        del metadata['pdfuaid:part']


def with_untagged_words(pdf: Any) -> None:
    font = next(iter(pdf.pages[0].Resources.Font))
    pdf.pages[0].contents_add(f'BT {font} 12 Tf 50 50 Td <0001> Tj ET'.encode())


def with_an_unknown_type(pdf: Any) -> None:
    next(elements(pdf))[0].S = pikepdf.Name('/Chapter')


@pytest.mark.parametrize(
    ('damage', 'profile', 'rule'),
    [
        (without_language, 'ua1', 'LANGUAGE'),
        (without_tags, '2a', 'TAGGED'),
        (without_tags, 'ua1', 'TAGGED'),
        (without_title, 'ua1', 'VIEWER'),
        (without_alt_text, 'ua1', 'FIGURE'),
        (without_headers, 'ua1', 'HEADERS'),
        (without_words_of_links, 'ua1', 'LINK'),
        (without_order_of_links, 'ua1', 'TAB'),
        (without_letters, '2a', 'UNICODE'),
        (without_letters, 'ua1', 'UNICODE'),
        (without_font, '2a', 'FONT'),
        (without_standard, 'ua1', 'PDFUA1-ID'),
        (with_untagged_words, 'ua1', 'CONTENT'),
        (with_an_unknown_type, 'ua1', 'ROLE-MAP'),
    ],
    ids=lambda value: getattr(value, '__name__', value),
)
def test_what_is_wrong_is_found(
    make_project: ProjectMaker, damage: Callable[[Any], None], profile: str, rule: str
) -> None:
    """The validator finds each damage done to a PDF that is good, so that silence means something."""
    project = make_project({'index.rst': PAGE})
    (project.source / 'square.png').write_bytes((DATA / 'pdf' / 'square.png').read_bytes())
    path = project.build('noticepdf', fatal=True).out / 'main.pdf'
    assert failures(path, [profile]) == []
    damaged = path.with_name('damaged.pdf')
    with pikepdf.open(path) as pdf:
        damage(pdf)
        pdf.save(damaged)
    assert any(rule in item.partition(':')[0] for item in failures(damaged, [profile])), failures(damaged, [profile])


def test_the_end_of_each_stream_is_clear() -> None:
    """Some streams end with a carriage return; the line end behind them is not to be taken for theirs."""
    from sphinxext_privacy.pdf.fileobjects import Objects

    objects = Objects(b'')
    stream = b'1 0 obj\n<</Length 2>>\nstream\nx%s\nendstream\nendobj\n\n'
    inner = b'3 0 obj\n<</Length 80>>\nstream\n\r\nendstream and then more that is all data\nendstream\nendobj\n'
    objects.parts = {1: stream % b'\r', 2: stream % b'y', 3: inner}
    objects.end_streams()
    assert objects.parts == {1: stream % b'\r\r', 2: stream % b'y', 3: inner}


def test_a_file_of_another_kind_is_left_alone() -> None:
    from sphinxext_privacy.pdf.core import Shape
    from sphinxext_privacy.pdf.retag import retagged

    for data in (b'', b'%PDF-1.7\n', b'%PDF-1.7\nxref\n0 1\nstartxref\n9\n%%EOF', b'startxref\n9999\n%%EOF'):
        assert retagged(data, [Shape(2, 1)]) == data
