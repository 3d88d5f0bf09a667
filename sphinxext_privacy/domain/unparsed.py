"""Prose with markup that is parsed only when a page is written: that of the register, and translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.overviews import OVERVIEWS, fields_used
from sphinxext_privacy.model.values import Contact, translatable_part
from sphinxext_privacy.notices.select import candidates, listed_notices
from sphinxext_privacy.prose import has_markup, linkifies

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from sphinx.config import Config

    from sphinxext_privacy.domain.records import EntryRecord, OverviewRecord
    from sphinxext_privacy.model.values import Facts
    from sphinxext_privacy.notices.records import NoticeEntry
    from sphinxext_privacy.notices.resolve import Notices


_PROSE: Final = {
    kind.name: frozenset(
        item.name for item in kind.fields if item.type in {'prose', 'terms', 'blocks', 'retention', 'contact'}
    )
    for kind in KINDS.values()
}
_LATE: Final = {
    kind.name: frozenset(item.name for item in kind.fields if item.type in {'blocks', 'retention', 'contact'})
    for kind in KINDS.values()
}
"""The fields that are never parsed with their page."""


class Unparsed:
    """Tells which entries show such prose: what it becomes has to pass through the transforms of its page."""

    def __init__(
        self,
        notices: Notices,
        config: Config,
        translated: Callable[[str, str], str],
        catalogue: Callable[[str], str],
        is_translated: Callable[[str], bool],
    ) -> None:
        """Ask the domain for translations.

        *translated* gives prose of the register in the language of a document, by text and docname, *catalogue* the
        name of the catalogue of a document, and *is_translated* whether there is one in the language of the build.
        """
        self._is_translated = is_translated
        self._notices = notices
        self._index = notices.index
        self._catalogue = catalogue
        self._translated = translated
        self._linkify = linkifies(config)
        self._terms = self._has_markup(config.privacy_processor_terms)
        self._registered: dict[tuple[str, str, str], bool] = {}

    def any_in(self, record: EntryRecord, docname: str, parsed: AbstractSet[str]) -> bool:
        """Tell whether the entry shows prose that is not *parsed* yet (names of fields, or ``body``).

        What holds markup was parsed when its page was read, but for criteria of retentions and for contacts. A
        translation is put in after that, and may hold markup where the original has none.
        """
        kind = record.kind
        if kind == 'processor' and self._terms:
            return True
        names = _PROSE[kind] if self._is_translated(docname) else _LATE[kind]
        if any(self._in_facts(kind, {name: record.facts[name]}) for name in names & record.facts.keys() - parsed):
            return True
        if 'body' not in parsed and self._is_translated(docname) and self._has_markup(record.body):
            return True
        return any(self._in_register(kind, ident, docname) for ident in self._index.idents(record))

    def any_listed(self, overview: OverviewRecord) -> bool:
        """Tell whether the entries that an overview may list have such prose: in the register, or on their pages.

        What it takes from the doctrees of their pages has not been through the transforms of this one either.
        """
        table = OVERVIEWS[overview.directive]
        shows = fields_used(table, overview.columns or table.columns)
        for entry in candidates(self._notices, overview, table.kinds):
            if entry.url:
                continue
            if self._in_register(entry.kind, entry.ident, entry.docname) or self._is_late(entry):
                return True
            if entry.marked and _shows(shows, entry):
                return True
        if table.shape != 'summary':
            return False
        return any(_shows(shows, self._notices.itself(notice)) for notice in listed_notices(self._notices, overview))

    def _is_late(self, entry: NoticeEntry) -> bool:
        names = _PROSE[entry.kind] if entry.docname and self._is_translated(entry.docname) else _LATE[entry.kind]
        return any(self._in_facts(entry.kind, {name: entry.facts[name]}) for name in names & entry.facts.keys())

    def _in_register(self, kind: str, ident: str, docname: str) -> bool:
        # Pages share catalogues, and many have none.
        key = (kind, ident, self._catalogue(docname))
        if key not in self._registered:
            known = self._index.register.get(kind, ident)
            self._registered[key] = known is not None and self._in_facts(kind, known.facts, docname)
        return self._registered[key]

    def _in_facts(self, kind: str, facts: Facts, docname: str = '') -> bool:
        fields = KINDS[kind].by_name
        for name, value in facts.items():
            text = value.text if isinstance(value, Contact) else translatable_part(fields[name], value)
            if not text:
                continue
            # Blocks are always parsed: any line may begin a list.
            if fields[name].type == 'blocks' or self._has_markup(text):
                return True
            # The register is translated only now, and a translation may hold markup of its own.
            if docname and self._has_markup(self._translated(text, docname)):
                return True
        return False

    def _has_markup(self, text: str) -> bool:
        return bool(text) and has_markup(text, linkify=self._linkify)


def _shows(fields: AbstractSet[str] | None, entry: NoticeEntry) -> bool:
    return any(fields is None or item.name in fields for item in entry.marked)
