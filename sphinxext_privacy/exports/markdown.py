"""Markdown, as code hosts show it: words that show as they are, code and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPECIAL: Final = re.compile(r'[\\`*\[\]<>&~]|(?<!\w)_|_(?!\w)')
_BACKTICKS: Final = re.compile('`+')


def plain(text: str) -> str:
    """Give *text* on one line, so that it shows as it is."""
    # What stands at either end may be the space before some code.
    return _SPECIAL.sub(r'\\\g<0>', re.sub(r'\s+', ' ', text))


def code(text: str) -> str:
    """Give *text* as code, whatever backticks it holds."""
    text = ' '.join(text.split())
    longest = max((len(found) for found in _BACKTICKS.findall(text)), default=0)
    fence = '`' * (longest + 1)
    return f'{fence} {text} {fence}' if longest else f'{fence}{text}{fence}'


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table; the cells are Markdown."""
    lines = [titles, ['---'] * len(titles), *rows]
    # A bar ends a cell, within code too.
    return '\n'.join(f'| {" | ".join(cell.replace("|", chr(92) + "|") for cell in line)} |' for line in lines)
