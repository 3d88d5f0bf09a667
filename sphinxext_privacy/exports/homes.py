"""Which notice an entry is written under, where several notices have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source


class Placed(NamedTuple):
    """One entry, and the notices that it is written under: one, or all that add to its notice in another project."""

    entry: ExportedEntry
    notices: tuple[ExportedNotice, ...]


class Homes:
    """Knows where each entry belongs: what several notices inherit is written once."""

    def __init__(self, exported: Exported) -> None:
        """Take what the notices of a project have."""
        self.notices = {notice.ident: notice for notice in exported.notices}
        self._held = {
            (notice.ident, entry.notice, entry.key) for notice in exported.notices for entry in notice.resolved
        }

    def is_home(self, notice: ExportedNotice, entry: ExportedEntry) -> bool:
        """Tell whether *entry*, which *notice* has, is written under it.

        That is the notice that states it. What another project states belongs to the notice that adds to that one, and
        not to those that add to this notice in turn.
        """
        if (entry.notice, entry.notice, entry.key) in self._held:
            return entry.notice == notice.ident
        return not any(
            (parent, entry.notice, entry.key) in self._held and self._comes_before(parent, notice)
            for parent in notice.parents
        )

    def entries(self, kind: str) -> Iterator[Placed]:
        """Give each entry of *kind* once, in the order of the notices that they are written under."""
        first: dict[tuple[str, str, Source | None], ExportedEntry] = {}
        homes: dict[tuple[str, str, Source | None], list[ExportedNotice]] = {}
        for notice in self.notices.values():
            for entry in notice.resolved:
                if entry.kind == kind and self.is_home(notice, entry):
                    key = (entry.notice, entry.ident, entry.source)
                    first.setdefault(key, entry)
                    homes.setdefault(key, []).append(notice)
        yield from (Placed(entry, tuple(homes[key])) for key, entry in first.items())

    def _comes_before(self, parent: str, notice: ExportedNotice) -> bool:
        # Where notices add to each other in a circle, the first one has it.
        circle = notice.ident in self.notices[parent].parents
        return parent < notice.ident if circle else True
