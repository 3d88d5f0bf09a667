"""Under which ids notices of other projects are known in this one."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from sphinxext_privacy.notices.records import ForeignNotice, NoticeEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinxext_privacy.parents.reading import ReadEntry, ReadNotice


def main_notice(name: str, notices: Iterable[ReadNotice]) -> str:
    """Give the id of the notice that *name* stands for: the one with this id, or the only one; else nothing."""
    idents = [notice.ident for notice in notices]
    return name if name in idents else idents[0] if len(idents) == 1 else ''


def known_notices(files: Mapping[str, Iterable[ReadNotice]]) -> dict[str, ForeignNotice]:
    """Give all notices of *files* (by the names of the setting) by each id under which they are known here.

    That is the name of the setting, for one notice of a file; ``name/id`` for all of them; and their own id, where
    neither a name nor another file has it. What this project calls by that id itself comes first anyway.
    """
    files = {name: tuple(notices) for name, notices in files.items()}
    borne = Counter(notice.ident for notices in files.values() for notice in notices)
    known: dict[str, ForeignNotice] = {}
    for name, notices in files.items():
        main = main_notice(name, notices)
        here = {notice.ident: name if notice.ident == main else f'{name}/{notice.ident}' for notice in notices}
        for notice in notices:
            made = _foreign(notice, name, here)
            known[made.ident] = known[f'{name}/{notice.ident}'] = made
            if borne[notice.ident] == 1 and notice.ident not in files:
                known[notice.ident] = made
    return dict(sorted(known.items()))


def _foreign(notice: ReadNotice, name: str, here: Mapping[str, str]) -> ForeignNotice:
    """Give *notice* with the ids of notices as they are *here*, by those that they have there."""
    facts = dict(notice.facts)
    parents = facts.pop('addendum-to', ())
    # What it inherits from a third project is among its entries; that notice itself is not known here.
    within = tuple(here[parent] for parent in parents if parent in here) if isinstance(parents, tuple) else ()
    if within:
        facts['addendum-to'] = within
    entries = tuple(_entry(entry, here.get(entry.notice, f'{name}/{entry.notice}')) for entry in notice.entries)
    ident = here[notice.ident]
    digest = hashlib.sha256(repr((ident, notice.title, notice.url, facts, entries)).encode()).hexdigest()
    return ForeignNotice(ident, notice.title, notice.url, facts, entries, digest)


def _entry(entry: ReadEntry, notice: str) -> NoticeEntry:
    return NoticeEntry(
        entry.kind,
        entry.ident,
        entry.title,
        notice,
        entry.facts,
        body=entry.body,
        position=entry.position,
        url=entry.url,
    )
