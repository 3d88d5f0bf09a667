"""Whether two texts say the same, but for how it is written: a rule that takes no part of the meaning for spelling.

Space, capital letters, accents in another encoding and punctuation are no change. A spelling fix changes letters within
words: no word comes, goes or moves, and each changed word has four letters or more, keeps its first one and most of the
others. So "adress" may become "address", while "may not", "unlawful", "2 years" and "opt-out" are other words.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

LEAST_LETTERS: Final = 4
"""Shorter words are not compared by their letters: "now" and "not" differ in one."""
MOST_LETTERS: Final = 60
"""Longer ones are no words."""
LIKENESS: Final = 0.8
"""How much of two words must be the same for one to be the other's spelling."""

_NEGATION: Final = re.compile(r"n['’]t\b")
_APOSTROPHE: Final = re.compile("['’]")
# What is neither letter nor digit separates words, but for the sign within a number.
_SEPARATOR: Final = re.compile(r'(?<!\d)[\W_]|[\W_](?!\d)|(?<=\d)[^\w.,](?=\d)')
_BETWEEN_LETTERS: Final = re.compile(r'(?<!\d) | (?!\d)')
_ADDRESS: Final = re.compile(r'https?://.+|[^@]+@[^@]+\.[a-z]+', re.IGNORECASE)
_BETWEEN_ADDRESSES: Final = re.compile(r'[\s<>(),;]+')


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of *text* without what is no change."""
    # "can't" is "can not", and not a spelling of "can".
    folded = _NEGATION.sub(' not', unicodedata.normalize('NFKC', text).casefold())
    return tuple(_SEPARATOR.sub(' ', _APOSTROPHE.sub('', folded)).split())


def same_words(before: str, after: str) -> bool:
    """Tell whether only space, capital letters and punctuation differ: "e-mail" and "Email" too."""
    return before == after or _joined(before) == _joined(after)


def _joined(text: str) -> str:
    # "1.5" and "15" are two numbers, and so are "1 5" and "15".
    return _BETWEEN_LETTERS.sub('', ' '.join(words_of(text)))


def small_edit(before: str, after: str) -> bool:
    """Tell whether *after* is *before* with its spelling corrected."""
    if same_words(before, after):
        return True
    if addresses(before) != addresses(after):
        return False
    first, second = words_of(before), words_of(after)
    return len(first) == len(second) and all(map(_same_word, first, second))


def same_name(before: str, after: str) -> bool:
    """Tell whether two names are those of one: also where words were added or left out ("Fastly", "Fastly, Inc.")."""
    if small_edit(before, after):
        return True
    first, second = set(words_of(before)), set(words_of(after))
    return bool(first and second) and (first <= second or second <= first)


def addresses(text: str) -> frozenset[str]:
    """Give the web and mail addresses in *text*."""
    parts = (part.rstrip('.:!?') for part in _BETWEEN_ADDRESSES.split(text))
    return frozenset(part.casefold() for part in parts if _ADDRESS.fullmatch(part))


def _same_word(before: str, after: str) -> bool:
    if before == after:
        return True
    if not LEAST_LETTERS <= min(len(before), len(after)) <= MOST_LETTERS or before[0] != after[0]:
        return False
    # Scripts without capital letters do not write words of letters that can be mistyped so; digits are no letters.
    if not all(letter.lower() != letter.upper() for letter in before + after):
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= LIKENESS
