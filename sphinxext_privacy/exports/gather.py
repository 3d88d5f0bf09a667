"""From the domain to the records that exports are made from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_privacy.dates.parse import is_date
from sphinxext_privacy.exports.records import Elsewhere, Exported, ExportedEntry, ExportedNotice, Source
from sphinxext_privacy.model.kinds import KINDS, NOTICE
from sphinxext_privacy.model.values import Contact, Link, is_address, translatable_part
from sphinxext_privacy.notices.controllers import other_controllers
from sphinxext_privacy.reports.gather import Reports
from sphinxext_privacy.reports.records import Report
from sphinxext_privacy.site import site_root
from sphinxext_privacy.words.unmarked import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinxext_privacy.domain.privacy import PrivacyDomain
    from sphinxext_privacy.model.fields import Field
    from sphinxext_privacy.model.values import Facts, Value
    from sphinxext_privacy.notices.records import NoticeEntry


def gather(domain: PrivacyDomain, address_of: Callable[[str], str], *, report: bool = True) -> Exported:
    """Give all notices of the project.

    *address_of* gives the address of a document, relative to the root of the site. Without *report*, no rule runs.
    """
    config = domain.env.config
    gathering = _Gathering(domain, address_of)
    notices = tuple(gathering.notice(ident) for ident in domain.notices.all())
    found = Reports(domain, address_of).whole() if report else Report()
    elsewhere = {
        ident: Elsewhere(notice.title, notice.url)
        for ident, notice in domain.index.foreign.items()
        if ident not in domain.index.notices
    }
    return Exported(config.project, config.language or 'en', notices, found, site_root(config), elsewhere)


class _Gathering:
    """Makes what the domain knows public."""

    def __init__(self, domain: PrivacyDomain, address_of: Callable[[str], str]) -> None:
        self.domain = domain
        self.address_of = address_of

    def notice(self, ident: str) -> ExportedNotice:
        """Give one notice."""
        domain, index = self.domain, self.domain.index
        first = index.notices[ident][0]
        stated = {item.name: index.notice_fact(ident, item.name) for item in NOTICE.fields}
        # A notice has no record in the register: all of this is stated on its pages.
        given = {name: value for name, value in stated.items() if value is not None}
        facts = self._facts('notice', given, first.docname, given)
        own = domain.notices.own(ident)
        resolved = [*domain.notices.whole(ident), *other_controllers(domain.notices, ident)]
        return ExportedNotice(
            ident,
            domain.notice_title(ident),
            self._notice_url(ident),
            facts,
            self._source(first.docname, first.record.source, first.record.line),
            index.ancestors(ident),
            # Where one is named as that of another notice, its id is what stands behind the slash.
            tuple(dict.fromkeys(target.rpartition('/')[2] for target in index.controllers(ident))),
            tuple(self._entries(own)),
            tuple(self._entries(resolved)),
            self._date(ident, first.docname),
        )

    def _date(self, ident: str, docname: str) -> str:
        """Give the date that readers see, unless it is that of the build, which says nothing of the notice."""
        stated = self.domain.index.notice_fact(ident, 'updated')
        if stated is None and self.domain.env.config.privacy_date_fallback == 'build':
            return ''
        return self.domain.dates.of(ident, docname)

    def _notice_url(self, ident: str) -> str:
        index = self.domain.index
        if ident in index.foreign:
            return index.foreign[ident].url
        first = index.notices[ident][0]
        stated = index.notice_fact(ident, 'url')
        # Only where several notices share a page, something further down is meant.
        alone = index.notices_of(first.docname)[:1] == (ident,)
        return (isinstance(stated, str) and self._address(stated, first.docname)) or self._place(
            first.docname, '' if alone else first.anchor
        )

    def _entries(self, entries: Iterable[NoticeEntry]) -> Iterable[ExportedEntry]:
        for entry in entries:
            facts = self._facts(entry.kind, entry.facts, entry.docname, entry.stated)
            if entry.docname:
                url = self._place(entry.docname, entry.anchor)
                source = self._source(entry.docname, entry.source, entry.line)
            elif entry.url:
                url, source = entry.url, None
            else:
                # Of the register alone: it is read as a part of the notice that names it.
                url = self._notice_url(entry.notice)
                source = Source(self._relative(str(self.domain.base / entry.source)), entry.line)
            title = entry.title
            if KINDS[entry.kind].title_field not in entry.stated and not entry.url:
                title = unmarked(self.domain.translated(title, entry.docname))
            yield ExportedEntry(entry.kind, entry.ident, title, entry.notice, facts, entry.body, url, source)

    # -- facts --------------------------------------------------------------------------------------------------

    def _facts(self, kind: str, facts: Facts, docname: str, stated: Facts) -> Facts:
        found: Facts = {}
        for item in KINDS[kind].fields:
            if item.name not in facts:
                continue
            value = facts[item.name]
            if item.type == 'date' and not is_date(str(value)):
                # The words that stand where a date should be are the name of the entry, and no fact.
                continue
            if docname and stated.get(item.name) != value:
                value = self._translated(item, value, docname)
            elif item.type == 'retention':
                # Its words are parsed only where they are shown.
                value = unmarked(str(value))
            public = self._public(value, docname) if item.type != 'url' else self._address(str(value), docname)
            if public not in {None, '', ()}:
                found[item.name] = public
        return found

    def _translated(self, item: Field, value: Value, docname: str) -> Value:
        """Give prose of the register as readers of the page get it, without its markup."""
        part = translatable_part(item, value)
        if not part or not isinstance(value, str):
            return value
        return value.replace(part, unmarked(self.domain.translated(part, docname)))

    def _public(self, value: Value, docname: str) -> Value | None:
        """Give *value* with addresses that lead somewhere outside the sources too."""
        if isinstance(value, Link):
            link = Link(value.title, self._address(value.url, docname))
            return link if any(link) else None
        if isinstance(value, Contact):
            contact = value._replace(website=self._address(value.website, docname), text=unmarked(value.text))
            return contact if any(contact) else None
        return value

    def _address(self, url: str, docname: str) -> str:
        if not url or is_address(url):
            return url
        found, _ = self.domain.linked_document(url, docname)
        _, sharp, fragment = url.partition('#')
        return f'{self.address_of(found)}{sharp}{fragment}' or './' if found else ''

    # -- places -------------------------------------------------------------------------------------------------

    def _place(self, docname: str, anchor: str) -> str:
        address = self.address_of(docname)
        # The root of the site is an empty address, which says nothing by itself.
        return f'{address}#{self.domain.page_anchor(docname, anchor)}' if anchor else address or './'

    def _source(self, docname: str, source: str, line: int) -> Source:
        return Source(self._relative(source or str(self.domain.env.doc2path(docname))), line)

    def _relative(self, path: str) -> str:
        """Give *path* from the docs: nothing that differs from machine to machine."""
        return Path(os.path.relpath(path, self.domain.env.srcdir)).as_posix()
