"""Keys and names of ``fides.yml``."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_OTHERS: Final = pattern(r'[^A-Za-z0-9_.<>-]')
"""What no key can hold. Ids of ours never do, but those of other projects are as they are."""


def fides_key(ident: str, taken: Collection[str]) -> str:
    """Give the key of what is called *ident*; with a number where it would be one of *taken*."""
    return _other_than(_OTHERS.sub('-', ident) or '-', taken, lambda key, number: f'{key}-{number}')


def numbered(name: str, taken: Collection[str]) -> str:
    """Give a name for readers; with a number where it would be one of *taken*."""
    return _other_than(name, taken, lambda name, number: f'{name} ({number})')


def _other_than(text: str, taken: Collection[str], with_number: Callable[[str, int], str]) -> str:
    if text not in taken:
        return text
    return next(made for number in count(2) if (made := with_number(text, number)) not in taken)
