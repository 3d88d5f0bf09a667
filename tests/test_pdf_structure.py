"""What makes a PDF accessible and fit for archives, as far as programs can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers.pdf import attributes, elements, problems, types

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import ProjectMaker
    from tests.helpers.project import Build

pikepdf = pytest.importorskip('pikepdf')
pytest.importorskip('typst')

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


def test_a_file_of_another_kind_is_left_alone() -> None:
    from sphinxext_privacy.pdf.core import Shape
    from sphinxext_privacy.pdf.retag import retagged

    for data in (b'', b'%PDF-1.7\n', b'%PDF-1.7\nxref\n0 1\nstartxref\n9\n%%EOF', b'startxref\n9999\n%%EOF'):
        assert retagged(data, [Shape(2, 1)]) == data
