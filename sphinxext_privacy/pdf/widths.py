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
"""Letters that fit in the space between two columns, with room for words that are wider than others."""
_INSET: Final = 2.2
"""The same, without that room."""
_TOO_LONG: Final = 15
"""Letters of a word from which it had rather be broken than take the room of others."""
_BOLD: Final = 1.15
"""How much wider bold letters are."""
_BREAKS: Final = re.compile(r'[\s/@.\-\u00ad]+')


def columns_of(group: Element) -> tuple[str, list[bool]]:
    """Give the widths of the columns as typst wants them, and of each whether all its words fit.

    A table that fits is as wide as its words. One that does not shares the line out.
    """
    longest, most = _measure(group)
    count = len(longest)
    capacity = next(letters for least, letters in _CAPACITY if count > least or least == 0)
    if sum(most) + _GAP * count <= capacity:
        return array('auto' for _ in longest), [True] * count
    shares = _share_out(longest, most, capacity - _INSET * count)
    fits = [word <= share for word, share in zip(longest, shares, strict=True)]
    return array(f'{share:.1f}fr' for share in shares), fits


def _share_out(longest: list[float], most: list[float], room: float) -> list[float]:
    """Share out a line with *room* for so many letters.

    Each column gets room for its longest word, and those with more to say more of the rest, though not as much more
    as they say. What a column does not need is for the others.
    """
    weights = [max(min(word, _TOO_LONG) + 2.0, 2.4 * letters**0.5) for word, letters in zip(longest, most, strict=True)]
    content: dict[int, float] = {}
    while True:
        others = [number for number in range(len(weights)) if number not in content]
        letter = (room - sum(content.values())) / sum(weights[number] for number in others)
        more = {number: most[number] + 1 for number in others if most[number] + 1 <= weights[number] * letter}
        if not more or len(more) == len(others):
            return [content.get(number, weight * letter) for number, weight in enumerate(weights)]
        content |= more


def _measure(group: Element) -> tuple[list[float], list[float]]:
    """Give for each column the letters of its longest word and of its longest cell."""
    stubs = [bool(child.get('stub')) for child in group.children if isinstance(child, nodes.colspec)]
    count = len(stubs)
    longest, most = [1.0] * count, [1.0] * count
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
                wide = _BOLD if stubs[column] or isinstance(row.parent, nodes.thead) else 1.0
                longest[column] = max(longest[column], *(wide * len(word) for word in _BREAKS.split(text)))
                # Blocks of a cell stand below each other.
                lines = [len(line) for line in text.splitlines()]
                most[column] = max(most[column], *(wide * line for line in lines), len(text) / 3)
            column += width
    return longest, most
