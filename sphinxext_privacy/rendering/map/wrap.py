"""Lines of a label."""

from __future__ import annotations

import unicodedata
from typing import Final

from sphinxext_privacy.rendering.map.metrics import SOFT_HYPHEN, clean, clusters, width_of

_AFTER: Final = frozenset(' -‐–—/')
"""A line may end after these."""
_AFTER_IF_NEEDED: Final = frozenset('._@:,;?&=+')
"""A line may end after these where a word is longer than a line."""
_NOT_FIRST: Final = frozenset('、。，．・：；？！ー）」』】〉》〕］｝ぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)]}%')
"""No line starts with these, in Chinese and Japanese."""
_NOT_LAST: Final = frozenset('（「『【〈《〔［｛([{')
_MIDDLE: Final = 2
"""A word is broken in two only where both parts have as many letters."""


def wrap(text: str, width: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break *text* into lines that are not wider than *width*, in em, by our own measure.

    Spaces stay at the ends of lines, and count as nothing there: joined, the lines are the text again, but for hyphens
    where the author allowed them. A single character is never broken, however narrow the line.
    """
    parts = clusters(clean(text))
    lines: list[str] = []
    start = 0
    while start < len(parts):
        end = _line_end(parts, start, width, bold)
        lines.append(_shown(parts[start:end], last=end == len(parts)))
        start = end
    return tuple(lines) or ('',)


def _line_end(parts: list[str], start: int, width: float, bold: bool) -> int:
    """Give where the line from *start* ends."""
    used = 0.0
    fitting = start
    good = possible = 0
    for position in range(start, len(parts)):
        part = parts[position]
        used += width_of(part, bold=bold)
        if used > width and part != ' ' and position > start:
            break
        fitting = position + 1
        hyphen = width_of('-', bold=bold) if part == SOFT_HYPHEN else 0.0
        if _may_end(parts, position) and used + hyphen <= width + (1 if part == ' ' else 0):
            good = position + 1
        elif part[0] in _AFTER_IF_NEEDED:
            possible = position + 1
    else:
        return len(parts)
    if good:
        return good
    if possible:
        return possible
    # One letter more or less, so that none stands alone.
    rest = next((number for number, part in enumerate(parts[fitting:]) if part == ' '), len(parts) - fitting)
    return fitting - 1 if rest < _MIDDLE and fitting - start > _MIDDLE else fitting


def _may_end(parts: list[str], position: int) -> bool:
    """Tell whether a line may end after a part."""
    part = parts[position]
    after = parts[position + 1] if position + 1 < len(parts) else ''
    if after == ' ':
        # The space goes with the line.
        return False
    if part[0] in _AFTER or part == SOFT_HYPHEN:
        return True
    if not after or after[0] in _NOT_FIRST or part[0] in _NOT_LAST:
        return False
    return any(unicodedata.east_asian_width(item[0]) == 'W' for item in (part, after))


def _shown(parts: list[str], *, last: bool) -> str:
    """Give a line with a hyphen where the author allowed one and the line ends there."""
    text = ''.join(part for part in parts if part != SOFT_HYPHEN)
    return f'{text}-' if parts[-1] == SOFT_HYPHEN and not last else text
