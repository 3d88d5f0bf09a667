"""Row headers in the PDF: the cells of a stub column are tagged as headers of their rows.

Typst has this for tables too, but not yet where it runs from Python.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinxext_privacy.pdf.core import Shape
    from sphinxext_privacy.pdf.fileobjects import Objects

_HEADERS: Final = re.compile(rb'/Headers\[([^\]]*)\]')
_SPAN: Final = re.compile(rb'/(Col|Row)Span (\d+)')


def tag_row_headers(objects: Objects, shapes: Sequence[Shape]) -> None:
    """Tag the row headers of the tables, whose *shapes* are known in their order.

    Where the tables in the file are not as many, it is left alone.
    """
    tables = list(objects.tables())
    if len(tables) != len(shapes):
        return
    for number, (table, shape) in enumerate(zip(tables, shapes, strict=True)):
        if shape.stubs:
            _tag(objects, table, shape, number)
    objects.list_idents()


def _tag(objects: Objects, table: int, shape: Shape, number: int) -> None:
    for group in objects.kids(table):
        rows = [row for row in objects.kids(group) if objects.role(row) == b'TR']
        if objects.role(group) == b'TR':
            rows = [group]
        if objects.role(group) == b'THead':
            continue
        taken: dict[int, tuple[int, list[bytes]]] = {}
        """For each column that a cell from above reaches into: the rows left, and the headers that it gives."""
        for position, row in enumerate(rows):
            _tag_row(objects, objects.kids(row), shape, f'R{number}-{group}-{position}', taken)


def _tag_row(
    objects: Objects, cells: list[int], shape: Shape, name: str, taken: dict[int, tuple[int, list[bytes]]]
) -> None:
    headers: list[bytes] = []
    reaching: dict[int, tuple[int, list[bytes]]] = {}
    column = 0
    others: list[int] = []
    for cell in cells:
        while column in taken:
            headers += [item for item in taken[column][1] if item not in headers]
            column += 1
        part = objects.parts[cell]
        spans = {kind: int(number) for kind, number in _SPAN.findall(part)}
        width, height = spans.get(b'Col', 1), spans.get(b'Row', 1)
        ident: list[bytes] = []
        if column < shape.stubs and objects.role(cell) == b'TD':
            ident = [f'({name}-{column})'.encode()]
            headers += ident
            part = part.replace(b'/S/TD', b'/S/TH', 1)
            part = re.sub(rb'(/S/TH/P \d+ 0 R)', rb'\1/ID' + ident[0], part, count=1)
            objects.parts[cell] = part.replace(b'/O/Table', b'/O/Table/Scope/Row', 1)
            objects.idents[ident[0]] = cell
        else:
            others.append(cell)
        for reached in range(column, column + width):
            if height > 1:
                reaching[reached] = (height - 1, ident)
        column += width
    while column in taken:
        headers += [item for item in taken[column][1] if item not in headers]
        column += 1
    for cell in others:
        _add_headers(objects, cell, headers)
    for reached, (left, idents) in list(taken.items()):
        if left > 1:
            taken[reached] = (left - 1, idents)
        else:
            del taken[reached]
    taken.update(reaching)


def _add_headers(objects: Objects, cell: int, headers: list[bytes]) -> None:
    """Say of a cell that *headers* are about it, beside those of its columns."""
    part = objects.parts[cell]
    if not headers or objects.role(cell) != b'TD':
        return
    match = _HEADERS.search(part)
    if match is not None:
        joined = b' '.join([*match[1].split(), *headers])
        objects.parts[cell] = part[: match.start()] + b'/Headers[' + joined + b']' + part[match.end() :]
    elif b'/O/Table' in part:
        objects.parts[cell] = part.replace(b'/O/Table', b'/O/Table/Headers[' + b' '.join(headers) + b']', 1)
