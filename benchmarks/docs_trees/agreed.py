"""What two builds of the same docs agree on; the rest (dates, hashes, addresses in memory) says nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile(r'[^\s<>"\']+|[\s<>"\']')
"""A word or a value of an attribute is compared as a whole: of two times, some digits agree by chance."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A text with gaps: the parts that stay, in their order, with anything between them."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, first: str, second: str) -> Agreed:
        """Give what both texts hold."""
        if first == second:
            return cls((first,))
        parts = ['']
        for same, text in _compared(first.splitlines(keepends=True), second.splitlines(keepends=True)):
            if same:
                parts[-1] += text
            else:
                parts.append('')
        return cls(tuple(parts))

    @property
    def gaps(self) -> int:
        """Give the number of places where the two texts differed."""
        return len(self.parts) - 1

    def fits(self, text: str) -> bool:
        """Tell whether the text holds all parts in this order, and has more at the gaps only."""
        first, *rest = self.parts
        if not rest:
            return text == first
        *middle, last = rest
        if not text.startswith(first) or not text.endswith(last):
            return False
        place, end = len(first), len(text) - len(last)
        for part in middle:
            found = text.find(part, place, end)
            if found < 0:
                return False
            place = found + len(part)
        return place <= end


def _compared(first: Sequence[str], second: Sequence[str], *, lines: bool = True) -> Iterator[tuple[bool, str]]:
    """Give the runs of two texts: whether they are the same in both, and the text if so; lines first, then words."""
    for kind, start, end, other_start, other_end in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        before, after = ''.join(first[start:end]), ''.join(second[other_start:other_end])
        if kind == 'equal':
            yield True, before
        elif lines and before and after:
            yield from _compared(_TOKEN.findall(before), _TOKEN.findall(after), lines=False)
        else:
            yield False, ''


def first_difference(before: str, after: str) -> str:
    """Show the first line in which two texts differ, as it was and as it is."""
    old, new = before.splitlines(), after.splitlines()
    for number, (one, other) in enumerate(zip(old, new, strict=False), 1):
        if one != other:
            start = max(
                0,
                next(
                    (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
                    min(len(one), len(other)),
                )
                - 40,
            )
            return f'line {number}: {_short(one, start)!r} became {_short(other, start)!r}'
    return f'{len(old)} lines became {len(new)}'


def _short(line: str, start: int) -> str:
    return line[start : start + 120]
