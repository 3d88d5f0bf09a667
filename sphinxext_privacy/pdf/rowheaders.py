"""Row headers in the PDF: the cells of a stub column are tagged as headers of their rows.

Typst has this for tables too, but not yet where it runs from Python. So the objects of the finished file are changed:
they are plain text in the files that typst writes, and all others stay as they are, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinxext_privacy.pdf.core import Shape

_START: Final = re.compile(rb'startxref\s+(\d+)\s+%%EOF\s*$')
_ENTRY: Final = re.compile(rb'(\d{10}) (\d{5}) ([nf])')
_KIDS: Final = re.compile(rb'/K\[([^\]]*)\]')
_REFERENCE: Final = re.compile(rb'(\d+) 0 R')
_ROLE: Final = re.compile(rb'/S/(\w+)')
_HEADERS: Final = re.compile(rb'/Headers\[([^\]]*)\]')
_IDENTS: Final = re.compile(rb'/IDTree<</Names\[(.*?)\]>>', re.DOTALL)
_IDENT: Final = re.compile(rb'(\((?:[^()\\]|\\.)*\))\s*(\d+) 0 R')
_SPAN: Final = re.compile(rb'/(Col|Row)Span (\d+)')


class Objects:
    """The objects of a PDF with a plain table of places, as typst writes it."""

    def __init__(self, data: bytes) -> None:
        """Take *data* apart; :attr:`known` tells whether that was possible."""
        self.parts: dict[int, bytes] = {}
        self.idents: dict[bytes, int] = {}
        """New ids of structure elements."""
        self.known = False
        start = _START.search(data)
        if start is None:
            return
        table = int(start[1])
        head = re.match(rb'xref\s+0 (\d+)\s+', data[table : table + 40])
        if head is None:
            return
        position = table + head.end()
        places: dict[int, int] = {}
        for number in range(int(head[1])):
            entry = _ENTRY.match(data, position)
            if entry is None:
                return
            if entry[3] == b'n':
                places[number] = int(entry[1])
            position += 20
        self._count = int(head[1])
        self._trailer = data[position : start.start()]
        ordered = sorted(places.items(), key=lambda item: item[1])
        self._head = data[: ordered[0][1]]
        ends = [offset for _, offset in ordered[1:]] + [table]
        self.parts = {number: data[offset:end] for (number, offset), end in zip(ordered, ends, strict=True)}
        self.known = True

    def joined(self) -> bytes:
        """Put the objects together again."""
        written = [self._head]
        position = len(self._head)
        places: dict[int, int] = {}
        for number, part in self.parts.items():
            places[number] = position
            written.append(part)
            position += len(part)
        table = [b'xref\n0 %d\n' % self._count, b'0000000000 65535 f\r\n']
        table += [
            b'%010d 00000 n\r\n' % places[number] if number in places else b'0000000000 65535 f\r\n'
            for number in range(1, self._count)
        ]
        return b''.join([*written, *table, self._trailer, b'startxref\n%d\n%%%%EOF' % position])

    def role(self, number: int) -> bytes:
        """Give the structure type of an object; empty where it is none."""
        part = self.parts.get(number, b'')
        match = _ROLE.search(part) if b'/Type/StructElem' in part[:200] else None
        return match[1] if match else b''

    def kids(self, number: int) -> list[int]:
        """Give the objects below a structure element, in reading order."""
        match = _KIDS.search(self.parts.get(number, b''))
        if match is None:
            return []
        # Numbers of marked content, and links to annotations, stand between them.
        text = re.sub(rb'<<.*?>>', b'', match[1])
        return [int(item) for item in _REFERENCE.findall(text)]

    @property
    def root(self) -> int:
        """The root of the structure; 0 where there is none."""
        return next((number for number, part in self.parts.items() if b'/Type/StructTreeRoot' in part[:200]), 0)

    def list_idents(self) -> None:
        """Add the new ids to the list of all ids, which is sorted."""
        part = self.parts[self.root]
        match = _IDENTS.search(part)
        found = dict(_IDENT.findall(match[1])) if match else {}
        found |= {ident: b'%d' % number for ident, number in self.idents.items()}
        names = b''.join(b'%s%s 0 R' % (ident, number) for ident, number in sorted(found.items()))
        made = b'/IDTree<</Names[%s]>>' % names
        if match is not None:
            self.parts[self.root] = part[: match.start()] + made + part[match.end() :]
        elif found:
            self.parts[self.root] = part.replace(b'/Type/StructTreeRoot', b'/Type/StructTreeRoot' + made, 1)

    def tables(self) -> Iterator[int]:
        """Give the tables, in the order in which they begin."""
        waiting = self.kids(self.root)[::-1]
        while waiting:
            number = waiting.pop()
            if self.role(number) == b'Table':
                yield number
            waiting.extend(self.kids(number)[::-1])


def tag_row_headers(data: bytes, shapes: Sequence[Shape]) -> bytes:
    """Give the PDF with row headers in its tables, whose *shapes* are known in their order.

    A file that is not as typst writes it today stays as it is.
    """
    if not any(shape.stubs for shape in shapes):
        return data
    objects = Objects(data)
    if not objects.known or objects.joined() != data:
        return data
    tables = list(objects.tables())
    if len(tables) != len(shapes):
        return data
    for number, (table, shape) in enumerate(zip(tables, shapes, strict=True)):
        if shape.stubs:
            _tag(objects, table, shape, number)
    objects.list_idents()
    return objects.joined()


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
