"""Which entries of two states belong together, where only their place tells them apart.

A notice may have two statements about one topic, or two changes of one day. One that is put before the others must not
make all of them look changed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinxext_privacy.changes.said import Key, SaidEntry

PLACED: Final = frozenset({'statement', 'change'})
"""Kinds of which several entries may have one id."""

# First those that say the same, then those that the same notice states, then as they stand.
_ALIKE: Final[tuple[Callable[[SaidEntry, SaidEntry], bool], ...]] = (
    lambda old, new: old.notice == new.notice and old.facts == new.facts and old.body == new.body,
    lambda old, new: old.notice == new.notice,
    lambda old, new: True,
)


def paired(before: Mapping[Key, SaidEntry], after: Mapping[Key, SaidEntry]) -> dict[Key, SaidEntry]:
    """Give *after* with the numbers that its entries have in *before*; those without a partner get new ones."""
    found = {key: entry for key, entry in after.items() if key.kind not in PLACED}
    groups: dict[tuple[str, str], list[SaidEntry]] = {}
    for key, entry in after.items():
        if key.kind in PLACED:
            groups.setdefault((key.kind, key.ident), []).append(entry)
    for (kind, ident), entries in groups.items():
        olds = [entry for key, entry in before.items() if (key.kind, key.ident) == (kind, ident)]
        found.update({entry.key: entry for entry in _numbered(olds, entries)})
    return found


def _numbered(olds: list[SaidEntry], news: list[SaidEntry]) -> Iterable[SaidEntry]:
    free = max((entry.number for entry in olds), default=0)
    left = list(news)
    for alike in _ALIKE:
        for old in list(olds):
            partner = next((new for new in left if alike(old, new)), None)
            if partner is not None:
                olds.remove(old)
                left.remove(partner)
                yield replace(partner, number=old.number)
    for number, entry in enumerate(left, free + 1):
        yield replace(entry, number=number)
