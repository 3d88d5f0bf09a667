"""What follows from all records together and is asked for in every build: the objects, and the lines of the indices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx.domains import IndexEntry

from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sphinxext_privacy.domain.privacy import PrivacyDomain

MANY: Final = 9
"""Most places that an index lists one by one."""
PLACES: Final = N_('the first of {count} places')
INDEXED: Final = ('processor', 'data')
"""The kinds that have an index."""

Letters = list[tuple[str, list[IndexEntry]]]


class Derived(NamedTuple):
    """Objects and indices of one state of a project, in the language of the build."""

    objects: tuple[tuple[str, str, str, str, str, int], ...]
    """As :meth:`sphinx.domains.Domain.get_objects` gives them, in the order into which Sphinx brings them twice."""
    indices: dict[str, Letters]
    """The lines of each index, by kind."""


def derive(domain: PrivacyDomain) -> Derived:
    """Compute both."""
    return Derived(tuple(sorted(_objects(domain))), {kind: index_entries(domain, kind) for kind in INDEXED})


def _objects(domain: PrivacyDomain) -> Iterator[tuple[str, str, str, str, str, int]]:
    index = domain.index
    for kind, ident, places in index.objects():
        if not KINDS[kind].is_object:
            continue
        first = min(places, key=lambda showing: showing.record.style == 'hidden')
        title = domain.title_of(index.found_at(kind, first), first.docname)
        yield ident, title, kind, first.docname, domain.page_anchor(first.docname, first.anchor), 1
        if kind == 'notice':
            continue
        seen = set()
        for showing in places:
            notice = showing.record.notice
            if notice and notice not in seen:
                seen.add(notice)
                anchor = domain.page_anchor(showing.docname, showing.anchor)
                yield f'{notice}/{ident}', title, kind, showing.docname, anchor, -1


def index_entries(domain: PrivacyDomain, kind: str, docnames: AbstractSet[str] | None = None) -> Letters:
    """Give the entries of one kind (on *docnames*) by their first letter."""
    letters: dict[str, list[IndexEntry]] = {}
    found = []
    for entry_kind, ident, places in domain.index.objects():
        if entry_kind != kind:
            continue
        shown = [place for place in places if docnames is None or place.docname in docnames]
        if shown:
            title = domain.title_of(domain.index.found_at(kind, shown[0]), shown[0].docname)
            found.append((title.casefold(), title, ident, shown))
    for _key, title, _ident, shown in sorted(found, key=lambda item: item[:3]):
        first = shown[0]
        entries = letters.setdefault(title[:1].upper(), [])
        anchor = domain.page_anchor(first.docname, first.anchor)
        if len(shown) == 1:
            entries.append(IndexEntry(title, 0, first.docname, anchor, first.record.notice, '', ''))
            continue
        if len(shown) > MANY:
            extra = translate(PLACES).format(count=len(shown))
            entries.append(IndexEntry(title, 0, first.docname, anchor, extra, '', ''))
            continue
        entries.append(IndexEntry(title, 1, first.docname, anchor, '', '', ''))
        for place in shown:
            name = domain.notice_title(place.record.notice) or domain.document_title(place.docname) or place.docname
            anchor = domain.page_anchor(place.docname, place.anchor)
            entries.append(IndexEntry(name, 2, place.docname, anchor, '', '', ''))
    return sorted(letters.items())
