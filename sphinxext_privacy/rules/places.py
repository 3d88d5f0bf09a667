"""The places of a project where single entries stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Project


def single_places(project: Project) -> dict[tuple[str, str], tuple[NoticeEntry, ...]]:
    """Give each place that states something of one entry alone, by kind and id, in the order of pages.

    What one directive states of several entries at once is about none of them in particular.
    """
    together = Counter((entry.docname, entry.position) for entries in project.described.values() for entry in entries)
    return {
        key: tuple(sorted(single, key=lambda entry: (entry.docname, entry.position)))
        for key, entries in project.described.items()
        if (single := [entry for entry in entries if together[entry.docname, entry.position] == 1])
    }
