"""From records to notices: which entries a notice has, and which it inherits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.overviews import NOTICE_INHERITS
from sphinxext_privacy.notices.records import Marked, NoticeEntry
from sphinxext_privacy.notices.select import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinxext_privacy.domain.index import Index
    from sphinxext_privacy.domain.records import EntryRecord
    from sphinxext_privacy.model.values import Facts, Value

WITHOUT_ID: Final = frozenset({'statement', 'change'})
"""Kinds that are no things with an id: each entry stands for itself."""


class Notices:
    """Answers what a notice holds, by itself and with all that it adds to."""

    def __init__(self, index: Index) -> None:
        """Take what *index* knows; nothing is computed yet."""
        self.index = index
        self._places: dict[str, list[NoticeEntry]] = {}
        self._own: dict[str, tuple[NoticeEntry, ...]] = {}
        self._whole: dict[str, tuple[NoticeEntry, ...]] = {}
        self._itself: dict[str, NoticeEntry] = {}

    @cached_property
    def _records(self) -> dict[str, list[tuple[str, int, EntryRecord]]]:
        """By notice: page, position there, and record, in the order of pages."""
        found: dict[str, list[tuple[str, int, EntryRecord]]] = {}
        for docname in sorted(self.index.documents):
            for position, record in enumerate(self.index.documents[docname].entries):
                found.setdefault(record.notice, []).append((docname, position, record))
        return found

    def all(self) -> tuple[str, ...]:
        """Give the ids of the notices of this project, sorted."""
        return tuple(sorted(self.index.notices))

    def own(self, notice: str) -> tuple[NoticeEntry, ...]:
        """Give the entries that the notice states itself, in the order of its pages.

        What stands in several places is one entry: the first place wins, others fill in what it leaves out.
        """
        if notice not in self._own:
            foreign = self.index.foreign.get(notice)
            if foreign is not None and notice not in self.index.notices:
                self._own[notice] = tuple(entry for entry in foreign.entries if entry.notice == foreign.ident)
            else:
                made = self.places(notice)
                self._own[notice] = _joined([*made, *self._named_controllers(notice, made)])
        return self._own[notice]

    def _named_controllers(self, notice: str, made: Iterable[NoticeEntry]) -> Iterator[NoticeEntry]:
        """Give the controllers that the notice names and the register describes: they need not stand on a page.

        The default one holds for notices that name nobody and add to none.
        """
        if notice not in self.index.notices:
            return
        wanted = self.index.notice_fact(notice, 'controller')
        if not isinstance(wanted, tuple):
            alone = not self.index.ancestors(notice) and not any(entry.kind == 'controller' for entry in made)
            wanted = self.index.default_controllers if alone else ()
        yield from (entry for entry in (self._registered('controller', ident, notice) for ident in wanted) if entry)

    def places(self, notice: str) -> Sequence[NoticeEntry]:
        """Give the entries of the notice as each place states them: one may come several times."""
        if notice not in self._places:
            self._places[notice] = [entry for place in self._records.get(notice, []) for entry in self._entries(*place)]
        return self._places[notice]

    def at(self, docname: str, position: int) -> Iterator[NoticeEntry]:
        """Give the entries of one place of a page, as it states them."""
        return self._entries(docname, position, self.index.documents[docname].entries[position])

    def named(self, entries: Iterable[NoticeEntry], kinds: Sequence[str]) -> list[NoticeEntry]:
        """Give the entries of the register that *entries* name and that are not among them."""
        listed = list(entries)
        known = {entry.key for entry in listed}
        found: dict[tuple[str, str], NoticeEntry] = {}
        for entry in listed:
            for item in KINDS[entry.kind].fields:
                if item.refers_to not in kinds:
                    continue
                for target in texts(entry.facts.get(item.name)):
                    key = (item.refers_to, target.rpartition('/')[2])
                    if key not in known and key not in found:
                        made = self._registered(*key, entry.notice)
                        if made is not None:
                            found[key] = made
        return list(found.values())

    def _registered(self, kind: str, ident: str, notice: str) -> NoticeEntry | None:
        known = self.index.register.get(kind, ident)
        if known is None:
            return None
        found = self.index.resolve(kind, ident, '', (notice,))
        showing = found.showing if found is not None else None
        made = NoticeEntry(kind, ident, self.index.title(kind, ident), notice, known.facts)
        if showing is None:
            return replace(made, source=known.source, line=known.line)
        record = showing.record
        return replace(made, docname=showing.docname, anchor=showing.anchor, source=record.source, line=record.line)

    def whole(self, notice: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of the notice with what it inherits, its own ones first; its own facts win."""
        if notice not in self._whole:
            entries = list(self.own(notice))
            for parent in self.index.ancestors(notice):
                foreign = self.index.foreign.get(parent)
                local = parent in self.index.notices or foreign is None
                # That of another project comes with what it inherits there.
                entries.extend(self.own(parent) if local or foreign is None else foreign.entries)
            self._whole[notice] = _joined(entries)
        return self._whole[notice]

    def inherited(self, notice: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of the notice that only others state."""
        return tuple(entry for entry in self.whole(notice) if entry.notice != notice)

    def scoped(self, notice: str, scope: str) -> tuple[NoticeEntry, ...]:
        """Give the entries of the notice within *scope*: ``own``, ``inherited`` or ``all``."""
        return {'own': self.own, 'inherited': self.inherited, 'all': self.whole}[scope](notice)

    def fact(self, notice: str, name: str) -> Value | None:
        """Give what the notice states about the field *name*, or else what the nearest that it adds to states."""
        for ident in (notice, *self.index.ancestors(notice)):
            value = self.index.notice_fact(ident, name)
            if value is not None:
                return value
        return None

    def itself(self, notice: str) -> NoticeEntry:
        """Give what the notice states of itself, with what it has of those that it adds to."""
        if notice not in self._itself:
            self._itself[notice] = self._about(notice)
        return self._itself[notice]

    def _about(self, notice: str) -> NoticeEntry:
        facts: Facts = {}
        marked: list[Marked] = []
        for item in NOTICE.fields:
            chain = (notice, *self.index.ancestors(notice)) if item.name in NOTICE_INHERITS else (notice,)
            for ident in chain:
                value = self.index.notice_fact(ident, item.name)
                if value is not None:
                    facts[item.name] = value
                    marked += self._marked_in(ident, item.name)
                    break
        places = self.index.notices.get(notice, [])
        docname = places[0].docname if places else ''
        return NoticeEntry('notice', notice, '', notice, facts, facts, docname=docname, marked=tuple(marked))

    def _marked_in(self, notice: str, name: str) -> Iterator[Marked]:
        """Give where the markup of a field stands that the notice states of itself, if it has some."""
        showing = next((place for place in self.index.notices.get(notice, []) if name in place.record.facts), None)
        for item in showing.record.marked if showing is not None else ():
            if item.name == name and showing is not None:
                position = self.index.documents[showing.docname].entries.index(showing.record)
                yield Marked(showing.docname, position, *item)

    def _entries(self, docname: str, position: int, record: EntryRecord) -> Iterator[NoticeEntry]:
        """Give the entries of one record, one for each of its ids."""
        index = self.index
        idents = index.idents(record)
        for ident, anchor in zip(idents, record.anchors, strict=False):
            stated = index.stated(record.kind, ident, record.typed, record.facts)
            if len(idents) > 1:
                # What was typed names them all.
                title = KINDS[record.kind].title_field
                stated = {name: value for name, value in stated.items() if name != title}
            known = index.register.get(record.kind, ident)
            yield NoticeEntry(
                record.kind,
                ident,
                index.name_of(record.kind, ident, record),
                record.notice,
                {**known.facts, **stated} if known is not None else stated,
                stated,
                record.body,
                (docname, position),
                docname,
                anchor,
                record.source,
                record.line,
                position,
                accept=record.accept,
                marked=tuple(Marked(docname, position, *item) for item in record.marked if item.name in stated)
                if record.marked
                else (),
            )


def _joined(entries: Iterable[NoticeEntry]) -> tuple[NoticeEntry, ...]:
    found: dict[tuple[str, ...], NoticeEntry] = {}
    for entry in entries:
        if entry.kind == 'notice':
            continue
        plain = entry.kind in WITHOUT_ID
        key = (*entry.key, entry.notice, entry.docname, str(entry.position), entry.url) if plain else entry.key
        first = found.get(key)
        if first is None:
            found[key] = entry
        else:
            # What any page of the notice states is nearer than the register; what others state comes last.
            stated = {**entry.stated, **first.stated} if entry.notice == first.notice else first.stated
            facts = {**entry.facts, **first.facts, **stated}
            body = first if first.body else entry
            accept = first.accept + (entry.accept if entry.notice == first.notice else ())
            marked = _marked(first, entry) if entry.marked or first.marked else ()
            if facts != first.facts or body is entry or accept != first.accept or marked != first.marked:
                told = replace(first, body=body.body, body_at=body.body_at, accept=accept, marked=marked)
                found[key] = replace(told, facts=facts, stated=stated)
    return tuple(found.values())


def _marked(first: NoticeEntry, entry: NoticeEntry) -> tuple[Marked, ...]:
    """Give the fields with markup of *first*, with those that *entry* fills in."""
    filled = entry.facts.keys() - first.facts.keys()
    if entry.notice == first.notice:
        filled |= entry.stated.keys() - first.stated.keys()
    kept = tuple(item for item in first.marked if item.name not in filled)
    return kept + tuple(item for item in entry.marked if item.name in filled)
