"""Privacy declarations of ``fides.yml``: which data are used for what, about whom, and on which legal basis.

A declaration needs a purpose with a kind and data with a category. It is made only of what is stated to belong
together, each with each: for a recipient, the purpose with the data, and the recipient with both. A recipient that
takes part in one purpose alone says by that what its data are for, where they do not serve other purposes.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sphinxext_privacy.model.crosswalk import identifier
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.notices.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.identifiers import Identifiers
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice, Source
    from sphinxext_privacy.notices.relations import Key

Declaration = dict[str, Any]
_StatedAt = tuple[str, str, str, 'Source | None']
"""What makes two entries one statement: kind, id, notice and place."""

_NAMING: Final = {
    'data': ('purposes',),
    'purpose': ('data', 'processors'),
    'processor': ('purposes', 'data'),
}
"""Kind of entry → its fields that say what belongs together."""

_NOT_TOGETHER: Final = (
    'is in no declaration with it: that takes a purpose with a kind and data with a category, stated to belong together'
)

_WITH_PLACE: Final = {
    'data': ('category', 'subjects', 'legal-basis', 'retention', 'special', 'art9-condition'),
    'purpose': ('label', 'kind', 'subjects', 'legal-basis', 'retention'),
    'processor': ('subjects', 'retention'),
}
"""Kind of entry → its fields that a declaration holds."""


class _Terms(NamedTuple):
    """What data of one declaration have in common."""

    subjects: tuple[str, ...]
    bases: tuple[str, ...]
    conditions: tuple[str, ...]
    special: bool | None
    retention: str


class _Place(NamedTuple):
    """A field of an entry, and one id in it."""

    entry: _StatedAt
    name: str
    target: str


class Declarations:
    """Makes the declarations of all notices, and knows which stated pairs they hold."""

    def __init__(self, account: Account, identifiers: Identifiers) -> None:
        """Tell *account* what becomes of the facts."""
        self._account = account
        self._identifiers = identifiers
        self._relations: dict[str, Relations[ExportedEntry]] = {}
        self._held: set[tuple[str, frozenset[Key]]] = set()

    def of(self, notice: ExportedNotice, recipient: ExportedEntry | None = None) -> Iterator[Declaration]:
        """Give what *notice* states of its service, or of one of its recipients, in the order of the notice."""
        relations = self._related(notice)
        entries = list(relations.entries.values())
        for purpose in entries:
            if purpose.kind != 'purpose':
                continue
            data = [entry for entry in entries if _is_used(entry, purpose, recipient, relations)]
            together = recipient is None or recipient.key in relations.of(purpose.key, 'processor')
            yield from self._for_purpose(notice, purpose, data if together else [], recipient)

    def account_for_names(self, exported: Exported) -> None:
        """Tell what became of each id that an entry names, once all declarations are made."""
        known: set[_Place] = set()
        held: set[_Place] = set()
        places: dict[_Place, ExportedEntry] = {}
        for notice in exported.notices:
            relations = self._related(notice)
            for entry in notice.resolved:
                for name in _NAMING.get(entry.kind, ()):
                    other = KINDS[entry.kind].by_name[name].refers_to
                    for target in self._account.texts(entry, name):
                        place = _Place(_stated_at(entry), name, target)
                        places[place] = entry
                        named = (other, target.rpartition('/')[2])
                        if named in relations.entries:
                            known.add(place)
                        if (notice.ident, frozenset({entry.key, named})) in self._held:
                            held.add(place)
        for place, entry in places.items():
            if place not in held:
                why = f'{place.target!r} {_NOT_TOGETHER}' if place in known else f'no entry {place.target!r}'
                self._account.lose(entry, place.name, why)
        self._account_for_unused(exported)

    def _account_for_unused(self, exported: Exported) -> None:
        """Say of entries that no declaration holds why facts of them are lost that have a place in one."""
        used: set[_StatedAt] = set()
        for notice in exported.notices:
            held = {key for ident, pair in self._held for key in pair if ident == notice.ident}
            used |= {_stated_at(entry) for entry in notice.resolved if entry.key in held}
        for notice in exported.notices:
            for entry in notice.resolved:
                if entry.kind in _WITH_PLACE and _stated_at(entry) not in used:
                    for name in _WITH_PLACE[entry.kind]:
                        self._account.lose(entry, name, 'it is in no declaration')

    def _related(self, notice: ExportedNotice) -> Relations[ExportedEntry]:
        if notice.ident not in self._relations:
            self._relations[notice.ident] = Relations(notice.resolved)
        return self._relations[notice.ident]

    # -- one purpose --------------------------------------------------------------------------------------------

    def _for_purpose(
        self,
        notice: ExportedNotice,
        purpose: ExportedEntry,
        data: Iterable[ExportedEntry],
        recipient: ExportedEntry | None,
    ) -> Iterator[Declaration]:
        data = [entry for entry in data if self._is_mapped(entry, 'category', 'data-categories')]
        if not data or not self._is_mapped(purpose, 'kind', 'purposes'):
            return
        use = self._one(purpose, 'kind', 'purposes')
        groups: dict[_Terms, dict[str, None]] = {}
        for entry in data:
            terms = self._terms(purpose, entry, recipient)
            groups.setdefault(terms, {})[self._one(entry, 'category', 'data-categories')] = None
            together = [purpose.key, entry.key, *([recipient.key] if recipient else [])]
            self._held |= {(notice.ident, frozenset(pair)) for pair in combinations(together, 2)}
        for terms, categories in groups.items():
            for basis, condition in product(terms.bases or ('',), terms.conditions or ('',)):
                yield _declaration(self._account.title(purpose), list(categories), use, terms, basis, condition)

    def _is_mapped(self, entry: ExportedEntry, name: str, vocabulary: str) -> bool:
        """Tell whether a key that an entry states has an identifier, without which there is no declaration."""
        key = str(entry.facts.get(name, ''))
        if key and not identifier(vocabulary, key, 'fides'):
            self._account.lose(entry, name, f'no identifier for {key!r}')
        return bool(identifier(vocabulary, key, 'fides'))

    def _one(self, entry: ExportedEntry, name: str, vocabulary: str) -> str:
        (found,) = self._identifiers.of(entry, name, vocabulary, [self._account.text(entry, name)])
        return found

    def _terms(self, purpose: ExportedEntry, data: ExportedEntry, recipient: ExportedEntry | None) -> _Terms:
        account = self._account
        both = [purpose, data]
        bases = self._agreed(both, 'legal-basis', 'legal-bases')
        conditions = account.texts(data, 'art9-condition')
        if len(bases) > 1 and len(conditions) > 1:
            account.lose(data, 'art9-condition', 'nobody states which condition belongs to which legal basis')
            conditions = ()
        return _Terms(
            self._agreed([*both, recipient] if recipient else both, 'subjects', 'data-subjects'),
            bases,
            self._identifiers.of(data, 'art9-condition', 'art9-conditions', conditions),
            account.flag(data, 'special'),
            account.text(recipient, 'retention') if recipient else self._retention(purpose, data),
        )

    def _agreed(self, entries: Iterable[ExportedEntry], name: str, vocabulary: str) -> tuple[str, ...]:
        """Give the identifiers of what all of *entries* state that state anything.

        Data about visitors and members, used for a purpose that is about members, are used about members for it.
        """
        stated = [(entry, keys) for entry in entries if (keys := self._account.texts(entry, name))]
        found: tuple[str, ...] = ()
        for entry, keys in reversed(stated):
            common = [key for key in keys if all(key in others for _, others in stated)]
            for key in keys:
                if key not in common:
                    self._account.lose(entry, name, f'{key!r} is not stated of all that a declaration is about')
            found = self._identifiers.of(entry, name, vocabulary, common)
        return found

    def _retention(self, purpose: ExportedEntry, data: ExportedEntry) -> str:
        """Give how long the data are kept for the purpose; that of the data where the purpose states none."""
        account = self._account
        whole, for_it = account.text(data, 'retention'), account.text(purpose, 'retention')
        if whole and for_it and whole != for_it:
            account.lose(data, 'retention', 'for a purpose that states its own, that one is told')
        return for_it or whole


def _is_used(
    data: ExportedEntry, purpose: ExportedEntry, recipient: ExportedEntry | None, relations: Relations[ExportedEntry]
) -> bool:
    """Tell whether *data* are stated to be used for *purpose*, by *recipient* where there is one."""
    purposes = relations.of(data.key, 'purpose')
    if recipient is None or data.key not in relations.of(recipient.key, 'data'):
        return recipient is None and purpose.key in purposes
    alone = relations.of(recipient.key, 'purpose') == {purpose.key}
    return purpose.key in purposes or (alone and not purposes)


def _stated_at(entry: ExportedEntry) -> _StatedAt:
    return *entry.key, entry.notice, entry.source


def _declaration(name: str, categories: list[str], use: str, terms: _Terms, basis: str, condition: str) -> Declaration:
    # Always with a name: what reads it sorts by names, and fails where some have none.
    made: Declaration = {'name': name, 'data_categories': categories, 'data_use': use}
    if terms.subjects:
        made['data_subjects'] = list(terms.subjects)
    if basis:
        made['legal_basis_for_processing'] = basis
    if terms.retention:
        made['retention_period'] = terms.retention
    if terms.special is not None:
        made['processes_special_category_data'] = terms.special
    if condition:
        made['special_category_legal_basis'] = condition
    return made
