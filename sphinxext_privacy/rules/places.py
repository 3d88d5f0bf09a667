"""The places of a project where single entries stand."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.rules.notice import Project

_PLACE: Final = attrgetter('docname', 'position')


def single_places(project: Project) -> dict[tuple[str, str], tuple[NoticeEntry, ...]]:
    """Give, of what stands in several places, those that state something of one entry alone: by kind and id, sorted.

    What one directive states of several entries at once is about none of them in particular.
    """
    together = Counter(map(_PLACE, chain.from_iterable(project.described.values())))
    return {
        key: tuple(sorted(single, key=lambda entry: (entry.docname, entry.position)))
        for key, entries in project.described.items()
        # Most stand in one place only, which nothing is compared with.
        if len(entries) > 1 and (single := [entry for entry in entries if together[entry.docname, entry.position] == 1])
    }
