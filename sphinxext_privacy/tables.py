"""Our tables in HTML: what screen readers, keyboards and phones need, and docutils has no place for in its nodes.

Header cells get a scope, and all parts the role that browsers may take from them where a style sheet lays a table out
in another way. Cells know the title of their column, which stands above each where rows are stacked on a phone. A table
of more than two columns comes into a box that the keyboard can scroll.

All this goes into the body of the page once it is written, whatever theme or translator wrote it. Nothing but tables of
ours is touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sphinxext_privacy.patterns import pattern

SCROLL_CLASS: Final = 'privacy-block-scroll'
"""Class of the box around a table that may be too wide."""
TITLE_ATTRIBUTE: Final = 'data-privacy-title'
"""What holds the title of its column, on each cell with data."""
NARROW: Final = 2
"""Most columns that always fit: such a table needs no box, which would be one more stop for the keyboard."""

_TAG: Final = pattern(r"""<(/?)(table|t(?:head|body|r|h|d)|caption)\b((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_OURS: Final = pattern(r'\bclass="(?:[^"]* )?privacy-block(?: [^"]*)?"')
_SPAN: Final = pattern(r'\b(col|row)span="(\d+)"')
_PERMALINK: Final = pattern(r'<a class="headerlink".*?</a>', re.DOTALL)
_MARKUP: Final = pattern(r'<[^>]*>')

_ROLES: Final = {'table': 'table', 'thead': 'rowgroup', 'tbody': 'rowgroup', 'tr': 'row', 'td': 'cell'}


def accessible_tables(body: str) -> str:
    """Give the HTML *body* with all tables of ours completed."""
    # The search for a word is many times faster than that for a pattern, and most pages have no table.
    if '<table' not in body or not _OURS.search(body):
        return body
    pieces: list[str] = []
    # Tables whose end is not reached yet; those of others are there to be passed over.
    tables: list[_Table | None] = []
    end = 0
    for tag in _TAG.finditer(body):
        pieces += body[end : tag.start()], tag[0]
        end = tag.end()
        closing, name, attributes = bool(tag[1]), tag[2], tag[3]
        if name == 'table' and not closing:
            tables.append(_Table(pieces) if _OURS.search(attributes) else None)
        if tables:
            table = tables[-1]
            if table is not None and closing:
                table.close(name)
            elif table is not None:
                table.open(name, attributes)
            if name == 'table' and closing:
                tables.pop()
    pieces.append(body[end:])
    return ''.join(pieces)


@dataclass
class _Table:
    """A table of ours while it is read: it changes tags in the *pieces* of the page."""

    pieces: list[str]
    caption: str = ''
    in_head: bool = False
    titles: dict[int, str] = field(default_factory=dict)
    """The header of each column."""
    cells: list[tuple[int, int]] = field(default_factory=list)
    """Each cell with data: its piece, and its column."""
    held: dict[int, int] = field(default_factory=dict)
    """Columns that a cell from above reaches into, and for how many rows more."""
    column: int = 0
    """Column of the cell that is read, or comes next."""
    width: int = 1
    """Columns of the cell that is read."""
    text_from: int = 0
    """The piece with which the text of the last opened part begins."""

    def __post_init__(self) -> None:
        self.start = len(self.pieces) - 1

    def open(self, name: str, attributes: str) -> None:
        """Take in an opening tag, the last of the pieces."""
        self.text_from = len(self.pieces)
        role = _ROLES.get(name, '')
        if name == 'thead':
            self.in_head = True
        elif name == 'tr':
            self.column = 0
        elif name in {'th', 'td'}:
            self._place(attributes)
            if name == 'th':
                role = 'columnheader' if self.in_head else 'rowheader'
                if 'scope=' not in attributes:
                    attributes += f' scope="{"col" if self.in_head else "row"}"'
            else:
                self.cells.append((len(self.pieces) - 1, self.column))
        if role and 'role=' not in attributes:
            attributes += f' role="{role}"'
        self.pieces[-1] = f'<{name}{attributes}>'

    def _place(self, attributes: str) -> None:
        """Find the column of a cell, past those that are held from above."""
        while self.held.get(self.column, 0):
            self.held[self.column] -= 1
            self.column += 1
        spans = {kind: int(number) for kind, number in _SPAN.findall(attributes)}
        self.width = spans.get('col', 1)
        for column in range(self.column, self.column + self.width):
            self.held[column] = spans.get('row', 1) - 1

    def close(self, name: str) -> None:
        """Take in a closing tag, the last of the pieces."""
        if name == 'thead':
            self.in_head = False
        elif name == 'tr':
            # What is held to the right of the last cell.
            self.held = {column: max(rows - (column >= self.column), 0) for column, rows in self.held.items()}
        elif name == 'caption':
            self.caption = self._text()
            # A link has no place among the parts that a table may have: themes that hide it from the eye only would
            # leave it to the ear.
            self.pieces[-2] = _PERMALINK.sub('', self.pieces[-2])
        elif name in {'th', 'td'}:
            if self.in_head:
                self.titles.update(dict.fromkeys(range(self.column, self.column + self.width), self._text()))
            self.column += self.width
        elif name == 'table':
            self._name_cells()
            if len(self.titles) > NARROW:
                self._box()

    def _text(self) -> str:
        """Give the text since the last opening tag on one line, fit for an attribute."""
        text = ''.join(self.pieces[self.text_from : -1])
        return ' '.join(_MARKUP.sub('', _PERMALINK.sub('', text)).split()).replace('"', '&quot;')

    def _name_cells(self) -> None:
        """Tell each cell the title of its column."""
        for piece, column in self.cells:
            if title := self.titles.get(column):
                self.pieces[piece] = f'{self.pieces[piece][:-1]} {TITLE_ATTRIBUTE}="{title}">'

    def _box(self) -> None:
        """Put a box around, named after the caption or the first column; dozens of landmarks would help nobody."""
        name = self.caption or self.titles.get(0)
        label = f' role="group" aria-label="{name}"' if name else ''
        self.pieces[self.start] = f'<div class="{SCROLL_CLASS}"{label} tabindex="0">{self.pieces[self.start]}'
        self.pieces[-1] += '</div>'
