"""The indices: every recipient and every category of data of the project, each with its notices.

They have no short name, so themes add no link to them on other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

from sphinxext_privacy.labels import CATALOGUE, translate
from sphinxext_privacy.messages import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.domain.privacy import PrivacyDomain

_ = get_translation(CATALOGUE)


MANY: Final = 9
"""Most places that an index lists one by one: Sphinx makes indices anew in every build."""
PLACES: Final = N_('the first of {count} places')


class _EntryIndex(Index):
    """An index of the entries of one kind."""

    kind: ClassVar[str]
    shortname = None

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Give the entries by their first letter; an entry in a few places has a line below it for each."""
        domain = cast('PrivacyDomain', self.domain)
        if not domain.documents:
            return [], False
        wanted = None if docnames is None else set(docnames)
        letters: dict[str, list[IndexEntry]] = {}
        found = []
        for kind, ident, places in domain.index.objects():
            if kind != self.kind:
                continue
            shown = [place for place in places if wanted is None or place.docname in wanted]
            if shown:
                title = domain.title_of(domain.index.found_at(kind, shown[0]), shown[0].docname)
                found.append((title.casefold(), title, ident, shown))
        for _key, title, _ident, shown in sorted(found, key=lambda item: item[:3]):
            letter = title[:1].upper()
            first = shown[0]
            entries = letters.setdefault(letter, [])
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
                name = domain.notice_title(place.record.notice) or place.docname
                anchor = domain.page_anchor(place.docname, place.anchor)
                entries.append(IndexEntry(name, 2, place.docname, anchor, '', '', ''))
        return sorted(letters.items()), False


class ProcessorIndex(_EntryIndex):
    """The index of recipients, ``privacy-processors``."""

    name = 'processors'
    localname = _('Index of recipients of personal data')
    kind = 'processor'


class DataIndex(_EntryIndex):
    """The index of categories of data, ``privacy-data``."""

    name = 'data'
    localname = _('Index of personal data')
    kind = 'data'
