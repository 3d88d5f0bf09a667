"""One notice on its way into a TILT document: its entries, and what becomes of their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sphinxext_privacy.exports.tilt_values import country_code, is_email, uri
from sphinxext_privacy.labels import translate
from sphinxext_privacy.messages import N_
from sphinxext_privacy.model.kinds import KINDS
from sphinxext_privacy.model.vocabularies import VOCABULARIES
from sphinxext_privacy.notices.relations import Relations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinxext_privacy.exports.account import Account
    from sphinxext_privacy.exports.records import Exported, ExportedEntry, ExportedNotice

LABELLED: Final = N_('{label}: {value}')
NOWHERE: Final = 'nothing states it'


class Sheet:
    """What a document is made from."""

    def __init__(self, exported: Exported, notice: ExportedNotice, file: str, account: Account) -> None:
        """Take a notice, and the account that is told what becomes of its facts."""
        self.exported = exported
        self.notice = notice
        self.file = file
        self.account = account
        self.missing: list[str] = []
        """What a document requires and nobody stated, in words."""
        self.relations = Relations(notice.resolved)
        known = {other.ident: other for other in exported.notices}
        self._chain = (notice, *(known[ident] for ident in notice.parents if ident in known))

    # -- entries ------------------------------------------------------------------------------------------------

    def of(self, kind: str) -> tuple[ExportedEntry, ...]:
        """Give the entries of *kind*, in the order of the notice."""
        return tuple(entry for entry in self.notice.resolved if entry.kind == kind)

    def find(self, kind: str, ident: str) -> ExportedEntry | None:
        """Give the entry that *ident* names, which may have the id of a notice before it."""
        return self.relations.find(kind, ident)

    def related(self, entry: ExportedEntry, kind: str) -> tuple[ExportedEntry, ...]:
        """Give the entries of *kind* that *entry* names or that name it, in the order of the notice."""
        return self.relations.related(entry, kind)

    def tie(self, entry: ExportedEntry, name: str) -> None:
        """Say that the document has what the field *name* ties the entry to, but for names that nothing bears."""
        self.account.entries(entry, name, self.relations)

    # -- facts --------------------------------------------------------------------------------------------------

    def inherited(self, name: str) -> str:
        """Give what the notice states of itself, or else the nearest one of the project that it adds to."""
        for notice in self._chain:
            if name in notice.facts:
                return self.account.text(notice, name)
        return ''

    def lose_inherited(self, name: str, why: str) -> None:
        """Say why the fact that :meth:`inherited` gives is lost, or a part of it."""
        for notice in self._chain:
            if name in notice.facts:
                self.account.lose(notice, name, why)
                return

    def words(self, entry: ExportedEntry, name: str) -> str:
        """Give a key of a vocabulary in words; a key that is none of it stands for itself."""
        key = self.account.text(entry, name)
        return key_words(KINDS[entry.kind].by_name[name].vocabulary, key)

    def labelled(self, entry: ExportedEntry, name: str, value: str = '') -> str:
        """Give a fact with what readers see before it: "Condition: if you contact us"; empty where it is not stated.

        *value* is the fact in words, where it does not consist of words.
        """
        value = value or self.account.text(entry, name)
        label = translate(KINDS[entry.kind].by_name[name].label)
        return translate(LABELLED).format(label=label, value=value) if value else ''

    def email(self, entry: ExportedEntry, name: str = 'email') -> str:
        """Give an e-mail address; what is none is lost."""
        if is_email(str(entry.facts.get(name, ''))):
            return self.account.text(entry, name)
        self.account.unplaced(entry, name, 'no e-mail address')
        return ''

    def address(self, entry: ExportedEntry, name: str) -> str:
        """Give the address of a link without its title; empty where there is none."""
        link = self.account.link(entry, name)
        found = uri(self.exported.absolute(link.url)) if link.url else ''
        if not found:
            self.account.lose(entry, name, 'no web address')
        elif link.title:
            self.account.lose(entry, name, 'the words of the link have no place')
        return found

    def url(self, entry: ExportedEntry, name: str) -> str:
        """Give a web address; what is none is lost."""
        stated = self.account.text(entry, name)
        found = uri(self.exported.absolute(stated)) if stated else ''
        if not found:
            self.account.lose(entry, name, 'no web address')
        return found

    def countries(self, entry: ExportedEntry) -> dict[str, None]:
        """Give the codes of the countries of an entry, each once; what has none is lost."""
        found: dict[str, None] = {}
        for stated in self.account.texts(entry, 'country'):
            if code := country_code(stated):
                found[code] = None
            else:
                self.account.lose(entry, 'country', f'no code of two letters for {stated!r}')
        return found

    # -- what becomes of them -----------------------------------------------------------------------------------

    def fill(self, path: str, value: str, origin: str) -> str:
        """Say that a required field was filled, and give the value; empty where there is nothing to fill it from."""
        self.account.fill(self.file, path, value, origin)
        return value

    def fill_false(self, path: str, origin: str) -> bool:
        """Say that a required yes or no was filled with no, and give that."""
        self.account.fill(self.file, path, 'false', origin)
        return False

    def unplaced(self, entry: ExportedEntry, names: Iterable[str], why: str) -> None:
        """Say why some facts of an entry have no place in this document."""
        for name in names:
            self.account.unplaced(entry, name, why)


def key_words(vocabulary: str, key: str) -> str:
    """Give a key of a vocabulary in words; a key that is none of it stands for itself."""
    return translate(VOCABULARIES[vocabulary].labels.get(key, '')) or key


def right_key(right: ExportedEntry) -> str:
    """Give which right of the vocabulary an entry is: its id says so where it has no key."""
    return str(right.facts.get('key') or right.ident)


def stated_only(fields: dict[str, str]) -> dict[str, str]:
    """Give the fields that are not empty: a document may have them or not."""
    return {name: value for name, value in fields.items() if value}
