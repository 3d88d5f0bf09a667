"""Names that were misspelt, found among many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORT: Final = 4
"""Below this length, a letter more or less makes another word."""


class Spellings:
    """Finds the one of *names* that a text was probably meant to be: one slip of the keys away.

    Takes no longer for many names than for few, where comparing with each of them would.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in sorted(names):
            for form in _forms(name):
                self._names.setdefault(form, name)

    def nearest(self, text: str) -> str:
        """Give the name, or an empty string."""
        return next((self._names[form] for form in _forms(text) if form in self._names), '')


def _forms(text: str) -> Iterator[str]:
    """Give *text*, and *text* with each of its letters left out.

    Of two texts that differ in one letter, or in two that changed places, one form is the same.
    """
    folded = text.casefold().replace('_', '-')
    yield folded
    if len(folded) >= _SHORT:
        yield from (folded[:position] + folded[position + 1 :] for position in range(len(folded)))
