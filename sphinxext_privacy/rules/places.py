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
    """Give each place that states something of one entry alone, by kind and id, in the order of pages.

    What one directive states of several entries at once is about none of them in particular.
    """
    together = project.once(_together)
    return {
        key: tuple(sorted(single, key=_PLACE))
        for key, entries in project.described.items()
        if (single := [entry for entry in entries if together[_PLACE(entry)] == 1])
    }


def several_places(project: Project) -> dict[tuple[str, str], tuple[NoticeEntry, ...]]:
    """Give the same of what stands alone in several places: what stands in one has nothing to agree with."""
    together = project.once(_together)
    found: dict[tuple[str, str], tuple[NoticeEntry, ...]] = {}
    for key, entries in project.described.items():
        if len(entries) > 1:
            single = [entry for entry in entries if together[_PLACE(entry)] == 1]
            if len(single) > 1:
                found[key] = tuple(sorted(single, key=_PLACE))
    return found


def _together(project: Project) -> Counter[tuple[str, int]]:
    """Count the entries of each directive."""
    return Counter(map(_PLACE, chain.from_iterable(project.described.values())))
