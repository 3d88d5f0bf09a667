"""Identifiers of another vocabulary for the keys that an entry states, with an account of what does not pass over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinxext_privacy.model.crosswalk import crosswalk, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import ExportedEntry, ExportedNotice
    from sphinxext_privacy.model.crosswalk import Scheme


class Identifiers:
    """Gives identifiers of one scheme."""

    def __init__(self, scheme: Scheme, account: Account) -> None:
        """Tell *account* what has no identifier, or shares it with other keys."""
        self._scheme = scheme
        self._account = account

    def of(
        self, item: ExportedEntry | ExportedNotice, name: str, vocabulary: str, keys: Iterable[str]
    ) -> tuple[str, ...]:
        """Give the identifiers of *keys*, which are those of the fact *name* or some of them; each once."""
        found: dict[str, None] = {}
        for key in keys:
            mapped = identifier(vocabulary, key, self._scheme)
            if not mapped:
                self._account.lose(item, name, f'no identifier for {key!r}')
                continue
            if mapped in _shared(vocabulary, self._scheme):
                self._account.lose(item, name, f'{key!r} is told as {mapped!r}, and other keys are too')
            found[mapped] = None
        return tuple(found)


@cache
def _shared(vocabulary: str, scheme: Scheme) -> frozenset[str]:
    """Give the identifiers that stand for several keys."""
    mapped = [row[scheme] for row in crosswalk()[vocabulary].values() if scheme in row]
    return frozenset(found for found in mapped if mapped.count(found) > 1)
