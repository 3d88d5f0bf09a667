"""How wide a text is at most, in any font that a theme may have: none is there to be measured at build time."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# In em, as wide as in Verdana or DejaVu Sans, which are the widest in common use.
_WIDTHS: Final = {
    letter: width
    for width, letters in (
        (0.36, " ijl.,:;!|'`’‘·‚"),
        (0.46, 'frtIJ()[]{}/\\-"“”„*°ı'),
        (0.56, 'csz?–'),
        (0.84, 'w+=<>~#&^мыюѫ'),
        (1.0, 'mMW@%—…æœжшщфњљЖМФЫЉЊωΩ'),
        (1.1, 'ÆŒШЩЮ'),
        (1.25, 'سشصض'),
    )
    for letter in letters
}
_WIDE: Final = frozenset('WF')
_ZERO: Final = frozenset({'Mn', 'Me', 'Cf'})
_JOINER: Final = '\u200d'
_BOLD: Final = 1.15
_SPACE: Final = re.compile(r'\s+')
_DROPPED: Final = frozenset('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff')
"""What overrides the direction, so that a name reads as another, and what no XML may hold."""

SOFT_HYPHEN: Final = '\u00ad'


def clean(text: str) -> str:
    """Give *text* on one line, without characters that have no place in a picture."""
    text = _SPACE.sub(' ', text).strip(' ')
    if text.isascii() and text.isprintable():
        return text
    kept = (item for item in text if item not in _DROPPED and unicodedata.category(item) not in {'Cc', 'Cs', 'Cn'})
    return _SPACE.sub(' ', ''.join(kept)).strip(' ')


def clusters(text: str) -> list[str]:
    """Split *text* into what readers see as one character each."""
    found: list[str] = []
    for letter in text:
        joins = letter != SOFT_HYPHEN and _is_attached(letter)
        after_joiner = bool(found) and found[-1].endswith(_JOINER)
        if found and (joins or after_joiner or _is_second_of_flag(found[-1], letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _is_attached(letter: str) -> bool:
    return unicodedata.category(letter) in {*_ZERO, 'Mc'} or '\U0001f3fb' <= letter <= '\U0001f3ff'


def _is_second_of_flag(before: str, letter: str) -> bool:
    return len(before) == 1 and all('\U0001f1e6' <= item <= '\U0001f1ff' for item in (before, letter))


def width_of(parts: Iterable[str], *, bold: bool = False) -> float:
    """Give the width of a text, or of its *parts*, in em."""
    width = sum(_advance(letter) for part in parts for letter in part)
    return width * _BOLD if bold else width


@cache
def _advance(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    category = unicodedata.category(letter)
    if category in _ZERO:
        return 0.0
    if unicodedata.east_asian_width(letter) in _WIDE or category == 'So':
        # Pictures are wider than the square of an ideograph.
        return 1.4 if category == 'So' else 1.05
    base = unicodedata.normalize('NFD', letter)[0]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if 'a' <= base <= 'z' or '0' <= base <= '9':
        return 0.65
    if 'Ͱ' <= base <= 'ӿ' or base < 'ɐ':
        return 0.82 if category == 'Lu' else 0.7
    return 0.75 if unicodedata.bidirectional(base) in {'R', 'AL'} else 0.95


def is_rtl(text: str) -> bool:
    """Tell whether *text* runs from the right, by its first letter that has a direction."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in {'L', 'R', 'AL'}), 'L') != 'L'
