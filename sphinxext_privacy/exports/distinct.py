"""Entries of all notices, each once: what a notice inherits stands in several of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source


class Distinct(NamedTuple):
    """One entry, and where it holds."""

    entry: ExportedEntry
    notices: tuple[ExportedNotice, ...]
    """The notice that states it, where that is one of the project; else those that inherit it."""


def distinct(exported: Exported, kind: str) -> tuple[Distinct, ...]:
    """Give each entry of *kind* once, in the order of the notices."""
    first: dict[tuple[str, str, Source | None], ExportedEntry] = {}
    holding: dict[tuple[str, str, Source | None], list[ExportedNotice]] = {}
    for notice in exported.notices:
        for entry in notice.resolved:
            if entry.kind == kind:
                key = (entry.notice, entry.ident, entry.source)
                first.setdefault(key, entry)
                holding.setdefault(key, []).append(notice)
    found = []
    for key, entry in first.items():
        stating = tuple(notice for notice in exported.notices if notice.ident == entry.notice)
        found.append(Distinct(entry, stating or tuple(holding[key])))
    return tuple(found)
