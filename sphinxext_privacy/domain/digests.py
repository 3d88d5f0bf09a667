"""Which pages must be written again: a digest of all that a page shows and does not itself state."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sphinxext_privacy.domain.harvest import shows_bodies
from sphinxext_privacy.domain.written import ANY, LABEL
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.overviews import OVERVIEWS, fields_used
from sphinxext_privacy.model.values import Contact, Link, is_address
from sphinxext_privacy.notices.select import candidates, listed_notices, texts
from sphinxext_privacy.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinxext_privacy.domain.document import DocumentRecord
    from sphinxext_privacy.domain.index import Found
    from sphinxext_privacy.domain.records import EntryRecord, OverviewRecord
    from sphinxext_privacy.domain.written import Key
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Value
    from sphinxext_privacy.notices.records import Marked
    from sphinxext_privacy.notices.resolve import Notices


def _sha(parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


_REFERENCES: Final = r'privacy:|\bany[}:]|\]\(#|]\(<#'
_REFERENCE: Final = pattern(_REFERENCES)
"""What may be a reference to an entry in prose that is not parsed yet."""
_REFERENCE_OR_BACKTICKS: Final = pattern(f'`|{_REFERENCES}')
_URLS: Final = {name: {item.name for item in kind.fields if item.type == 'url'} for name, kind in KINDS.items()}


def _urls(value: Value, item: Field) -> Iterator[str]:
    """Give the addresses in the value of the field *item*."""
    if isinstance(value, Link):
        yield value.url
    elif isinstance(value, Contact):
        yield value.website
    elif item.type == 'url':
        yield str(value)


class PageDigests:
    """Computes the digests of pages of one build.

    What a page itself states needs no digest: when it changes, the page is read and written anyway. What
    counts is the register, other pages, the settings, and dates that come from outside.
    """

    def __init__(
        self,
        notices: Notices,
        settings: str,
        titles: Callable[[str], str],
        date_of: Callable[[str, str], str],
        linked_document: Callable[[str, str], tuple[str, str]] | None = None,
        default_role: str = '',
        heads: Mapping[str, object] | None = None,
        reported: Callable[[OverviewRecord], object] | None = None,
    ) -> None:
        """Ask the domain for what is not in the index.

        *titles* gives the title of a document, *date_of* the date of a notice (by notice id and docname), and
        *linked_document* name and title of the document that an address leads to (by address and docname).
        *heads* is what the head of each page names and holds, *reported* gives what a report tells.
        """
        self.linked: dict[tuple[str, str], tuple[str, str]] = {}
        """Docname and address → name and title of each document that a fact links to."""
        self.looked_at: dict[str, set[Key]] = {}
        """Docname → the records of the register that its digest is made of, or would be if there were such."""
        self._looking: set[Key] = set()
        self._linked_document = linked_document
        self._reference = _REFERENCE_OR_BACKTICKS if default_role.startswith(('any', 'privacy')) else _REFERENCE
        self.notices = notices
        self.index = notices.index
        self.settings = settings
        self._heads = heads or {}
        self._reported = reported
        self.titles = titles
        self.date_of = date_of
        self._notices: dict[str, tuple[str, tuple[str, ...]]] = {}
        self._registered: dict[Key, tuple[str, bool]] = {}

    def page(self, docname: str, document: DocumentRecord) -> str:
        """Give the digest of the page *docname*."""
        index = self.index
        self._looking = self.looked_at[docname] = set()
        parts: list[object] = [self.settings, self._heads.get(docname)]
        if self._reference.search(self.settings):
            parts.append(self._everywhere())
        for record in document.entries:
            parts.append(record.style)
            own = dict.fromkeys((*index.idents(record), record.typed))
            parts.extend(self._register_state(record.kind, ident) for ident in own)
            parts.extend(entry.title for ident in own for entry in index.foreign_entries(record.kind, ident))
            parts.extend(self._target_state(kind, target, docname, record) for kind, target in index.named(record))
            parts.append(self._notice_state(record.notice))
            parts.extend(self._document_state(url, docname) for url in self._addresses(record) if not is_address(url))
            if record.kind == 'notice':
                parts.append(self.date_of(record.idents[0], docname))
        parts.extend(self._overview_state(overview, docname) for overview in document.overviews)
        parts.extend(self._reference_state(item.type, item.target, docname) for item in document.references)
        return _sha(parts)

    def _register_state(self, kind: str, ident: str) -> str:
        key = (kind, ident)
        self._looking.add(key)
        if key not in self._registered:
            known = self.index.register.get(kind, ident) if ident else None
            refers = known is not None and any(self._reference.search(str(value)) for value in known.facts.values())
            self._registered[key] = known.digest if known is not None else '', refers
        digest, refers = self._registered[key]
        return digest + self._everywhere() if refers else digest

    def _everywhere(self) -> str:
        self._looking.add(ANY)
        return self._whereabouts

    @cached_property
    def _whereabouts(self) -> str:
        """Digest where everything stands, for prose of the register that refers to something.

        To what it refers shows only when it is parsed, with the page that shows it.
        """
        places = []
        for kind, ident, showings in self.index.objects():
            for showing in showings:
                title = self.index.found_at(kind, showing).title
                places.append((kind, ident, title, *showing[:3], showing.record.notice, showing.record.style))
        notices = [
            (ident, self.index.ancestors(ident), self.titles(showings[0].docname), self.date_of(ident, ''))
            for ident, showings in self.index.notices.items()
        ]
        foreign = [(ident, notice.digest) for ident, notice in self.index.foreign.items()]
        return _sha((places, notices, foreign))

    def _overview_state(self, overview: OverviewRecord, docname: str) -> str:
        """Digest the entries that an overview may list, as far as it shows them, and the names among their facts."""
        table = OVERVIEWS[overview.directive]
        if table.shape == 'report':
            # Rules look at everything.
            self._looking.add(ANY)
            return _sha(self._reported(overview) if self._reported is not None else None)
        shown = (*(overview.columns or table.columns), *(overview.sort or table.sort))
        asked = (*shown, overview.group, *(name for name, _ in overview.where))
        used = fields_used(table, asked)
        shows = fields_used(table, overview.columns or table.columns)
        about = listed_notices(self.notices, overview)
        parts: list[object] = [
            (notice, self._notice_title(notice), self.date_of(notice, docname) if table.shape == 'summary' else '')
            for notice in about
        ]
        if table.shape in {'summary', 'whole'}:
            parts += [self._notice_state(notice) for notice in about]
            parts += [self._stated_by(notice, docname) for notice in about]
            stated = [item for notice in about for item in self.notices.itself(notice).marked]
            parts += [self._markup_state(item, docname) for item in stated if shows is None or item.name in shows]
        with_body = shows_bodies(overview)
        seen_notices: dict[str, None] = {}
        seen_pages: dict[str, None] = {}
        entries = candidates(self.notices, overview, table.kinds)
        if table.shape in {'map', 'matrix'}:
            entries += self.notices.named(entries, table.kinds)
        self._looking.update(entry.key for entry in entries)
        for entry in entries:
            facts = entry.facts if used is None else {key: value for key, value in entry.facts.items() if key in used}
            parts.append((entry.key, entry.title, entry.notice, entry.docname, entry.anchor, entry.url, facts))
            for marked in entry.marked:
                # Of what it filters, sorts and groups by, the text matters alone.
                if shows is None or marked.name in shows:
                    parts.append(self._markup_state(marked, docname))
            seen_notices[entry.notice] = None
            if with_body:
                parts.append(entry.body)
                seen_pages[entry.body_at[0]] = None
            fields = KINDS[entry.kind].by_name
            for name, value in facts.items():
                item = fields[name]
                if item.refers_to == '*':
                    for target in texts(value):
                        found = self.index.resolve_any(target, entry.docname or docname)
                        parts.extend(self._found_state(one, one.kind) for one in found)
                elif item.type == 'contact':
                    for target in texts(value):
                        named = self.index.resolve('controller', target, entry.docname or docname)
                        parts.append(self._found_state(named, 'controller'))
                elif item.refers_to:
                    own = (entry.notice,) if entry.notice else None
                    parts.extend(
                        self._found_state(self.index.resolve(item.refers_to, target, docname, own), item.refers_to)
                        for target in texts(value)
                    )
                elif isinstance(value, str) and self._reference.search(value):
                    parts.append(self._everywhere())
                parts.extend(
                    self._document_state(url, docname) for url in _urls(value, item) if url and not is_address(url)
                )
        # An entry that is inherited is shown with the notice that states it.
        parts.extend(self._notice_place(notice, docname) for notice in seen_notices if notice)
        if table.shape == 'whole':
            parts.extend(self._bodies_state(page, docname) for page in seen_pages if page)
        if table.shape == 'summary':
            named_ones = dict.fromkeys(ident for notice in about for ident in self.index.controllers(notice))
            for ident in named_ones:
                parts.append(self._found_state(self.index.resolve('controller', ident, docname), 'controller'))
        return _sha(parts)

    def _stated_by(self, notice: str, docname: str) -> object:
        """Digest what a notice states of itself or has of its parents, with the names among it."""
        parts: list[object] = []
        for item in NOTICE.fields:
            value = self.notices.fact(notice, item.name)
            if value is None:
                continue
            parts.append((item.name, value))
            if item.refers_to:
                found = [self.index.resolve(item.refers_to, target, docname, (notice,)) for target in texts(value)]
                parts += [self._found_state(one, item.refers_to) for one in found]
                # A notice is called by the title of its page.
                parts += [self._notice_title(target) for target in texts(value) if item.refers_to == 'notice']
            parts += [self._document_state(url, docname) for url in _urls(value, item) if url and not is_address(url)]
            if isinstance(value, str) and self._reference.search(value):
                parts.append(self._everywhere())
        return parts

    def _notice_place(self, notice: str, docname: str) -> object:
        found = self.index.resolve('notice', notice, docname)
        return notice, self._notice_title(notice), self._found_state(found, 'notice')

    def _bodies_state(self, page: str, docname: str) -> object:
        """Digest the bodies of *page* with their markup, and what they refer to, as *docname* shows them."""
        document = self.index.documents[page]
        return document.bodies, [self._reference_state(*item, page, docname) for item in document.references]

    def _markup_state(self, marked: Marked, docname: str) -> object:
        """Digest prose of another page with its markup, and what it refers to, as *docname* shows it."""
        return marked.digest, [self._reference_state(*item, marked.docname, docname) for item in marked.references]

    def _notice_title(self, notice: str) -> str:
        """Give what an overview may call a notice: its title, or that of its page."""
        places = self.index.notices.get(notice)
        stated = self.index.notice_fact(notice, 'title')
        return f'{stated}\0{self.titles(places[0].docname)}' if places else str(stated)

    def _addresses(self, record: EntryRecord) -> Iterator[str]:
        """Give the addresses among the facts of the entry and those of the register."""
        registered = [self.index.register.get(record.kind, ident) for ident in self.index.idents(record)]
        for facts in (record.facts, *(known.facts for known in registered if known is not None)):
            for value in facts.values():
                if isinstance(value, Link) and value.url:
                    yield value.url
                elif isinstance(value, Contact) and value.website:
                    yield value.website
            for name in _URLS[record.kind] & facts.keys():
                yield str(facts[name])

    def _document_state(self, url: str, docname: str) -> tuple[str, str]:
        key = (docname, url)
        if key not in self.linked:
            self.linked[key] = self._linked_document(url, docname) if self._linked_document else ('', '')
        return self.linked[key]

    def _target_state(self, kind: str, target: str, docname: str, record: EntryRecord) -> object:
        kinds = KINDS if kind == '*' else (kind,)
        notices = (record.notice,) if record.notice else None
        return [self._found_state(self.index.resolve(name, target, docname, notices), name) for name in kinds]

    def _found_state(self, found: Found | None, kind: str) -> object:
        if found is None:
            return None
        showing = found.showing
        title = found.title
        if kind == 'notice' and showing is not None:
            title = f'{title}\0{self.titles(showing.docname)}'
        place = (showing.docname, showing.anchor) if showing is not None else None
        return (found.ident, title, place, found.url, self._register_state(kind, found.ident))

    def _notice_state(self, ident: str) -> str:
        """Digest what entries of a notice show of it: the controllers, by name."""
        if ident not in self._notices:
            index = self.index
            controllers = index.controllers(ident)
            shown = []
            for controller in controllers:
                places = index.showings('controller', controller)
                shown.append(
                    (
                        controller,
                        self._register_state('controller', controller),
                        [place.record.facts for place in places],
                        [entry.facts for entry in index.foreign_entries('controller', controller)],
                    )
                )
            self._notices[ident] = _sha((index.ancestors(ident), shown)), controllers
        digest, controllers = self._notices[ident]
        for controller in controllers:
            self._register_state('controller', controller)
        return digest

    def _reference_state(self, kind: str, target: str, docname: str, shown_on: str = '') -> object:
        """Digest what is referred to on the page *docname*, and *shown_on* another."""
        if kind == 'any':
            named = self.index.resolve_any(target, docname)
            if shown_on and not named:
                return self._document_state(LABEL + target.lower(), shown_on)
            return [self._found_state(found, found.kind) for found in named]
        if kind == 'ref':
            return self._document_state(LABEL + target, shown_on or docname)
        if kind == 'doc':
            return self._document_state(f'/{target}', shown_on or docname)
        if kind == 'updated':
            notices = self.index.notices_of(docname) if target == '.' else (target,)
            return [self.date_of(notice, docname) for notice in notices or ('',)]
        return self._found_state(self.index.resolve(kind, target, docname), kind) if kind in KINDS else None
