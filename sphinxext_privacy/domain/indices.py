"""The indices: every recipient and every category of data of the project, each with its notices.

They have no short name, so themes add no link to them on other pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

from sphinxext_privacy.labels import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.domain.privacy import PrivacyDomain

_ = get_translation(CATALOGUE)


class _EntryIndex(Index):
    """An index of the entries of one kind."""

    kind: ClassVar[str]
    label: ClassVar[str]
    """Its name, translated whenever it is asked for."""
    shortname = None

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Give the entries by their first letter; an entry in a few places has a line below it for each."""
        domain = cast('PrivacyDomain', self.domain)
        if not domain.documents:
            return [], False
        if docnames is None:
            return domain.derived.indices[self.kind], False
        from sphinxext_privacy.domain.derived import index_entries

        return index_entries(domain, self.kind, frozenset(docnames)), False


class ProcessorIndex(_EntryIndex):
    """The index of recipients, ``privacy-processors``."""

    name = 'processors'
    localname = label = _('Index of recipients of personal data')
    kind = 'processor'


class DataIndex(_EntryIndex):
    """The index of categories of data, ``privacy-data``."""

    name = 'data'
    localname = label = _('Index of personal data')
    kind = 'data'
