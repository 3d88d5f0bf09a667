"""Which notice an entry is written under, where several notices have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice


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

    def _comes_before(self, parent: str, notice: ExportedNotice) -> bool:
        # Where notices add to each other in a circle, the first one has it.
        circle = notice.ident in self.notices[parent].parents
        return parent < notice.ident if circle else True
