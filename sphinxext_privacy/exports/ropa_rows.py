"""The rows of the record of processing activities: which entries of a notice stand together.

Only what either side states to belong together does: nothing is put together that nobody put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations
from sphinxext_privacy.notices.select import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.homes import Homes
    from sphinxext_privacy.exports.records import ExportedEntry, ExportedNotice


class Row(NamedTuple):
    """One row of the record."""

    purpose: ExportedEntry | None
    """A purpose, or a statement on purposes; none in the row of what is stated to belong to no purpose."""
    data: tuple[ExportedEntry, ...]
    recipients: tuple[ExportedEntry, ...]


class Rows:
    """The rows of one notice."""

    def __init__(self, notice: ExportedNotice, homes: Homes) -> None:
        """Take what *notice* has; *homes* tells what of that is written under it."""
        self.relations = Relations(notice.resolved)
        self.known: dict[str, dict[str, ExportedEntry]] = {kind: {} for kind in KINDS}
        """All entries of the notice, by kind and id."""
        for entry in notice.resolved:
            self.known[entry.kind][entry.ident] = entry
        self.own = [entry for entry in notice.resolved if homes.is_home(notice, entry)]
        """The entries that are written under the notice."""
        self._own_keys = {entry.key for entry in self.own}

    def all(self) -> list[Row]:
        """Give the rows: those of purposes, then that of the rest; there is at least one."""
        found = [self._row(entry) for entry in self._purposes()]
        placed = {entry.key for row in found for entry in (*row.data, *row.recipients)}
        data, recipients = (
            tuple(entry for entry in self.own if entry.kind == kind and _is_left(entry, placed))
            for kind in ('data', 'processor')
        )
        if data or recipients or not found:
            found.append(Row(None, data, recipients))
        return found

    def _purposes(self) -> Iterator[ExportedEntry]:
        """Give the own purposes, those that own entries are stated to belong to, and own statements on purposes."""
        for entry in self.known['purpose'].values():
            related = self._related(entry, 'data') + self._related(entry, 'processor')
            if entry.key in self._own_keys or any(other.key in self._own_keys for other in related):
                yield entry
        yield from (entry for entry in self.own if is_about(entry, 'purposes'))

    def _row(self, entry: ExportedEntry) -> Row:
        if entry.kind == 'statement':
            named = {target.rpartition('/')[2] for target in texts(entry.facts.get('data'))}
            return Row(entry, tuple(other for ident, other in self.known['data'].items() if ident in named), ())
        return Row(entry, self._related(entry, 'data'), self._related(entry, 'processor'))

    def _related(self, entry: ExportedEntry, kind: str) -> tuple[ExportedEntry, ...]:
        return tuple(other for other in self.relations.related(entry, kind) if not receives_nothing(other))


def _is_left(entry: ExportedEntry, placed: set[tuple[str, str]]) -> bool:
    return entry.key not in placed and not receives_nothing(entry)


def receives_nothing(entry: ExportedEntry) -> bool:
    """Tell whether it is a recipient that is stated to receive no personal data: a record is not about it."""
    return entry.kind == 'processor' and entry.facts.get('no-personal-data') is True and not entry.facts.get('data')


def is_about(entry: ExportedEntry, topic: str) -> bool:
    """Tell whether it is a statement on *topic*."""
    return entry.kind == 'statement' and entry.facts.get('topic') == topic
