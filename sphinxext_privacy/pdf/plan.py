"""Which PDFs there are, and which pages are in each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxext_privacy.config import setting_place
from sphinxext_privacy.diagnostics import placed_at, warn
from sphinxext_privacy.model.ids import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinxext_privacy.domain.privacy import PrivacyDomain


class Planned(NamedTuple):
    """One PDF that is to be made."""

    file: str
    """Path below the output folder."""
    notice: str
    """Id of the notice it is about; empty where it is about none."""
    pages: tuple[str, ...]
    """The documents in it, in this order."""
    title: str
    """Title where the settings state one."""
    toctree: bool
    """Whether the documents below these in the tree of contents are in it too."""

    def below(self, domain: PrivacyDomain) -> tuple[str, ...]:
        """Give all documents that are in it."""
        if not self.toctree:
            return self.pages
        found: dict[str, None] = {}
        waiting = list(reversed(self.pages))
        while waiting:
            docname = waiting.pop()
            if docname not in found:
                found[docname] = None
                waiting.extend(reversed(domain.env.toctree_includes.get(docname, [])))
        return tuple(found)


def plan(domain: PrivacyDomain, *, report: bool = False) -> list[Planned]:
    """Give the PDFs of a project; with *report*, warn of what cannot be made."""
    with placed_at(partial(setting_place, domain.base, domain.env.config, 'noticepdf_documents')):
        return _plan(domain, report=report)


def _plan(domain: PrivacyDomain, *, report: bool) -> list[Planned]:
    stated: list[Any] = list(domain.env.config.noticepdf_documents)
    found: dict[str, Planned] = {}
    for item in _every(domain) if not stated else (_one(domain, item, report=report) for item in stated):
        if item is None:
            continue
        if item.file in found and report:
            warn('pdf', 'noticepdf_documents in conf.py: two documents have the file name %r', item.file)
        found.setdefault(item.file, item)
    if not found and not stated and report:
        warn('pdf', 'there is no notice to make a PDF of: declare one with privacy-notice, or set noticepdf_documents')
    return list(found.values())


def _every(domain: PrivacyDomain) -> Iterator[Planned]:
    for ident in sorted(domain.index.notices):
        yield _with_inherited(domain, Planned(f'{ident}.pdf', ident, _pages_of(domain, ident), '', toctree=False))


def _pages_of(domain: PrivacyDomain, ident: str) -> tuple[str, ...]:
    places = domain.index.notices.get(ident, [])
    return tuple(dict.fromkeys(showing.docname for showing in places))


def _with_inherited(domain: PrivacyDomain, planned: Planned) -> Planned:
    """Add the pages of the notices that the notice is an addendum to, where the settings ask for them."""
    if not domain.env.config.noticepdf_inherited or not planned.notice:
        return planned
    there = planned.below(domain)
    added = [page for ident in domain.index.ancestors(planned.notice) for page in _pages_of(domain, ident)]
    return planned._replace(pages=(*planned.pages, *(page for page in dict.fromkeys(added) if page not in there)))


def _one(domain: PrivacyDomain, item: Any, *, report: bool) -> Planned | None:
    table: dict[str, Any] = {'notice': item} if isinstance(item, str) else item
    notice: str = table.get('notice', '')
    if notice and notice not in domain.index.notices:
        if report:
            warn('pdf', 'noticepdf_documents in conf.py: there is no notice with the id %r', notice)
        return None
    pages = []
    for docname in table.get('pages') or _pages_of(domain, notice):
        if docname in domain.env.all_docs:
            pages.append(docname)
        elif report:
            warn('pdf', 'noticepdf_documents in conf.py: there is no document %r', docname)
    if not pages:
        return None
    file: str = table.get('file', '') or notice or '-'.join(slug(part) for part in pages[0].split('/'))
    planned = Planned(
        file if file.endswith('.pdf') else f'{file}.pdf',
        notice or next(iter(domain.index.notices_of(pages[0])), ''),
        tuple(pages),
        table.get('title', ''),
        toctree=bool(table.get('toctree', False)),
    )
    return _with_inherited(domain, planned)
