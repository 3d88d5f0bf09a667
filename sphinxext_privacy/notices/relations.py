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
                    # ``notice/id`` names an entry exactly.
                    named = (other, target.rpartition('/')[2])
                    if named in known:
                        self._pairs[entry.key].add(named)
                        self._pairs[named].add(entry.key)

    def of(self, key: Key, kind: str) -> set[Key]:
        """Give the entries of *kind* that belong to the entry *key*."""
        return {other for other in self._pairs.get(key, ()) if other[0] == kind}
