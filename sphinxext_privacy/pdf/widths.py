"""How wide the columns of a table are, by what stands in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from docutils import nodes

from sphinxext_privacy.pdf.markup import array

if TYPE_CHECKING:
    from docutils.nodes import Element

_CAPACITY: Final = ((7, 112), (5, 100), (3, 92), (0, 86))
"""From how many columns on, with the smaller letters that such tables have, how many letters fit in a line."""
_GAP: Final = 4
"""Letters that fit in the space between two columns."""
_BREAKS: Final = re.compile(r'[\s/@.\-\u00ad]+')


def columns_of(group: Element) -> str:
    """Give the widths of the columns as typst wants them.

    A table that fits is as wide as its words. One that does not shares the line out: each column gets room for its
    longest word, and those with more to say more of the rest, though not as much more as they say.
    """
    longest, most = _measure(group)
    count = len(longest)
    capacity = next(letters for least, letters in _CAPACITY if count > least or least == 0)
    if sum(most) + _GAP * count <= capacity:
        return array('auto' for _ in longest)
    shares = [max(word + 2.0, 2.4 * letters**0.5) for word, letters in zip(longest, most, strict=True)]
    return array(f'{share:.1f}fr' for share in shares)


def _measure(group: Element) -> tuple[list[int], list[int]]:
    """Give for each column the letters of its longest word and of its longest cell."""
    count = len([child for child in group.children if isinstance(child, nodes.colspec)])
    longest, most = [1] * count, [1] * count
    for row in group.findall(nodes.row):
        if row.parent.parent is not group:
            # Of a table in a cell.
            continue
        cells = [child for child in row.children if isinstance(child, nodes.entry)]
        # Cells that reach down from above are taken to be on the left, which is where they mostly are.
        column = max(count - sum(int(cell.get('morecols', 0)) + 1 for cell in cells), 0)
        for cell in cells:
            width = int(cell.get('morecols', 0)) + 1
            text = cell.astext()
            if width == 1 and column < count:
                longest[column] = max(longest[column], *(len(word) for word in _BREAKS.split(text)))
                # Blocks of a cell stand below each other.
                most[column] = max(most[column], *(len(line) for line in text.splitlines() or ['']), len(text) // 3)
            column += width
    return longest, most
