"""Typst code from plain values: strings, numbers, arrays. No text of an author ever becomes code."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

_ESCAPES: Final = {'\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t'}
_SPECIAL: Final = pattern('[\\x00-\\x1f\\x7f-\\x9f"\\\\\\u2028\\u2029\\ud800-\\udfff]')
_SPACE: Final = pattern(r'[ \t\r\n\f\v]+')

ELSEWHERE: Final = '%'
"""What the address of another page begins with, between resolving and writing."""
SPACE: Final = '[ ]'
"""A space between words, as typst knows it: neighbours collapse, and none starts or ends a line."""
INVISIBLE: Final = frozenset('\u200d\ufe0e\ufe0f\ufeff')
"""Characters that only say how others are to be drawn; without a font for those they are nothing."""


def is_private(character: str) -> bool:
    """Tell whether no standard says what a character is: each font has its own for these."""
    return unicodedata.category(character) == 'Co'


def quote(text: str) -> str:
    """Give *text* as a string literal of typst."""
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if '\ud800' <= character <= '\udfff':
        # Half a character cannot be written to a file at all.
        return '\\u{fffd}'
    return _ESCAPES.get(character) or f'\\u{{{ord(character):x}}}'


def array(items: Iterable[str]) -> str:
    """Give an array of expressions."""
    return f'({"".join(f"{item}, " for item in items)})'


def dictionary(items: Mapping[str, str]) -> str:
    """Give a dictionary of expressions."""
    return f'({", ".join(f"{quote(key)}: {value}" for key, value in items.items())})' if items else '(:)'


def visible(text: str) -> str:
    """Leave out control characters: they have no meaning in a text, and no glyph."""
    if text.isprintable():
        return text
    return ''.join(item for item in text if item in '\n\t' or unicodedata.category(item) not in {'Cc', 'Cs'})


def words(text: str) -> list[str]:
    """Give running *text* as expressions: what stands between the words at its ends may be at the end of a line."""
    text = _SPACE.sub(' ', visible(_SPACE.sub(' ', text)))
    inner = text.strip(' ')
    if not inner:
        return [SPACE] if text else []
    found = [SPACE] if text[0] == ' ' else []
    found.append(quote(inner))
    if text[-1] == ' ':
        found.append(SPACE)
    return found


def direction(text: str) -> str:
    """Give the direction of *text* by its first letter that has one: ``ltr``, ``rtl`` or empty."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == 'L':
            return 'ltr'
        if kind in {'R', 'AL'}:
            return 'rtl'
    return ''
