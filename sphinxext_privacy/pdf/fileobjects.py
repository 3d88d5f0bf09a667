"""The objects of a finished PDF, so that the structure that typst gave it can be changed.

They are plain text in the files that typst writes, and all that is not changed stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_START: Final = re.compile(rb'startxref\s+(\d+)\s+%%EOF\s*$')
_ENTRY: Final = re.compile(rb'(\d{10}) (\d{5}) ([nf])')
_KIDS: Final = re.compile(rb'/K\[([^\]]*)\]')
_REFERENCE: Final = re.compile(rb'(\d+) 0 R')
_PARENT: Final = re.compile(rb'/P (\d+) 0 R')
_TAIL: Final = 20
"""More bytes than stand behind a stream in its object."""
_ROLE: Final = re.compile(rb'/S/(\w+)')
_IDENTS: Final = re.compile(rb'/IDTree<</Names\[(.*?)\]>>', re.DOTALL)
_IDENT: Final = re.compile(rb'(\((?:[^()\\]|\\.)*\))\s*(\d+) 0 R')


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

    def elements(self, role: bytes) -> Iterator[int]:
        """Give the structure elements of one type."""
        return (number for number in self.parts if self.role(number) == role)

    def move(self, number: int, parent: int, target: int) -> None:
        """Let a structure element be the last one in *target*, not in *parent*."""
        kids = _KIDS.search(self.parts[target])
        if kids is None:
            return
        self._set_kids(target, kids[1] + b' %d 0 R' % number)
        self._take_out(number, parent)
        self.parts[number] = _PARENT.sub(b'/P %d 0 R' % target, self.parts[number], count=1)

    def drop_empty(self, *roles: bytes) -> None:
        """Leave out structure elements of these types that hold nothing and say nothing."""
        for number, part in list(self.parts.items()):
            parent = _PARENT.search(part)
            empty = b'/K[]' in part and not any(name in part for name in (b'/ID(', b'/Alt', b'/ActualText'))
            if parent is not None and empty and self.role(number) in roles:
                self._take_out(number, int(parent[1]))
                del self.parts[number]

    def end_streams(self) -> None:
        """Let the end of each stream be clear.

        Where the last byte is a carriage return, the line feed behind it would make one line end of both, and a strict
        reader would find the stream a byte shorter than it says.
        """
        for number, part in self.parts.items():
            data, end, rest = part.rpartition(b'\r\nendstream')
            if end and len(rest) < _TAIL:
                self.parts[number] = b'%s\r\r\nendstream%s' % (data, rest)

    def _take_out(self, number: int, parent: int) -> None:
        kids = _KIDS.search(self.parts[parent])
        if kids is not None:
            self._set_kids(parent, re.sub(rb'(?<!\d)%d 0 R' % number, b'', kids[1], count=1))

    def _set_kids(self, number: int, kids: bytes) -> None:
        made = b'/K[%s]' % b' '.join(kids.split())
        self.parts[number] = _KIDS.sub(lambda _: made, self.parts[number], count=1)
