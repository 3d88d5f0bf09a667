"""All records of a project joined with the register: what an id means, and where it stands.

Made once after reading; a change of any record or of the register makes a new one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_privacy.labels import translate
from sphinxext_privacy.model.ids import slug
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.spelling import Spellings
from sphinxext_privacy.model.vocabularies import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinxext_privacy.domain.document import DocumentRecord
    from sphinxext_privacy.domain.records import EntryRecord
    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.notices.records import ForeignNotice, NoticeEntry
    from sphinxext_privacy.register.load import Register

_VOCABULARY_OF = {'data': 'data-categories', 'purpose': 'purposes', 'right': 'rights', 'measure': 'security-measures'}
"""Kinds whose ids may be keys of a vocabulary, which gives them a name where nothing else does."""


class Showing(NamedTuple):
    """One place where an entry stands."""

    docname: str
    ident: str
    anchor: str
    record: EntryRecord


class Found(NamedTuple):
    """What an id means to the page that asked."""

    kind: str
    ident: str
    title: str
    showing: Showing | None
    """Where it can be read; ``None`` where only the register or a vocabulary knows it."""
    registered: bool = False
    """Whether the title is that of the register: not translated yet, and with its markup."""
    url: str = ''
    """Where it can be read in another project, a parent of this one."""


class Index:
    """Answers what an id means, seen from a page."""

    def __init__(
        self,
        documents: Mapping[str, DocumentRecord],
        register: Register,
        controller: str,
        foreign: Mapping[str, ForeignNotice] | None = None,
    ) -> None:
        """Join *documents* (by docname) with *register*.

        *controller* is the default controller; *foreign* are notices of other projects, by the ids under which
        they are known here.
        """
        self.documents = documents
        self.register = register
        # What this project calls by an id itself is meant by it.
        shadowed = self.notices if foreign else {}
        self.foreign = {ident: notice for ident, notice in (foreign or {}).items() if ident not in shadowed}
        self.default_controllers = (controller,) if controller else ()
        self._spellings: dict[str, Spellings] = {}
        self._resolved: dict[tuple[str, str, str, tuple[str, ...]], Found | None] = {}

    # -- entries ------------------------------------------------------------------------------------------------

    def idents(self, record: EntryRecord) -> tuple[str, ...]:
        """Give the ids of *record*, now that the register can tell whether a name was one of its ids."""
        if record.typed and self.register.get(record.kind, record.typed) is not None:
            return (record.typed,)
        return record.idents

    def stated(self, kind: str, ident: str, typed: str, facts: Facts) -> Facts:
        """Give *facts* without a name that turned out to be an id."""
        title = KINDS[kind].title_field
        if typed and facts.get(title) == typed and self._knows_title(kind, ident, typed):
            return {name: value for name, value in facts.items() if name != title}
        return facts

    def _knows_title(self, kind: str, ident: str, typed: str) -> bool:
        known = self.register.get(kind, typed) is not None or bool(self._vocabulary_title(kind, ident))
        return known or bool(self.foreign_entries(kind, typed))

    def misspelt(self, kind: str, typed: str) -> str:
        """Give the id of the register that *typed* was probably meant to be, or an empty string."""
        if kind not in self._spellings:
            self._spellings[kind] = Spellings(self.register.ids(kind))
        return self._spellings[kind].nearest(typed)

    def has_vocabulary_title(self, kind: str, ident: str) -> bool:
        """Tell whether a vocabulary names *ident*."""
        return bool(self._vocabulary_title(kind, ident))

    def _vocabulary_title(self, kind: str, ident: str) -> str:
        name = _VOCABULARY_OF.get(kind)
        return translate(VOCABULARIES[name].labels.get(ident, '')) if name else ''

    @cached_property
    def _showings(self) -> dict[tuple[str, str], list[Showing]]:
        found: dict[tuple[str, str], list[Showing]] = {}
        for docname in sorted(self.documents):
            for record in self.documents[docname].entries:
                for ident, anchor in zip(self.idents(record), record.anchors, strict=False):
                    found.setdefault((record.kind, ident), []).append(Showing(docname, ident, anchor, record))
        return found

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], str]:
        return {(kind, slug(ident)): ident for kind, ident in sorted(self._showings, reverse=True)}

    def showings(self, kind: str, ident: str) -> list[Showing]:
        """Give every place where the entry stands, in the order of docnames and of each page."""
        return self._showings.get((kind, ident), [])

    def objects(self) -> Iterator[tuple[str, str, list[Showing]]]:
        """Give kind, id and places of every entry, sorted."""
        for kind, ident in sorted(self._showings):
            yield kind, ident, self._showings[kind, ident]

    # -- notices ------------------------------------------------------------------------------------------------

    @cached_property
    def notices(self) -> dict[str, list[Showing]]:
        """The notices by id."""
        return {ident: places for (kind, ident), places in self._showings.items() if kind == 'notice'}

    def named(self, record: EntryRecord) -> Iterator[tuple[str, str]]:
        """Give kind and id of all that an entry names: in its own facts, and in those of the register.

        The kind is ``*`` where it may be any.
        """
        sources = [record.facts]
        for ident in self.idents(record):
            known = self.register.get(record.kind, ident)
            if known is not None:
                sources.append(known.facts)
        for item in KINDS[record.kind].fields:
            if not item.refers_to:
                continue
            for facts in sources:
                value = facts.get(item.name)
                if isinstance(value, str):
                    yield item.refers_to, value
                elif isinstance(value, tuple):
                    yield from ((item.refers_to, target) for target in value if target)
                if value is not None:
                    break

    def notices_of(self, docname: str) -> tuple[str, ...]:
        """Give the ids of the notices that the page declares, or that its entries belong to."""
        return self._notices_by_page.get(docname, ())

    @cached_property
    def _notices_by_page(self) -> dict[str, tuple[str, ...]]:
        return {
            docname: tuple(dict.fromkeys(record.notice for record in document.entries if record.notice))
            for docname, document in self.documents.items()
        }

    def notice_fact(self, ident: str, name: str) -> Value | None:
        """Give what the notice itself states about the field *name*."""
        for showing in self.notices.get(ident, []):
            if name in showing.record.facts:
                return showing.record.facts[name]
        if ident not in self.notices and ident in self.foreign:
            return self.foreign[ident].facts.get(name)
        return None

    def ancestors(self, ident: str) -> tuple[str, ...]:
        """Give the notices that *ident* is an addendum to, nearest first; a cycle ends where it closes."""
        found: dict[str, None] = {}
        waiting = [ident]
        while waiting:
            parents = self.notice_fact(waiting.pop(0), 'addendum-to')
            for parent in parents if isinstance(parents, tuple) else ():
                if parent != ident and parent not in found:
                    found[parent] = None
                    waiting.append(parent)
        return tuple(found)

    def controllers(self, notice: str) -> tuple[str, ...]:
        """Give the ids of the controllers of *notice*: stated, described in it, of its parents, or the default."""
        for ident in (notice, *self.ancestors(notice)) if notice else ():
            stated = self.notice_fact(ident, 'controller')
            if isinstance(stated, tuple):
                return stated
            described = self._controllers_in.get(ident)
            if described:
                return tuple(described)
        return self.default_controllers

    @cached_property
    def _controllers_in(self) -> dict[str, dict[str, None]]:
        found: dict[str, dict[str, None]] = {}
        for (kind, ident), places in self._showings.items():
            if kind == 'controller':
                for showing in places:
                    found.setdefault(showing.record.notice, {})[ident] = None
        return found

    # -- names --------------------------------------------------------------------------------------------------

    def resolve(self, kind: str, target: str, docname: str, notices: tuple[str, ...] | None = None) -> Found | None:
        """Look *target* up as the page *docname* means it.

        First in its notices (or in *notices*), then in their parents, then anywhere; ``notice/id`` is exact.
        Entries that are shown come before hidden ones.
        """
        own = self.notices_of(docname) if notices is None else notices
        key = (kind, target, docname, own)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(*key)
        return self._resolved[key]

    def _resolve(self, kind: str, target: str, docname: str, own: tuple[str, ...]) -> Found | None:
        if kind == 'notice' and target in self.foreign:
            return self._foreign(kind, target, (target,))
        notice, slash, ident = target.rpartition('/')
        places = self.showings(kind, ident if slash else target)
        if slash:
            places = [showing for showing in places if showing.record.notice == notice]
            return self._found(kind, ident, places[0]) if places else self._foreign(kind, ident, (notice,))
        if not places and (kind, slug(target)) in self._by_slug:
            target = self._by_slug[kind, slug(target)]
            places = self.showings(kind, target)
        order: dict[str, int] = {}
        for ident in own:
            order.setdefault(ident, len(order))
        for ident in own:
            for parent in self.ancestors(ident):
                order.setdefault(parent, len(order))
        if self.foreign and not any(showing.record.notice in order or showing.docname == docname for showing in places):
            # A parent in another project is nearer than a notice of this one that is none.
            found = self._foreign(kind, target, order if places else (*order, *self.foreign))
            if found is not None:
                return found
        if not places:
            known = self.register.get(kind, target) is not None or self._vocabulary_title(kind, target)
            return self._found(kind, target, None) if known else None
        best = min(
            places,
            key=lambda showing: (
                order.get(showing.record.notice, len(order)) if showing.docname != docname else -1,
                showing.record.style == 'hidden',
            ),
        )
        return self._found(kind, target, best)

    def _foreign(self, kind: str, ident: str, notices: Iterable[str]) -> Found | None:
        """Give an entry, or a notice itself, that stands in one of the foreign *notices*."""
        for notice in notices:
            foreign = self.foreign.get(notice)
            if foreign is None:
                continue
            if kind == 'notice' and ident in {notice, foreign.ident}:
                return Found(kind, ident, foreign.title, None, url=foreign.url)
            for entry in self.foreign_entries(kind, ident):
                if entry in foreign.entries:
                    return Found(kind, ident, entry.title, None, url=entry.url)
        return None

    def foreign_entries(self, kind: str, ident: str) -> list[NoticeEntry]:
        """Give what notices of other projects state about an entry."""
        return self._foreign_by_key.get((kind, ident), [])

    def foreign_ids(self, kind: str) -> set[str]:
        """Give the ids of all entries of *kind* in notices of other projects, or of these notices."""
        if kind == 'notice':
            return set(self.foreign)
        return {ident for name, ident in self._foreign_by_key if name == kind}

    @cached_property
    def _foreign_by_key(self) -> dict[tuple[str, str], list[NoticeEntry]]:
        found: dict[tuple[str, str], list[NoticeEntry]] = {}
        for notice in {notice.ident: notice for notice in self.foreign.values()}.values():
            for entry in notice.entries:
                found.setdefault(entry.key, []).append(entry)
        return found

    def resolve_any(self, target: str, docname: str) -> list[Found]:
        """Look *target* up among all kinds: as an id, or as the HTML id of a showing."""
        found = [self.resolve(kind, target, docname) for kind, item in KINDS.items() if item.is_object]
        by_anchor = self._by_anchor.get(target)
        if by_anchor is not None:
            here = [showing for showing in by_anchor[1] if showing.docname == docname] or by_anchor[1]
            found.append(self._found(by_anchor[0], here[0].ident, here[0]))
        return [item for item in found if item is not None]

    @cached_property
    def _by_anchor(self) -> dict[str, tuple[str, list[Showing]]]:
        found: dict[str, tuple[str, list[Showing]]] = {}
        for (kind, _), places in self._showings.items():
            if KINDS[kind].is_object:
                for showing in places:
                    found.setdefault(showing.anchor, (kind, []))[1].append(showing)
        return found

    def _found(self, kind: str, ident: str, showing: Showing | None) -> Found:
        title, registered = self._title(kind, ident, showing)
        return Found(kind, ident, title, showing, registered)

    def found_at(self, kind: str, showing: Showing) -> Found:
        """Give the entry that stands at one place."""
        return self._found(kind, showing.ident, showing)

    def title(self, kind: str, ident: str) -> str:
        """Give the name that the register or a vocabulary has for an entry, or its id.

        That of a vocabulary is in the language of the build.
        """
        return self._title(kind, ident, None)[0]

    def name_of(self, kind: str, ident: str, record: EntryRecord) -> str:
        """Give the name of an entry as *record* states it, or else as :meth:`title` does."""
        return self._name(kind, ident, record)[0]

    def _title(self, kind: str, ident: str, showing: Showing | None) -> tuple[str, bool]:
        """Give the name of an entry, as it is stated where it stands first of all; and whether the register has it."""
        return self._name(kind, ident, showing.record if showing is not None else None)

    def _name(self, kind: str, ident: str, record: EntryRecord | None) -> tuple[str, bool]:
        field = KINDS[kind].title_field
        if record is not None:
            facts = self.stated(kind, ident, record.typed, record.facts) if len(record.idents) == 1 else {}
            named = facts.get('title' if kind == 'notice' else field)
            if isinstance(named, str):
                return named, False
        known = self.register.get(kind, ident)
        named = known.facts.get(field) if known is not None else None
        if isinstance(named, str):
            return named, True
        foreign = self.foreign_entries(kind, ident)
        return (foreign[0].title if foreign else '') or self._vocabulary_title(kind, ident) or ident, False
