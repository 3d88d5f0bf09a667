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
_CODE: Final = 1.1
"""How much wider those of code are."""
_BREAKS: Final = re.compile(r'[\s/@.\-\u00ad]+')
_BREAKS_OF_CODE: Final = re.compile(r'[\s/\-\u00ad]+')


def columns_of(group: Element, given: list[float] | None = None) -> tuple[str, list[bool]]:
    """Give the widths of the columns as typst wants them, and of each whether all its words fit.

    A table that fits is as wide as its words. One that does not shares the line out. *given* are the shares that an
    author chose.
    """
    longest, needed, most = _measure(group)
    count = len(longest)
    capacity = next(letters for least, letters in _CAPACITY if count > least or least == 0)
    if given and sum(given):
        room = capacity - _INSET * count
        fits = [word <= share * room / sum(given) for word, share in zip(longest, given, strict=True)]
        return array(f'{share:g}fr' for share in given), fits
    if sum(most) + _GAP * count <= capacity:
        return array('auto' for _ in longest), [True] * count
    shares = _share_out(needed, most, capacity - _INSET * count)
    fits = [word <= share for word, share in zip(longest, shares, strict=True)]
    return array(f'{share:.1f}fr' for share in shares), fits


def _share_out(needed: list[float], most: list[float], room: float) -> list[float]:
    """Share out a line with *room* for so many letters.

    Each column gets what it needs, and those with more to say more of the rest, though not as much more as they say.
    What would be more than a column says is for the others.
    """
    total = sum(needed)
    if total >= room:
        return [letters * room / total for letters in needed]
    wishes = [max(2.0, 2.4 * letters**0.5 - least) for letters, least in zip(most, needed, strict=True)]
    content: dict[int, float] = {}
    while True:
        others = [number for number in range(len(needed)) if number not in content]
        rest = room - sum(content.values()) - sum(needed[number] for number in others)
        part = rest / sum(wishes[number] for number in others)
        shares = {number: needed[number] + wishes[number] * part for number in others}
        more = {number: max(most[number] + 1, needed[number]) for number in others}
        more = {number: letters for number, letters in more.items() if letters <= shares[number]}
        if not more or len(more) == len(others):
            shares |= content
            return [shares[number] for number in range(len(needed))]
        content |= more


def _measure(group: Element) -> tuple[list[float], list[float], list[float]]:
    """Give for each column the letters of its longest word, of the longest without a break, and of its longest cell."""
    stubs = [bool(child.get('stub')) for child in group.children if isinstance(child, nodes.colspec)]
    count = len(stubs)
    longest, needed, most = [1.0] * count, [1.0] * count, [1.0] * count
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
                words = max(wide * len(word) for word in _BREAKS.split(text))
                # Words of code are never hyphenated.
                code = ' '.join(part.astext() for part in cell.findall(nodes.literal))
                fixed = max(wide * _CODE * len(word) for word in _BREAKS_OF_CODE.split(code))
                longest[column] = max(longest[column], words, fixed)
                needed[column] = max(needed[column], min(words, _TOO_LONG), fixed)
                # Blocks of a cell stand below each other.
                lines = [len(line) for line in text.splitlines()]
                most[column] = max(most[column], *(wide * line for line in lines), len(text) / 3)
            column += width
    return longest, needed, most
