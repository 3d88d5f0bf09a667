"""Facts of a thing that a notice states and that one of another project, which it adds to, states otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.domain.agreement import disagree
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.resolve import WITHOUT_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.domain.index import Index
    from sphinxext_privacy.model.values import Facts
    from sphinxext_privacy.notices.records import ForeignNotice, NoticeEntry
    from sphinxext_privacy.notices.resolve import Notices


class Contradiction(NamedTuple):
    """One field of an entry that stands otherwise in another project."""

    kind: str
    ident: str
    field: str
    location: tuple[str, int | None] | str
    """Where it is stated here: on a page, or in the register."""
    notice: str
    """Id of the notice that states it otherwise."""
    url: str
    """Where that can be read; empty where its file does not say."""


def contradictions(notices: Notices) -> tuple[Contradiction, ...]:
    """Give what contradicts other projects, each once, in the order of notices and pages."""
    index = notices.index
    found: dict[Contradiction, None] = {}
    for notice in notices.all() if index.foreign else ():
        for parent in _parents_elsewhere(index, notice):
            theirs: dict[tuple[str, str], NoticeEntry] = {}
            for entry in parent.entries:
                if entry.kind not in WITHOUT_ID:
                    theirs.setdefault(entry.key, entry)
            for item in _between(notices, notice, theirs):
                found[item] = None
    return tuple(found)


def _parents_elsewhere(index: Index, notice: str) -> Iterator[ForeignNotice]:
    """Give the notices of other projects that *notice* adds to, itself or by others of this project.

    The entries of each are with all that it inherits there: what holds of them in its own project.
    """
    found: dict[str, ForeignNotice] = {}
    for local in (notice, *index.ancestors(notice)):
        named = index.notice_fact(local, 'addendum-to') if local in index.notices else ()
        for parent in named if isinstance(named, tuple) else ():
            foreign = index.foreign.get(parent)
            if foreign is not None:
                found.setdefault(foreign.ident, foreign)
    yield from found.values()


def _between(notices: Notices, notice: str, theirs: dict[tuple[str, str], NoticeEntry]) -> Iterator[Contradiction]:
    """Give what *notice* states otherwise than the entries *theirs*."""
    index = notices.index
    for docname, record in notices.records(notice):
        idents = index.idents(record)
        entry = theirs.get((record.kind, idents[0])) if len(idents) == 1 else None
        if entry is not None:
            stated = index.stated(record.kind, idents[0], record.typed, record.facts)
            for name in _fields(stated, entry):
                yield _made(name, entry, record.place(docname))
    for entry_here in notices.own(notice):
        known = index.register.get(*entry_here.key)
        entry = theirs.get(entry_here.key)
        if known is not None and entry is not None:
            # What a page of the notice states is nearer than the register.
            left = {name: value for name, value in known.facts.items() if name not in entry_here.stated}
            for name in _fields(left, entry):
                yield _made(name, entry, f'{known.source}:{known.lines.get(name, known.line)}')


def _fields(ours: Facts, entry: NoticeEntry) -> Iterator[str]:
    """Give the names of the facts about the thing itself that *entry* has otherwise than *ours*."""
    for item in KINDS[entry.kind].fields:
        here, there = ours.get(item.name), entry.facts.get(item.name)
        if item.shared and here is not None and there is not None and disagree(item, here, there):
            yield item.name


def _made(name: str, entry: NoticeEntry, location: tuple[str, int | None] | str) -> Contradiction:
    return Contradiction(entry.kind, entry.ident, name, location, entry.notice, entry.url)
