"""What is stated to belong together: data, purposes, recipients and countries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Generic, Protocol, TypeVar

from sphinxext_privacy.notices.select import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.model.values import Facts

Key = tuple[str, str]


class Related(Protocol):
    """An entry that can name others."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def facts(self) -> Facts:
        """What holds of it."""

    @property
    def key(self) -> Key:
        """Its kind and id."""


E = TypeVar('E', bound=Related)

_FIELDS: Final = {
    ('data', 'purposes'): 'purpose',
    ('purpose', 'data'): 'data',
    ('purpose', 'processors'): 'processor',
    ('processor', 'purposes'): 'purpose',
    ('processor', 'data'): 'data',
}
"""The fields in which an entry of one kind names those of another."""


class Relations(Generic[E]):
    """The pairs that either side states; nothing is concluded from two of them."""

    def __init__(self, entries: Iterable[E]) -> None:
        """Take what *entries* state; names of entries that are not among them are left out."""
        known = {entry.key: entry for entry in entries}
        self.entries = known
        self._pairs: defaultdict[Key, set[Key]] = defaultdict(set)
        for entry in known.values():
            for (kind, field), other in _FIELDS.items():
                if entry.kind != kind:
                    continue
                for target in texts(entry.facts.get(field)):
                    named = self.find(other, target)
                    if named is not None:
                        self._pairs[entry.key].add(named.key)
                        self._pairs[named.key].add(entry.key)

    def find(self, kind: str, target: str) -> E | None:
        """Give the entry of *kind* that *target* names: an id, or ``notice/id``, which names it exactly."""
        return self.entries.get((kind, target.rpartition('/')[2]))

    def of(self, key: Key, kind: str) -> set[Key]:
        """Give the entries of *kind* that belong to the entry *key*."""
        return {other for other in self._pairs.get(key, ()) if other[0] == kind}

    def related(self, entry: E, kind: str) -> tuple[E, ...]:
        """Give the entries of *kind* that *entry* names or that name it, in their order."""
        keys = self.of(entry.key, kind)
        return tuple(other for key, other in self.entries.items() if key in keys) if keys else ()
